import { countText } from '../../../client/src/words/amount.ts';
import { usualText } from '../../../client/src/words/timeLeft.ts';
import { spreadOf } from '../../../functions/src/core/learnRun.ts';
import { runSoFar } from '../../../functions/src/core/runs.ts';
import type { Eta } from '../../../functions/src/schema/api.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { ETA_WORDS } from '../words/estimate.ts';
import { type Spread, spreadView } from './etaSpread.ts';
import type { ShownEta } from './shownEta.ts';

/** What an estimate rests on, in words and as a picture. */
export interface EtaExplanation {
  /** "From 3 earlier runs and this run’s pace." */
  readonly basis: string;
  /** Each a sentence. */
  readonly remarks: readonly string[];
  readonly spread: Spread | null;
}

/** Of an estimate that `isExplained`. */
export function etaExplanation({ eta, input }: ShownEta): EtaExplanation {
  const { mission, now } = input;
  const stats = input.stats ?? null;
  const run = runSoFar(mission, toInstant(now));
  const hasBegun = mission.execution_record.progress_tracker.start_time !== null;
  const isComparable = hasBegun && !run.is_partial;
  const spread = stats === null ? null : spreadView(stats, eta, isComparable ? run.elapsed_seconds : null);
  return {
    basis: basisText(eta, stats),
    remarks: [
      eta.usual_seconds === null ? '' : `Earlier runs usually took ${usualText(eta.usual_seconds)}.`,
      spread !== null && run.is_partial ? ETA_WORDS.partial : '',
      stats === null ? '' : othersText(stats),
      eta.p50 === null ? '' : ETA_WORDS.range,
    ].filter(Boolean),
    spread,
  };
}

function basisText({ basis, samples, note }: Eta, stats: MissionStats | null): string {
  switch (basis) {
    case 'none':
      return note === 'stalled' ? ETA_WORDS.silent : ETA_WORDS.unknown;
    case 'history':
      return samples === 0 ? ETA_WORDS.old_steps : `From ${runsText(samples)}.`;
    case 'blend':
      return samples === 0 ? ETA_WORDS.rate : `From ${runsText(samples)} and this run’s pace.`;
    case 'rate':
      return rateText(samples, stats);
  }
}

function rateText(samples: number, stats: MissionStats | null): string {
  if (samples > 0) return `From this run’s pace: ${runsText(samples)} can’t tell any more.`;
  if (stats === null) return 'From this run’s pace: no earlier run has ended.';
  return spreadOf(stats).completed > 0 ? ETA_WORDS.rate : 'From this run’s pace: no earlier run was completed.';
}

/** What did not come to its end says nothing about how long the rest takes. */
function othersText(stats: MissionStats): string {
  const { failed, cancelled } = spreadOf(stats);
  const counts = [
    ...(failed === 0 ? [] : [`${countText(failed)} failed`]),
    ...(cancelled === 0 ? [] : [`${countText(cancelled)} ${cancelled === 1 ? 'was' : 'were'} cancelled`]),
  ];
  return counts.length === 0 ? '' : `Apart from these, ${counts.join(' and ')}.`;
}

function runsText(count: number): string {
  return `${countText(count)} earlier ${count === 1 ? 'run' : 'runs'}`;
}

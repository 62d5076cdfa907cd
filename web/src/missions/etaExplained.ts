import { usualText } from '../../../client/src/words/timeLeft.ts';
import { spreadOf } from '../../../functions/src/core/learnRun.ts';
import { runSoFar } from '../../../functions/src/core/runs.ts';
import type { Eta } from '../../../functions/src/schema/api.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { BASIS_REMARKS, BASIS_WORDS } from '../words/estimateGrounds.ts';
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
      eta.usual_seconds === null ? '' : BASIS_REMARKS.usual(usualText(eta.usual_seconds)),
      spread !== null && run.is_partial ? BASIS_REMARKS.partial : '',
      stats === null ? '' : othersText(stats),
      eta.p50 === null ? '' : BASIS_REMARKS.range,
    ].filter(Boolean),
    spread,
  };
}

function basisText({ basis, samples, note }: Eta, stats: MissionStats | null): string {
  switch (basis) {
    case 'none':
      return note === 'stalled' ? BASIS_WORDS.silent : BASIS_WORDS.unknown;
    case 'history':
      return samples === 0 ? BASIS_WORDS.old_steps : BASIS_WORDS.history(samples);
    case 'blend':
      return samples === 0 ? BASIS_WORDS.rate : BASIS_WORDS.blend(samples);
    case 'rate':
      return rateText(samples, stats);
  }
}

function rateText(samples: number, stats: MissionStats | null): string {
  if (samples > 0) return BASIS_WORDS.rate_beyond(samples);
  if (stats === null) return BASIS_WORDS.rate_none_ended;
  return spreadOf(stats).completed > 0 ? BASIS_WORDS.rate : BASIS_WORDS.rate_none_completed;
}

/** What did not come to its end says nothing about how long the rest takes. */
function othersText(stats: MissionStats): string {
  const { failed, cancelled } = spreadOf(stats);
  return failed + cancelled === 0 ? '' : BASIS_REMARKS.others(failed, cancelled);
}

import type { Eta, EtaNote } from '../schema/api.ts';
import type { Mission } from '../schema/mission.ts';
import type { MissionStats } from '../schema/missionStats.ts';
import { addMs, type Instant, msBetween } from '../schema/time.ts';
import { assertNever } from './assertNever.ts';
import { type Forecast, forecast } from './forecast.ts';
import { isStalled } from './lease.ts';
import { rateSeconds } from './rate.ts';
import { runSoFar } from './runs.ts';

/** The estimate of `mission` at `now`, from its progress and from what earlier runs of its kind taught. */
export function estimate(mission: Mission, stats: MissionStats | null, now: Instant): Eta {
  switch (mission.status) {
    case 'proposed':
    case 'approved':
      return resting(mission, stats, now, 'not_started');
    case 'queued':
      return resting(mission, stats, now, mission.started_at === null ? 'not_started' : 'waiting');
    case 'waiting':
      return resting(mission, stats, now, 'waiting');
    case 'paused':
      return resting(mission, stats, now, 'paused');
    case 'completed':
    case 'failed':
    case 'cancelled':
      return unknown('over');
    case 'in_progress':
      if (mission.control !== null) return unknown(mission.control.kind === 'cancel' ? 'cancelling' : 'pausing');
      return isStalled(mission, now) ? unknown('stalled') : working(mission, stats, now);
    default:
      return assertNever(mission);
  }
}

/** While nobody works on it: how much work is left, and no moment. */
function resting(mission: Mission, stats: MissionStats | null, now: Instant, note: EtaNote): Eta {
  const known = worthTelling(mission, stats, now);
  return known === null ? unknown(note) : { ...numbers(known), finish_at: null, note };
}

function working(mission: Mission, stats: MissionStats | null, now: Instant): Eta {
  const known = worthTelling(mission, stats, now);
  const step = mission.execution_record.progress_tracker.current_step;
  const isRetrying = step?.status === 'retrying';
  if (known === null) return unknown(isRetrying ? 'retrying' : 'too_early');
  const nextTryAt = isRetrying ? step.next_try_at : null;
  // What it waits for before it tries again comes on top of the work.
  const wait = nextTryAt === null ? 0 : msBetween(now, nextTryAt) / 1000;
  const told = numbers({ ...known, p10: known.p10 + wait, p50: known.p50 + wait, p90: known.p90 + wait });
  return { ...told, finish_at: addMs(now, told.p50 * 1000), note: noteOf(known, isRetrying) };
}

function noteOf(known: Forecast, isRetrying: boolean): EtaNote | null {
  if (isRetrying) return 'retrying';
  if (known.is_overdue) return 'longer_than_usual';
  return known.samples === 0 ? 'first_run' : null;
}

/**
 * What can be said; null while only a rate could tell and too little was done to have one. Without earlier runs the
 * middle is the rate of the steps' declared weights, which know more than their count.
 */
function worthTelling(mission: Mission, stats: MissionStats | null, now: Instant): Forecast | null {
  const known = forecast(runSoFar(mission, now), stats);
  if (known === null || known.samples > 0) return known;
  const seconds = rateSeconds(mission, now);
  if (seconds === null) return null;
  const share = known.p50 > 0 ? seconds / known.p50 : 0;
  return { ...known, p10: known.p10 * share, p50: seconds, p90: Math.max(seconds, known.p90 * share) };
}

/** A century: beyond it dates end, and nobody reads on. */
const LONGEST_SECONDS = 100 * 366 * 24 * 3600;

/** Seconds to one decimal; never 0 while there is work: it would stand there. */
function numbers({ p10, p50, p90, basis, samples, usual_seconds: usual }: Forecast) {
  const told = (seconds: number) => Math.min(LONGEST_SECONDS, Math.max(1, Math.round(seconds * 10) / 10));
  const usualSeconds = usual === null ? null : Math.round(usual * 10) / 10;
  return { p10: told(p10), p50: told(p50), p90: told(p90), basis, samples, usual_seconds: usualSeconds };
}

function unknown(note: EtaNote): Eta {
  const none = { p10: null, p50: null, p90: null, finish_at: null, usual_seconds: null } as const;
  return { ...none, basis: 'none', samples: 0, note };
}

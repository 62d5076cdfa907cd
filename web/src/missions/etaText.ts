import { assertNever } from '../../../functions/src/core/assertNever.ts';
import { estimate } from '../../../functions/src/core/eta.ts';
import type { Mission, MissionIn } from '../../../functions/src/schema/mission.ts';
import { toEpochMs, toInstant } from '../../../functions/src/schema/time.ts';
import { ordinalText } from '../ui/amount.ts';
import { countdownText, durationText, remainingText, whenText } from '../ui/duration.ts';
import { NO_ETA_WORDS, NOT_STARTED_WORDS, SILENT_WORDS } from '../words.ts';
import { waitEtaText } from './waitView.ts';

/** "about 2 min left", or why nobody can say; empty when the mission is over. `position`: its number in line. */
export function etaText(mission: Mission, now: number, position: number | null): string {
  const eta = estimate(mission, toInstant(now));
  if (eta.basis === 'rate') return remainingText(eta.seconds);
  switch (eta.reason) {
    case 'over':
      return '';
    case 'not_started':
      return notStartedText(mission, now, position);
    case 'waiting':
      return mission.wait === null ? '' : waitEtaText(mission.wait, now);
    case 'stalled':
      return stalledText(mission, now);
    case 'retrying':
      return nextTryText(mission, now);
    case 'too_early':
      // Nobody can estimate what has no known end.
      return mission.external?.is_growing === true && mission.external.expected_steps === null
        ? ''
        : NO_ETA_WORDS.too_early;
    case 'pausing':
    case 'paused':
    case 'cancelling':
      return NO_ETA_WORDS[eta.reason];
    default:
      return assertNever(eta);
  }
}

function notStartedText(mission: Mission, now: number, position: number | null): string {
  if (mission.status === 'proposed' || mission.status === 'approved') return NOT_STARTED_WORDS[mission.status];
  return mission.status === 'queued' ? queuedText(mission, now, position) : '';
}

/** Where it stands: scheduled, in line, or with a slot. */
function queuedText(mission: MissionIn<'queued'>, now: number, position: number | null): string {
  switch (mission.queue_place) {
    case 'scheduled': {
      const at = mission.not_before === null ? now : toEpochMs(mission.not_before);
      return at <= now
        ? NOT_STARTED_WORDS.about_to_start
        : `Starts at ${whenText(at, now)} (${countdownText(at, now)})`;
    }
    case 'in_line':
      return position === null ? NOT_STARTED_WORDS.in_line : `${ordinalText(position)} in line`;
    case 'admitted':
    case null:
      return mission.external === null ? NOT_STARTED_WORDS.about_to_start : NOT_STARTED_WORDS.no_worker;
    default:
      return assertNever(mission.queue_place);
  }
}

function stalledText(mission: Mission, now: number): string {
  const silence = durationText(Math.floor((now - toEpochMs(mission.updated_at)) / 1000) * 1000);
  return `${mission.external === null ? SILENT_WORDS.runner : SILENT_WORDS.worker} for ${silence}`;
}

function nextTryText(mission: Mission, now: number): string {
  const at = mission.execution_record.progress_tracker.current_step?.next_try_at ?? null;
  return at === null ? 'Trying again' : `Next try ${countdownText(toEpochMs(at), now)}`;
}

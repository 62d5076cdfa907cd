import type { Mission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { assertNever } from './assertNever.ts';
import type { Applied, MissionEvent, Outcome } from './events.ts';
import { failStep, retryStep } from './failEvents.ts';
import { withSpent } from './modelUsage.ts';
import { approve, cancel, edit, execute, pause, resume } from './ownerEvents.ts';
import { retry } from './retryMission.ts';
import { claim, completeItems, completeStep, progress, release, renew, stop } from './runnerEvents.ts';
import { admitted, overdue } from './sweepEvents.ts';
import { answer, signal, waitFor } from './waitEvents.ts';
import { report } from './workerEvents.ts';

/**
 * What `event` does to `mission` at `now`: the only place that says how a mission changes. Pure and total; the table
 * of every status and event is docs/state-machine.md, and a test.
 */
export function nextState(mission: Mission, event: MissionEvent, now: Instant): Outcome {
  const outcome = outcomeOf(mission, event, now);
  return outcome.kind === 'applied' ? freeingSlot(mission, withSpent(event, outcome)) : outcome;
}

/** A limited mission that gives its slot up makes room for the next in line. */
function freeingSlot(before: Mission, outcome: Applied): Applied {
  const hadSlot = before.is_limited && before.queue_place === 'admitted';
  if (!hadSlot || outcome.mission.queue_place === 'admitted') return outcome;
  if (outcome.effects.some((effect) => effect.kind === 'admit')) return outcome;
  return { ...outcome, effects: [...outcome.effects, { kind: 'admit' }] };
}

function outcomeOf(mission: Mission, event: MissionEvent, now: Instant): Outcome {
  switch (event.type) {
    case 'edited':
      return edit(mission, event, now);
    case 'approved':
      return approve(mission, now);
    case 'execute_requested':
      return execute(mission, event, now);
    case 'pause_requested':
      return pause(mission, event, now);
    case 'resume_requested':
      return resume(mission, now);
    case 'cancel_requested':
      return cancel(mission, event, now);
    case 'retry_requested':
      return retry(mission, event, now);
    case 'answered':
      return answer(mission, event, now);
    case 'signalled':
      return signal(mission, event, now);
    case 'overdue':
      return overdue(mission, now);
    case 'admitted':
      return admitted(mission, now);
    case 'reported':
      return report(mission, event, now);
    case 'claimed':
      return claim(mission, event, now);
    case 'renewed':
      return renew(mission, event, now);
    case 'progressed':
      return progress(mission, event, now);
    case 'items_completed':
      return completeItems(mission, event, now);
    case 'step_completed':
      return completeStep(mission, event, now);
    case 'step_failed':
      return failStep(mission, event, now);
    case 'retried':
      return retryStep(mission, event, now);
    case 'step_waited':
      return waitFor(mission, event, now);
    case 'released':
      return release(mission, event, now);
    case 'stopped':
      return stop(mission, event, now);
    default:
      return assertNever(event);
  }
}

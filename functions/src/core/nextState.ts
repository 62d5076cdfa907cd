import type { Mission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { assertNever } from './assertNever.ts';
import type { MissionEvent, Outcome } from './events.ts';
import { approve, cancel, edit, execute } from './ownerEvents.ts';
import { claim, completeStep, failStep, overdue, progress, renew, stop } from './runnerEvents.ts';

/**
 * What `event` does to `mission` at `now`: the only place that says how a mission changes. Pure and total; the table
 * of every status and event is docs/state-machine.md, and a test.
 */
export function nextState(mission: Mission, event: MissionEvent, now: Instant): Outcome {
  switch (event.type) {
    case 'edited':
      return edit(mission, event.changes, now);
    case 'approved':
      return approve(mission, now);
    case 'execute_requested':
      return execute(mission, now);
    case 'cancel_requested':
      return cancel(mission, event.by, now);
    case 'overdue':
      return overdue(mission, now);
    case 'claimed':
      return claim(mission, event, now);
    case 'renewed':
      return renew(mission, event, now);
    case 'progressed':
      return progress(mission, event, now);
    case 'step_completed':
      return completeStep(mission, event, now);
    case 'step_failed':
      return failStep(mission, event, now);
    case 'stopped':
      return stop(mission, event, now);
    default:
      return assertNever(event);
  }
}

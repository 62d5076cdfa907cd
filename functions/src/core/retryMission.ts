import type { Mission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { allowedCommands } from './allowed.ts';
import { applied, refused } from './change.ts';
import type { EventOf, Outcome } from './events.ts';
import { changedFields, nextInput } from './ownerEvents.ts';
import { plannedAt } from './plan.ts';
import { percentWithin } from './progress.ts';
import { wordTerms } from './searchTerms.ts';
import { toRunner } from './toRunner.ts';

/** What may be another where the type says that the work is the same. */
const SAME_WORK = ['budget', 'input'];

/**
 * Runs a failed or cancelled mission again from step `fromStep`: a new attempt, which takes what the steps before it
 * left in the ledger. Retried from the very step where it ended, and as it was asked for, it keeps that step's finished
 * items too. The bar begins where the chosen step does.
 */
export function retry(mission: Mission, event: EventOf<'retry_requested'>, now: Instant): Outcome {
  const isOpen = mission.status === 'failed' || mission.status === 'cancelled';
  if (!isOpen || mission.approved_at === null || !allowedCommands(mission).includes('retry')) {
    return refused(mission, 'retry');
  }
  const tracker = mission.execution_record.progress_tracker;
  const { fromStep } = event;
  if (fromStep < 0 || fromStep > tracker.completed_count) return refused(mission, 'retry');
  const objective = event.changes.objective ?? mission.objective;
  const edited = {
    ...mission,
    approved_at: mission.approved_at,
    objective,
    words: wordTerms(objective),
    scope: event.changes.scope ?? mission.scope,
    budget: event.changes.budget ?? mission.budget,
    input_version: nextInput(mission, event.changes)?.version ?? mission.input_version,
  };
  const changed = changedFields(mission, edited);
  const attempt = mission.attempt + 1;
  const isOther = changed.some((name) => event.isSameWork !== true || !SAME_WORK.includes(name));
  const keepsItems = fromStep === tracker.completed_count && !isOther && mission.items_attempt > 0;
  const { mission: after, effects } = toRunner(
    {
      ...edited,
      ...event.window,
      attempt,
      dispatches: 0,
      is_limited: event.isLimited && mission.external === null,
      not_before: null,
      ledger_parts: [
        ...mission.ledger_parts.filter((part) => part.from_step < fromStep),
        { attempt, from_step: fromStep },
      ],
      items_attempt: keepsItems ? mission.items_attempt : attempt,
      answers: {},
    },
    now,
  );
  const name = plannedAt(event.window, fromStep)?.step_name ?? `step ${fromStep + 1}`;
  const how = changed.length === 0 ? '' : ` with another ${changed.join(', ')}`;
  return applied(after, {
    type: event.type,
    now,
    lines: [{ kind: 'status', message: `Retrying from ${name}${how}`, stepIndex: fromStep, mark: event.mark ?? {} }],
    tracker: {
      ...tracker,
      start_time: null,
      current_step: null,
      completed_steps: tracker.completed_steps.filter((step) => step.step_index < fromStep),
      completed_count: fromStep,
      progress_percent: percentWithin(event.window, fromStep, 0),
      elapsed_seconds: 0,
      idle_seconds: 0,
      idle_since: null,
    },
    input: nextInput(mission, event.changes),
    effects,
  });
}

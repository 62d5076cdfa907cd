import type { StoredInput } from '../schema/input.ts';
import type { Mission, MissionIn } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { applied, ignored, refused } from './change.ts';
import type { EventOf, MissionChanges, Outcome } from './events.ts';
import { isHeld } from './lease.ts';
import { labelsOf, wordTerms } from './searchTerms.ts';
import { cancellationOf, cancelled, paused, withReason } from './stopEvents.ts';
import { toRunner } from './toRunner.ts';
import { resumeWait } from './waitEvents.ts';

/** What an owner may change, and what it is called. */
const EDITABLE = [
  ...(['objective', 'tags', 'scope', 'budget', 'priority', 'not_before'] as const).map(
    (field) => [field, field] as const,
  ),
  ['input_version', 'input'],
] as const;

/** Changes what was asked, while nobody has agreed to it yet. */
export function edit(mission: Mission, { changes }: EventOf<'edited'>, now: Instant): Outcome {
  if (mission.status !== 'proposed') return refused(mission, 'edit');
  const objective = changes.objective ?? mission.objective;
  const tags = changes.tags === undefined ? mission.tags : [...changes.tags];
  const after = {
    ...mission,
    objective,
    words: wordTerms(objective),
    tags,
    labels: labelsOf(mission.type, tags),
    scope: changes.scope ?? mission.scope,
    budget: changes.budget ?? mission.budget,
    priority: changes.priority ?? mission.priority,
    not_before: changes.not_before === undefined ? mission.not_before : changes.not_before,
    input_version: nextInput(mission, changes)?.version ?? mission.input_version,
  };
  const changed = changedFields(mission, after);
  if (changed.length === 0) return ignored('already_done');
  return applied(after, {
    type: 'edited',
    now,
    lines: [{ kind: 'status', message: `Edited: ${changed.join(', ')}` }],
    input: nextInput(mission, changes),
  });
}

/** The names of the fields an owner may set that differ between two states of a mission. */
export function changedFields(before: Mission, after: Mission): string[] {
  return EDITABLE.flatMap(([field, name]) =>
    JSON.stringify(after[field]) === JSON.stringify(before[field]) ? [] : [name],
  );
}

/** What the mission is asked from now on beside its objective; null where that stays. */
export function nextInput(
  { mission_id, owner, input_version }: Mission,
  { input }: MissionChanges,
): StoredInput | null {
  return input === undefined ? null : { mission_id, owner, version: input_version + 1, value: input };
}

/** Agrees to a proposed mission. Repeated later it changes nothing. */
export function approve(mission: Mission, now: Instant): Outcome {
  if (mission.status === 'cancelled') return refused(mission, 'approve');
  if (mission.status !== 'proposed') return ignored('already_done');
  const after: MissionIn<'approved'> = { ...mission, status: 'approved', approved_at: now };
  return applied(after, { type: 'approved', now, lines: [{ kind: 'status', message: 'Approved' }] });
}

/** Queues an approved mission: the status and the task that must be sent are one commit. Repeated it changes nothing. */
export function execute(mission: Mission, event: EventOf<'execute_requested'>, now: Instant): Outcome {
  const isOff = mission.status === 'proposed' || mission.status === 'failed' || mission.status === 'cancelled';
  if (isOff) return refused(mission, 'execute');
  if (mission.status !== 'approved') return ignored('already_done');
  const attempt = mission.attempt + 1;
  const { mission: after, effects } = toRunner(
    {
      ...mission,
      attempt,
      dispatches: 0,
      is_limited: event.isLimited && mission.external === null,
      ledger_parts: [{ attempt, from_step: 0 }],
      items_attempt: attempt,
    },
    now,
  );
  const queued = { kind: 'status', message: 'Queued', mark: event.mark ?? {} } as const;
  return applied(after, { type: 'execute_requested', now, lines: [queued], effects });
}

/**
 * Cancels. Where nobody runs the mission, at once; while somebody does as a request that the runner sees, so that no
 * step is cut without the ledger knowing. It overrules a pause that was asked for.
 */
export function cancel(mission: Mission, event: EventOf<'cancel_requested'>, now: Instant): Outcome {
  if (mission.status === 'cancelled') return ignored('already_done');
  if (mission.status === 'completed' || mission.status === 'failed') return refused(mission, 'cancel');
  if (mission.status === 'in_progress' && mission.control?.kind === 'cancel' && isHeld(mission, now)) {
    return ignored('already_done');
  }
  const asked = { requested_at: now, requested_by: event.by, reason: event.reason ?? null };
  if (mission.status !== 'in_progress' || !isHeld(mission, now)) {
    // Asked before while a runner was there: the first word stands.
    const first = mission.control?.kind === 'cancel' ? cancellationOf(mission.control) : asked;
    return cancelled(mission, first, 'cancel_requested', now);
  }
  const control = { kind: 'cancel' as const, ...asked };
  const message = withReason('Cancelling: stopping the running step', asked.reason, '. Reason');
  return applied(
    { ...mission, control, wake_at: mission.lease?.expires_at ?? mission.wake_at },
    { type: 'cancel_requested', now, lines: [{ kind: 'status', message }] },
  );
}

/** Pauses: at once where nobody runs the mission, else as a request. What waits goes on waiting once it is resumed. */
export function pause(mission: Mission, { by }: EventOf<'pause_requested'>, now: Instant): Outcome {
  if (mission.status === 'paused') return ignored('already_done');
  if (mission.status === 'queued' || mission.status === 'waiting') return paused(mission, 'pause_requested', now);
  if (mission.status !== 'in_progress') return refused(mission, 'pause');
  if (mission.control?.kind === 'pause') return ignored('already_done');
  if (mission.control?.kind === 'cancel') return refused(mission, 'pause');
  if (!isHeld(mission, now)) return paused(mission, 'pause_requested', now);
  const control = { kind: 'pause' as const, requested_at: now, requested_by: by, reason: null };
  return applied(
    { ...mission, control, wake_at: mission.lease?.expires_at ?? mission.wake_at },
    { type: 'pause_requested', now, lines: [{ kind: 'status', message: 'Pausing: stopping the running step' }] },
  );
}

/** Goes on with a paused mission. Repeated while it runs again it changes nothing. */
export function resume(mission: Mission, now: Instant): Outcome {
  if (mission.status === 'paused') {
    if (mission.wait !== null) return resumeWait({ ...mission, wait: mission.wait }, now);
    const { mission: after, effects } = toRunner(mission, now);
    return applied(after, { type: 'resume_requested', now, lines: [{ kind: 'status', message: 'Resumed' }], effects });
  }
  const goesOn = mission.status === 'queued' || mission.status === 'waiting' || mission.status === 'in_progress';
  return goesOn && mission.control === null ? ignored('already_done') : refused(mission, 'resume');
}

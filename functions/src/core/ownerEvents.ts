import type { Mission, MissionIn } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import type { ProgressTracker } from '../schema/tracker.ts';
import { applied, ignored, refused } from './change.ts';
import type { MissionChanges, Outcome } from './events.ts';
import { dispatchTask, isHeld } from './lease.ts';

/** Changes what was asked, while nobody has agreed to it yet. */
export function edit(mission: Mission, changes: MissionChanges, now: Instant): Outcome {
  if (mission.status !== 'proposed') return refused(mission, 'edit');
  const after = {
    ...mission,
    objective: changes.objective ?? mission.objective,
    scope: changes.scope ?? mission.scope,
    budget: changes.budget ?? mission.budget,
  };
  const changed = (['objective', 'scope', 'budget'] as const).filter(
    (field) => JSON.stringify(after[field]) !== JSON.stringify(mission[field]),
  );
  if (changed.length === 0) return ignored('already_done');
  return applied(after, { type: 'edited', now, lines: [{ kind: 'status', message: `Edited: ${changed.join(', ')}` }] });
}

/** Agrees to a proposed mission. Repeated later it changes nothing. */
export function approve(mission: Mission, now: Instant): Outcome {
  if (mission.status === 'cancelled') return refused(mission, 'approve');
  if (mission.status !== 'proposed') return ignored('already_done');
  const after: MissionIn<'approved'> = { ...mission, status: 'approved', approved_at: now };
  return applied(after, { type: 'approved', now, lines: [{ kind: 'status', message: 'Approved' }] });
}

/** Queues an approved mission: the status and the task that must be sent are one commit. Repeated it changes nothing. */
export function execute(mission: Mission, now: Instant): Outcome {
  if (mission.status === 'queued' || mission.status === 'in_progress' || mission.status === 'completed') {
    return ignored('already_done');
  }
  if (mission.status !== 'approved') return refused(mission, 'execute');
  const attempt = mission.attempt + 1;
  const { task, wakeAt } = dispatchTask(mission.mission_id, attempt, 1, now);
  const after: MissionIn<'queued'> = {
    ...mission,
    status: 'queued',
    attempt,
    dispatches: 1,
    queued_at: now,
    next_task: task,
    wake_at: wakeAt,
  };
  return applied(after, {
    type: 'execute_requested',
    now,
    lines: [{ kind: 'status', message: 'Queued' }],
    effects: [{ kind: 'enqueue', task }],
  });
}

/**
 * Cancels. Before the mission runs, or when its runner is gone, at once; while somebody runs it as a request that the
 * runner sees, so that no step is cut without the ledger knowing.
 */
export function cancel(mission: Mission, by: string, now: Instant): Outcome {
  if (mission.status === 'cancelled') return ignored('already_done');
  if (mission.status === 'completed' || mission.status === 'failed') return refused(mission, 'cancel');
  if (mission.status !== 'in_progress' || !isHeld(mission, now)) return cancelled(mission, 'cancel_requested', now);
  if (mission.control !== null) return ignored('already_done');
  return applied(
    { ...mission, control: { kind: 'cancel', requested_at: now, requested_by: by } },
    { type: 'cancel_requested', now, lines: [{ kind: 'status', message: 'Cancelling: stopping the running step' }] },
  );
}

/** The outcome that ends `mission` as cancelled; finished steps and the percent stay as they are. */
export function cancelled(
  mission: MissionIn<'proposed' | 'approved' | 'queued' | 'in_progress'>,
  type: 'cancel_requested' | 'stopped' | 'overdue' | 'claimed',
  now: Instant,
): Outcome {
  const after: MissionIn<'cancelled'> = {
    ...mission,
    status: 'cancelled',
    finished_at: now,
    lease: null,
    next_task: null,
    control: null,
    wake_at: null,
    error: null,
  };
  const tracker = mission.execution_record.progress_tracker;
  return applied(after, {
    type,
    now,
    tracker: stopCurrentStep(tracker, 'cancelled', 'Cancelled', now),
    lines: [{ kind: 'status', message: 'Cancelled' }],
  });
}

/** `tracker` with its running step ended as `status`. */
export function stopCurrentStep(
  tracker: ProgressTracker,
  status: 'failed' | 'cancelled',
  message: string,
  now: Instant,
): ProgressTracker {
  const step = tracker.current_step;
  return step === null ? tracker : { ...tracker, current_step: { ...step, status, message, timestamp: now } };
}

import type { Cancellation, Control, MissionIn } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { applied } from './change.ts';
import type { Applied, MissionEventType } from './events.ts';
import { markStep } from './progress.ts';

/** The events after which a mission may find itself cancelled or paused. */
type StoppingEvent = Extract<
  MissionEventType,
  'cancel_requested' | 'pause_requested' | 'stopped' | 'overdue' | 'claimed' | 'released' | 'reported' | 'step_waited'
>;

const AT_REST = {
  lease: null,
  next_task: null,
  control: null,
  queue_place: null,
  order_at: null,
  wake_at: null,
} as const;

/** What the owner has asked of a mission that nobody runs any more. */
export function stopped(mission: MissionIn<'in_progress'>, type: StoppingEvent, now: Instant): Applied {
  const { control } = mission;
  if (control?.kind === 'pause') return paused(mission, type, now);
  return cancelled(mission, control === null ? null : cancellationOf(control), type, now);
}

/** What a request to cancel leaves in the mission that it ended. */
export function cancellationOf({ requested_at, requested_by, reason }: Control): Cancellation {
  return { requested_at, requested_by, reason };
}

/** A line of the history, with what the owner said. */
export function withReason(message: string, reason: string | null, before = ''): string {
  return reason === null ? message : `${message}${before}: ${reason}`;
}

/** The outcome that ends `mission` as cancelled; finished steps and the percent stay as they are. */
export function cancelled(
  mission: MissionIn<'proposed' | 'approved' | 'queued' | 'in_progress' | 'waiting' | 'paused'>,
  cancellation: Cancellation | null,
  type: StoppingEvent,
  now: Instant,
): Applied {
  const end = { status: 'cancelled' as const, finished_at: now, cancellation, wait: null, error: null };
  const after: MissionIn<'cancelled'> = { ...mission, ...AT_REST, ...end };
  const tracker = mission.execution_record.progress_tracker;
  return applied(after, {
    type,
    now,
    tracker: markStep(tracker, { status: 'cancelled', message: 'Cancelled', next_try_at: null }, now),
    lines: [{ kind: 'status', message: withReason('Cancelled', cancellation?.reason ?? null) }],
  });
}

/** The outcome that lays `mission` aside; a step that was running will begin again, a wait goes on after it. */
export function paused(
  mission: MissionIn<'queued' | 'in_progress' | 'waiting'>,
  type: StoppingEvent,
  now: Instant,
): Applied {
  const after: MissionIn<'paused'> = { ...mission, ...AT_REST, status: 'paused' };
  const tracker = mission.execution_record.progress_tracker;
  return applied(after, {
    type,
    now,
    tracker: markStep(tracker, { status: 'paused' }, now),
    lines: [{ kind: 'status', message: 'Paused' }],
  });
}

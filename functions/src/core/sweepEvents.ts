import type { Mission, MissionIn } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import { assertNever } from './assertNever.ts';
import { applied, ignored } from './change.ts';
import type { Outcome } from './events.ts';
import { endFailed } from './failEvents.ts';
import { dispatchTask } from './lease.ts';
import { stopped } from './stopEvents.ts';
import { admit, toRunner } from './toRunner.ts';
import { endWait } from './waitEvents.ts';

/**
 * The sweep found the mission past its `wake_at`: its moment has come, or its task was lost, or its runner, or its
 * worker, or nobody has answered. Names every status, and what each one needs to go on.
 */
export function overdue(mission: Mission, now: Instant): Outcome {
  const isDue = hasPassed(mission.wake_at, now);
  switch (mission.status) {
    case 'queued':
      return isDue ? overdueInQueue(mission, now) : ignored('not_due');
    case 'in_progress':
      if (!isDue) return ignored('not_due');
      if (mission.control !== null) return stopped(mission, 'overdue', now);
      return mission.external === null ? sendAnother(mission, now) : workerSilent(mission, now);
    case 'waiting':
      return isDue ? endWait(mission, 'overdue', now) : ignored('not_due');
    case 'paused':
      return ignored('not_due');
    case 'proposed':
    case 'approved':
    case 'completed':
    case 'failed':
    case 'cancelled':
      return ignored('over');
    default:
      return assertNever(mission);
  }
}

function hasPassed(moment: Instant | null, now: Instant): boolean {
  return moment !== null && moment <= now;
}

function overdueInQueue(mission: MissionIn<'queued'>, now: Instant): Outcome {
  if (mission.queue_place === 'scheduled') {
    const { mission: after, effects } = toRunner({ ...mission, not_before: null }, now);
    const kept = { ...after, not_before: mission.not_before };
    return applied(kept, { type: 'overdue', now, lines: [{ kind: 'status', message: 'Its time has come' }], effects });
  }
  if (mission.external !== null) return workerSilent(mission, now);
  const { mission: after, effects } = admit(mission, now, (mission.next_task?.unclaimed ?? 0) + 1);
  const lines = [{ kind: 'app' as const, message: 'No runner came; asked for another' }];
  return applied(after, { type: 'overdue', now, lines, effects });
}

/** The old lease stays in the document: it says that a runner was lost, and the next claim counts it. */
function sendAnother(mission: MissionIn<'in_progress'>, now: Instant): Outcome {
  const isDue = mission.next_task !== null && mission.next_task.due_at !== null;
  const unclaimed = (mission.next_task?.unclaimed ?? 0) + 1;
  const { task, wakeAt } = dispatchTask(mission, now, { unclaimed });
  const silent = mission.lease !== null && mission.next_task === null;
  const message = silent ? 'The runner fell silent; asked for another' : 'No runner came; asked for another';
  return applied(
    { ...mission, dispatches: task.dispatch, next_task: task, wake_at: wakeAt },
    {
      type: 'overdue',
      now,
      lines: isDue ? [] : [{ kind: 'app', message }],
      effects: [{ kind: 'enqueue', task }],
    },
  );
}

function workerSilent(mission: MissionIn<'queued' | 'in_progress'>, now: Instant): Outcome {
  const seconds = mission.external?.failed_after_seconds ?? 0;
  const message =
    mission.status === 'queued'
      ? `No worker took the mission within ${seconds} seconds.`
      : `The worker gave no sign of life for ${seconds} seconds.`;
  const next = 'See that the worker runs, then retry the mission: it goes on with the first unfinished step.';
  return endFailed(mission, { code: 'worker_silent', message, next }, { type: 'overdue', now, lines: [] });
}

/** The admission gave the mission a slot. */
export function admitted(mission: Mission, now: Instant): Outcome {
  if (mission.status !== 'queued') return ignored('over');
  if (mission.queue_place !== 'in_line') return ignored('already_done');
  const { mission: after, effects } = admit(mission, now);
  return applied(after, { type: 'admitted', now, lines: [{ kind: 'app', message: 'A slot is free' }], effects });
}

import type { Mission, NextTask } from '../schema/mission.ts';
import type { Deps } from './deps.ts';

/**
 * Enqueues `task`. One that can't be enqueued is not an error of the caller's: the mission already says that it must be
 * sent (`next_task`), and the sweep sends it once `wake_at` has passed.
 */
export async function sendTask(deps: Deps, { mission_id, attempt }: Mission, task: NextTask): Promise<void> {
  const ids = { mission_id, attempt, task_id: task.task_id };
  try {
    await deps.tasks.enqueue(ids, task.due_at);
    deps.log.info({ ...ids, due_at: task.due_at }, 'task enqueued');
  } catch (error) {
    deps.log.error({ ...ids, err: error }, 'task not enqueued; the sweep will');
  }
}

import type { Outcome } from '../core/events.ts';
import type { Deps } from './deps.ts';

/**
 * Does what must follow a commit. A task that can't be enqueued is not an error of the caller's: the mission already
 * says that it must be sent (`next_task`), and the sweep sends it once `wake_at` has passed.
 */
export async function runEffects(deps: Deps, outcome: Extract<Outcome, { kind: 'applied' }>): Promise<void> {
  const { mission_id, attempt } = outcome.mission;
  for (const { task } of outcome.effects) {
    try {
      await deps.tasks.enqueue({ mission_id, attempt, task_id: task.task_id });
      deps.log.info({ mission_id, attempt, task_id: task.task_id }, 'task enqueued');
    } catch (error) {
      deps.log.error({ mission_id, attempt, task_id: task.task_id, err: error }, 'task not enqueued; the sweep will');
    }
  }
}

import { appendFileSync } from 'node:fs';
import type { RunTask } from '../../../../functions/src/edge/tasks.ts';

/** Missions that run when the process is killed, and how long each of their 6 steps takes. */
export const MISSIONS = 50;
export const STEP_MS = 50;

/** What a child process is told at its start, as JSON in its first argument. */
export interface ChildPlan {
  readonly projectId: string;
  /** Gets a line for each step that came to its end, before it is recorded: `kill -9` does not take a line back. */
  readonly ranPath: string;
}

/** From the queue to the process. */
export type Delivery = readonly RunTask[];

/** From the process to the queue. */
export type FromChild = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly taskId: string };

export function readPlan(): ChildPlan {
  return JSON.parse(process.argv[2] ?? '') as ChildPlan;
}

export function noteRan(plan: ChildPlan, missionId: string, step: number): void {
  appendFileSync(plan.ranPath, `${missionId} ${step}\n`);
}

/** Says that the process is up, and runs each task that it is then given; ends with its parent. */
export function serve(run: (task: RunTask) => Promise<unknown>): void {
  const tell = (message: FromChild): void => {
    process.send?.(message);
  };
  const runAll = async (tasks: Delivery): Promise<void> => {
    await Promise.all(
      tasks.map(async (task) => {
        await run(task);
        tell({ kind: 'done', taskId: task.task_id });
      }),
    );
  };
  process.on('message', (tasks: Delivery) => void runAll(tasks));
  process.on('disconnect', () => process.exit());
  tell({ kind: 'ready' });
}

import type { App } from 'firebase-admin/app';
import { FirebaseFunctionsError, getFunctions } from 'firebase-admin/functions';
import * as z from 'zod';
import type { Instant } from '../schema/time.ts';
import type { Config } from './config.ts';

/** The longest that Cloud Tasks and a task function allow. */
export const TASK_TIMEOUT_SECONDS = 1800;

/** What a task says: which attempt of which mission to run. Ids only; the state is in Firestore. */
export const runTask = z.strictObject({
  mission_id: z.string(),
  attempt: z.int().min(1),
  task_id: z.string(),
});
export type RunTask = z.infer<typeof runTask>;

/** What a delivery's task says: what to send where. */
export const deliveryTask = z.strictObject({ delivery_id: z.string(), webhook_id: z.string(), task_id: z.string() });
export type DeliveryTask = z.infer<typeof deliveryTask>;

/** How long a delivery may take with all that belongs to it: a task that came early waits for its moment. */
export const DELIVERY_TIMEOUT_SECONDS = 120;

export interface Tasks {
  /**
   * Enqueues `task`, to be delivered at `dueAt` or at once; a task of the same id is enqueued once, however often this
   * is called. The emulator delivers at once whatever `dueAt` says; the claim finds out.
   */
  enqueue(task: RunTask, dueAt: Instant | null): Promise<void>;
  /** The same for a delivery to a webhook. */
  enqueueDelivery(task: DeliveryTask, dueAt: Instant | null): Promise<void>;
  /** Rejects when the queue does not answer or does not run. */
  ping(): Promise<void>;
}

/** Cloud Tasks as this project uses it: the queues of the functions `runMission` and `deliverWebhook`. */
export function createTasks(app: App, config: Config): Tasks {
  const queueOf = <T extends { readonly task_id: string }>(name: string, dispatchDeadlineSeconds: number) => {
    const queue = getFunctions(app).taskQueue<T>(`locations/${config.region}/functions/${name}`);
    return async (task: T, dueAt: Instant | null): Promise<void> => {
      try {
        // Without a deadline the queue gives up after 10 minutes (the emulator after one) and sends the task again.
        const due = dueAt === null ? {} : { scheduleTime: new Date(dueAt) };
        await queue.enqueue(task, { id: task.task_id, dispatchDeadlineSeconds, ...due });
      } catch (error) {
        if (error instanceof FirebaseFunctionsError && error.code === 'functions/task-already-exists') return;
        throw error;
      }
    };
  };
  return {
    enqueue: queueOf<RunTask>('runMission', TASK_TIMEOUT_SECONDS),
    enqueueDelivery: queueOf<DeliveryTask>('deliverWebhook', DELIVERY_TIMEOUT_SECONDS),
    ping: () => (config.emulators === null ? pingQueue(config) : pingEmulator(config.emulators.tasks)),
  };
}

async function pingEmulator(host: string): Promise<void> {
  const answer = await fetch(`http://${host}/queueStats`);
  if (!answer.ok) throw new Error(`the Tasks emulator answered ${answer.status}`);
}

/** Asks Cloud Tasks itself, whose client (a third of a second to load) nothing but this needs. */
async function pingQueue(config: Config): Promise<void> {
  const { CloudTasksClient } = await import('@google-cloud/tasks');
  const client = new CloudTasksClient();
  const [queue] = await client.getQueue({ name: client.queuePath(config.project, config.region, 'runMission') });
  if (queue.state !== 'RUNNING') throw new Error(`the queue is ${String(queue.state)}`);
}

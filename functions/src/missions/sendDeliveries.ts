import type { Delivery } from '../schema/delivery.ts';
import type { Deps } from './deps.ts';

/**
 * Enqueues the tasks of `deliveries`. One that can't be enqueued is nobody's error: the delivery says when it is due, and
 * the sweep sends its task once `wake_at` has passed.
 */
export async function sendDeliveries(deps: Deps, deliveries: readonly Delivery[]): Promise<void> {
  await Promise.all(deliveries.map((delivery) => sendOne(deps, delivery)));
}

async function sendOne(deps: Deps, delivery: Delivery): Promise<void> {
  const { delivery_id, webhook_id, dispatches, next_try_at: dueAt } = delivery;
  const ids = { delivery_id, webhook_id, task_id: `${delivery_id}-${dispatches}` };
  try {
    await deps.tasks.enqueueDelivery(ids, dueAt !== null && dueAt > deps.clock.now() ? dueAt : null);
  } catch (error) {
    deps.log.error({ ...ids, err: error }, 'delivery not enqueued; the sweep will');
  }
}

import { nextDelivery } from '../core/delivery.ts';
import type { DeliveryTask } from '../edge/tasks.ts';
import type { Deps } from '../missions/deps.ts';
import { sendDeliveries } from '../missions/sendDeliveries.ts';
import type { Delivery } from '../schema/delivery.ts';
import { newMissionId } from '../schema/ids.ts';
import { deleteExpiredDeliveries, dueDeliveries, replaceDelivery, storedDelivery } from '../store/deliveries.ts';
import { deliver } from './deliver.ts';

/** Deliveries per round; a round is also the number that is looked after at once. */
const ROUND = 50;
const MAX_ROUNDS = 20;

/** With the third task in a row that nobody took up the queue is not to be trusted: the sweep sends by itself. */
const SEND_WITH_TASK = 3;
const SEND_AT_ONCE = 10;
/** A try takes 10 s at most. */
const SEND_FOR_MS = 30_000;

/** A call of Firestore takes no more; what is left expires with the next sweep. */
const EXPIRED_AT_ONCE = 400;

/**
 * Looks after every delivery whose `wake_at` has passed: its task was lost, or came too early, or its sender died. Each
 * gets another task; what the queue has failed to deliver twice is sent from here. Then deletes deliveries that have
 * expired, since Firestore does so only within a day and the emulator never. Safe to run beside itself. Returns what
 * could not be done. Cost: two reads when there is nothing to do; a read and a write for each that is overdue, a read
 * and a delete for each that has expired.
 */
export async function sweepDeliveries(deps: Deps): Promise<unknown[]> {
  const faults: unknown[] = [];
  const undelivered = await wake(deps, faults);
  await sendUndelivered(deps, undelivered, faults);
  try {
    await deleteExpiredDeliveries(deps.db, deps.clock.now(), EXPIRED_AT_ONCE);
  } catch (error) {
    faults.push(error);
  }
  return faults;
}

async function wake(deps: Deps, faults: unknown[]): Promise<Delivery[]> {
  const undelivered: Delivery[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const due = await dueDeliveries(deps.db, deps.clock.now(), ROUND);
    const ends = await Promise.allSettled(due.map((found) => wakeOne(deps, found)));
    for (const end of ends) {
      if (end.status === 'rejected') faults.push(end.reason);
      else if (end.value !== null && end.value.unclaimed >= SEND_WITH_TASK) undelivered.push(end.value);
    }
    if (due.length < ROUND) break;
  }
  return undelivered;
}

/** Sends another task; null when somebody was first. */
async function wakeOne(deps: Deps, found: Parameters<typeof storedDelivery>[0]): Promise<Delivery | null> {
  const stored = storedDelivery(found);
  if (stored === null) return null;
  const outcome = nextDelivery(stored.delivery, { type: 'overdue' }, deps.clock.now());
  if (outcome.kind !== 'applied') return null;
  if ((await replaceDelivery(deps.db, stored, outcome.delivery)) === null) return null;
  await sendDeliveries(deps, [outcome.delivery]);
  return outcome.delivery;
}

async function sendUndelivered(deps: Deps, undelivered: readonly Delivery[], faults: unknown[]): Promise<void> {
  const next = undelivered.values();
  const untilMs = deps.clock.epochMs() + SEND_FOR_MS;
  const worker = async (): Promise<void> => {
    for (const { delivery_id, webhook_id } of next) {
      if (deps.clock.epochMs() > untilMs) return;
      const task: DeliveryTask = { delivery_id, webhook_id, task_id: `sweep-${delivery_id}` };
      try {
        deps.log.warn({ ...task }, 'the queue does not deliver; the sweep sends by itself');
        // A name of its own: of two sweeps beside each other only one may send.
        await deliver(deps, task, `sweep:${newMissionId(deps.random)}`);
      } catch (error) {
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: SEND_AT_ONCE }, worker));
}

import type { Firestore } from 'firebase-admin/firestore';
import type { RunTask } from '../../../../functions/src/edge/tasks.ts';
import { events, steps } from '../../../../functions/src/store/collections.ts';
import { STEPS } from '../missions.ts';

/**
 * How many steps of these missions are recorded more than once, by ledger and history. Throws when a mission's ledger
 * is not exactly its six completed steps: a bench that loses steps has nothing to say about their speed.
 */
export async function recordedTwice(db: Firestore, tasks: readonly RunTask[]): Promise<number> {
  const counts = await Promise.all(tasks.map((task) => inMission(db, task)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function inMission(db: Firestore, { mission_id: id, attempt }: RunTask): Promise<number> {
  const [ledger, history] = await Promise.all([steps(db, id).get(), events(db, id).where('kind', '==', 'step').get()]);
  const completed = ledger.docs.filter((doc) => doc.get('status') === 'completed').map((doc) => doc.id);
  const expected = Array.from({ length: STEPS }, (_, index) => `${attempt}-${index}`);
  if (expected.some((entry) => !completed.includes(entry))) {
    throw new Error(`the ledger of ${id} has ${completed.join(', ')} and should have ${expected.join(', ')}`);
  }
  const told = history.docs.map((doc) => doc.get('step_index') as number);
  // The ledger's ids can't hold a step twice; a second entry under another id, or a second line of history, would.
  return completed.length - STEPS + (told.length - new Set(told).size);
}

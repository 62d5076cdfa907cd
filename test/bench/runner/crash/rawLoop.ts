import { setTimeout as delay } from 'node:timers/promises';
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { STEPS } from '../missions.ts';
import { noteRan, readPlan, STEP_MS, serve } from './protocol.ts';

/** The floor: a loop that keeps its place in a document, and goes on from there. No lease, no fence, no ledger. */
const plan = readPlan();
const db = getFirestore(initializeApp({ projectId: plan.projectId }));

serve(async ({ mission_id: id }) => {
  const doc = db.doc(`floor/${id}`);
  const place: unknown = (await doc.get()).get('progress');
  if (typeof place !== 'number') throw new Error(`no place in ${id}`);
  for (let step = place; step < STEPS; step += 1) {
    await delay(STEP_MS);
    noteRan(plan, id, step);
    await doc.update({ progress: step + 1, updated_at: new Date().toISOString(), by: process.pid });
  }
});

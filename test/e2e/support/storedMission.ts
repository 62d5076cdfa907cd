import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll } from 'vitest';
import type { Draft } from '../../../functions/src/schema/draft.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import {
  draftDoc,
  eventDoc,
  itemDoc,
  missionDoc,
  resultDoc,
  stepDoc,
} from '../../../functions/src/store/collections.ts';
import type { Told } from '../../support/histories.ts';
import { suite } from '../../support/suite.ts';
import { startMission } from './server.ts';

/**
 * Puts missions into the suite's database as they would be after all that was `told` of them, with the rights of a
 * server: for what takes hours, happened yesterday, or has ten thousand steps. Returns the mission's id.
 */
export function storing(): (told: Told) => Promise<string> {
  const app = initializeApp({ projectId: suite.projectId }, `e2e-stored-${process.pid}-${Date.now()}`);
  afterAll(() => deleteApp(app));
  const db = getFirestore(app);
  return async ({ mission, history, ledger, items, result }) => {
    const id = await startMission({ objective: mission.objective, scope: { allowed_domains: ['python.org'] } }, false);
    const owner = String((await missionDoc(db, id).get()).get('owner'));
    const whose = { mission_id: id, owner };
    const batch = db.batch();
    const record = mission.execution_record;
    const tracker = { ...record.progress_tracker, mission_id: id };
    batch.set(missionDoc(db, id), {
      ...{ ...mission, ...whose },
      execution_record: { ...record, progress_tracker: tracker },
    });
    for (const entry of history) batch.set(eventDoc(db, id, entry.seq), { ...entry, ...whose });
    for (const entry of ledger) {
      batch.set(stepDoc(db, id, entry.attempt, entry.step_index), { ...entry, ...whose });
    }
    for (const item of items) batch.set(itemDoc(db, id, item.group, item.item_index), { ...item, ...whose });
    if (result !== null) batch.set(resultDoc(db, id, result.attempt), { ...result, ...whose });
    await batch.commit();
    return id;
  };
}

/** Puts what a mission is writing into the suite's database, as its runner would; no parts take it away. */
export function drafting(): (id: string, attempt: number, step: number, parts: Draft['parts']) => Promise<void> {
  const app = initializeApp({ projectId: suite.projectId }, `e2e-drafts-${process.pid}-${Date.now()}`);
  afterAll(() => deleteApp(app));
  const db = getFirestore(app);
  return async (id, attempt, step, parts) => {
    if (parts.length === 0) {
      await draftDoc(db, id).delete();
      return;
    }
    const owner = String((await missionDoc(db, id).get()).get('owner'));
    const draft: Draft = {
      ...{ mission_id: id, owner, attempt, step_index: step, fence: 1 },
      ...{ updated_at: toInstant(Date.now()), parts },
    };
    await draftDoc(db, id).set(draft);
  };
}

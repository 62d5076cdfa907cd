import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mission as missionSchema } from '../../functions/src/schema/mission.ts';
import { isEnded, startMission, untilProgress } from '../support/api.ts';
import { newUser, type User } from '../support/http.ts';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { suite } from '../support/suite.ts';

const app = initializeApp({ projectId: suite.projectId }, 'killed');
const db = getFirestore(app);
let user: User;
let site: SlowSite;

beforeAll(async () => {
  user = await newUser();
  // A crawl of some ten seconds, so that there is a middle of it; hurried along once the runner is dead.
  site = await serveSlowSite(40, 1_200);
});

afterAll(async () => {
  await Promise.all([site.close(), deleteApp(app)]);
});

/** The process that runs the mission: its holder's name says which. */
async function runnerPid(id: string): Promise<number> {
  const stored = missionSchema.parse((await db.doc(`missions/${id}`).get()).data());
  const pid = Number(stored.lease?.holder.split(':')[1]);
  if (!Number.isInteger(pid) || pid < 2) throw new Error(`no runner in ${JSON.stringify(stored.lease)}`);
  return pid;
}

it('a mission whose runner is killed in the middle of the crawl ends, and no finished step ran twice', async () => {
  const { mission_id: id } = await startMission(user, {
    objective: 'How does a mission make progress?',
    scope: { allowed_domains: [site.domain] },
  });
  const percents: number[] = [];
  const watch = (reading: { progress_percent: number }): void => {
    percents.push(reading.progress_percent);
  };
  const inTheMiddle = (reading: { current_step: { sub_progress: { done: number } | null } | null }): boolean =>
    (reading.current_step?.sub_progress?.done ?? 0) >= 5;
  await untilProgress(user, id, 'the middle of the crawl', inTheMiddle, watch);
  process.kill(await runnerPid(id), 'SIGKILL');
  const killedMs = Date.now();
  site.setDelay(100);
  const end = await untilProgress(user, id, 'the end', isEnded, watch);

  expect(end).toMatchObject({ status: 'completed', progress_percent: 100 });
  expect(percents).toEqual(percents.toSorted((one, other) => one - other));
  const ledger = await db.collection(`missions/${id}/steps`).get();
  expect(ledger.docs.map((doc) => [doc.id, doc.get('status'), doc.get('fence')])).toEqual([
    ['1-0', 'completed', 1],
    ['1-1', 'completed', 1],
    ['1-2', 'completed', 1],
    ['1-3', 'completed', 1],
    ['1-4', 'completed', 2],
    ['1-5', 'completed', 2],
  ]);
  const taken = await db.collection(`missions/${id}/events`).where('event_type', '==', 'claimed').get();
  const tookOverMs = Date.parse(String(taken.docs.at(-1)?.get('timestamp')));
  console.log(`another runner went on ${tookOverMs - killedMs} ms after the kill`);
  expect(taken.size).toBe(2);
});

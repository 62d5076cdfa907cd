import { BEGINNING } from '../../../functions/src/core/streamPosition.ts';
import { forgetRead } from '../../../functions/src/missions/readCache.ts';
import { findProgress } from '../../../functions/src/missions/reports.ts';
import { findToFollow, streamMission } from '../../../functions/src/missions/streamMission.ts';
import { events, missionDoc, resultDoc, statsDoc } from '../../../functions/src/store/collections.ts';
import { readMission } from '../../../functions/src/store/missions.ts';
import { until } from '../../support/until.ts';
import { countOperations, operationsOf } from '../runner/countedFirestore.ts';
import { quiet } from './kinds.ts';
import { ask, countMission, type HandDeps, OWNER } from './lifecycle.ts';

/** What those who look at a quiet mission of six steps make Firestore read. */
export interface ViewerReads {
  /** A page of the dashboard that is open from `execute` to the end, and shows history and result. */
  readonly page: number;
  /** A reader of the stream, from `execute` to the end. */
  readonly stream: number;
  /** A poll of the progress whose answer this process has not read within the last second. */
  readonly poll: number;
  /** The same within that second. */
  readonly pollAgain: number;
}

/** Somebody who watches; `seq` is the newest of the mission's history that they have seen. */
interface Watcher {
  seq(): number;
}

/** Entries of the history when the first step begins: created, approved, executed, claimed. Each step adds one. */
const BEFORE_STEPS = 4;

/**
 * A mission whose steps wait for whoever watches it, so that no two changes are told as one: what is counted is the most
 * that a viewer can cost, and the same in every run.
 */
function watched(make: MakeDeps, watcher: Watcher) {
  const kind = quiet(async (index) => {
    await until('the watcher to see the last change', () => watcher.seq() >= BEFORE_STEPS + index);
  });
  return { kind, deps: make(kind.types) };
}

/** Makes the parts of the product for a type; each call in a database of its own. */
export type MakeDeps = (types: ReturnType<typeof quiet>['types']) => HandDeps;

function rethrow(error: Error): void {
  throw error;
}

/** Counts the viewers one after the other, each with a mission of their own. */
export async function countViewers(make: MakeDeps): Promise<ViewerReads> {
  return { page: await pageReads(make), stream: await streamReads(make), ...(await pollReads(make)) };
}

/** The listeners of a mission's page (web/src/firebaseLive.ts), and the two documents that it gets once. */
async function pageReads(make: MakeDeps): Promise<number> {
  const seen = { mission: 0, history: 0, reads: 0 };
  const watcher = { seq: () => Math.min(seen.mission, seen.history) };
  const { kind, deps } = watched(make, watcher);
  const id = await ask(deps, kind);
  const endMission = missionDoc(deps.db, id).onSnapshot((snapshot) => {
    seen.reads += 1;
    seen.mission = Number(snapshot.get('seq'));
  }, rethrow);
  const history = events(deps.db, id).where('owner', '==', OWNER).orderBy('seq', 'desc').limit(100);
  const endHistory = history.onSnapshot((snapshot) => {
    seen.reads += snapshot.docChanges().filter(({ type }) => type !== 'removed').length;
    seen.history = Number(snapshot.docs[0]?.get('seq') ?? 0);
  }, rethrow);
  await until('the page to listen', () => watcher.seq() > 0);
  await kind.finish(deps, id);
  const stored = await readMission(deps.db, id);
  await until('the page to see the end', () => watcher.seq() >= (stored?.mission.seq ?? 0));
  endMission();
  endHistory();
  const once = await operationsOf(countOperations(deps.db), async () => {
    await resultDoc(deps.db, id, 1).get();
    await statsDoc(deps.db, stored?.mission.stats_id ?? '').get();
  });
  return seen.reads + once.read;
}

/** Beyond what the same run reads when nobody watches. */
async function streamReads(make: MakeDeps): Promise<number> {
  let told = 0;
  const { kind, deps } = watched(make, { seq: () => told });
  const id = await ask(deps, kind);
  // What earlier runs taught is read once a minute, for all missions of a kind.
  await findProgress(deps, OWNER, id);
  forgetRead(deps.db, id);
  const counts = countOperations(deps.db);
  const follow = async (): Promise<void> => {
    const stored = await findToFollow(deps, OWNER, id, BEGINNING);
    if (stored === null) throw new Error('there is nothing to follow');
    for await (const event of streamMission(deps, stored, BEGINNING, new AbortController().signal)) {
      if (event !== 'alive' && 'seq' in event.data) told = event.data.seq;
    }
  };
  const run = async (): Promise<void> => {
    await until('the stream to listen', () => counts.pushed > 0);
    await kind.finish(deps, id);
  };
  await Promise.all([follow(), run()]);
  const alone = await countMission(make(kind.types), quiet());
  return counts.read + counts.pushed - alone.run.read;
}

async function pollReads(make: MakeDeps): Promise<Pick<ViewerReads, 'poll' | 'pollAgain'>> {
  const kind = quiet();
  const deps = make(kind.types);
  const id = await ask(deps, kind);
  await findProgress(deps, OWNER, id);
  const counts = countOperations(deps.db);
  const again = await operationsOf(counts, () => findProgress(deps, OWNER, id));
  forgetRead(deps.db, id);
  const poll = await operationsOf(counts, () => findProgress(deps, OWNER, id));
  return { poll: poll.read, pollAgain: again.read };
}

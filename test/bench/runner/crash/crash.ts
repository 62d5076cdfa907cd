import { readFile, writeFile } from 'node:fs/promises';
import type { DocumentData, DocumentReference } from 'firebase-admin/firestore';
import type { RunTask } from '../../../../functions/src/edge/tasks.ts';
import { missionDoc } from '../../../../functions/src/store/collections.ts';
import { inCache } from '../../../../scripts/paths.ts';
import { alternate, type Bench } from '../../bench.ts';
import type { Comparison, Target } from '../../figures.ts';
import { benchDeps } from '../deps.ts';
import { openFloor } from '../floor.ts';
import { queueMissions, STEPS, stepsOnly } from '../missions.ts';
import { bundleWorker, startWorker } from './child.ts';
import { recordedTwice } from './ledger.ts';
import { MISSIONS } from './protocol.ts';
import { watchDocs } from './watch.ts';

/** What became of 50 missions whose process was killed; times in seconds since the kill. */
interface Recovery {
  readonly boot: number;
  readonly firstProgress: number;
  readonly allDone: number;
  /** Steps that came to their end twice, recorded or not. */
  readonly ranTwice: number;
  readonly recordedTwice: number;
}

/** Missions to be run by a process, ours or the floor's. */
interface Side {
  readonly bundle: string;
  readonly projectId: string;
  readonly tasks: readonly RunTask[];
  readonly docs: readonly DocumentReference[];
  stepsDone(doc: DocumentData): number;
  /** Whether this document shows a step that process `pid` has finished. */
  isProgressOf(doc: DocumentData, pid: number): boolean;
  recordedTwice(): Promise<number>;
  end(): Promise<void>;
}

/** `kill -9` in the middle of 50 missions with steps of 50 ms, and a new process that gets the same tasks again. */
export async function crash(bench: Bench): Promise<Comparison[]> {
  const [product, rawLoop] = await Promise.all([bundleWorker('product'), bundleWorker('rawLoop')]);
  const { ours, floor } = await alternate(bench, {
    ours: async () => recover(await productSide(bench, product)),
    floor: async () => recover(await floorSide(bench, rawLoop)),
  });
  const compare = (name: string, unit: string, of: (recovery: Recovery) => number, target: Target | null = null) => ({
    ...{ name, unit, ours: ours.map(of), target },
    floor: { name: 'raw loop that goes on from its document', values: floor.map(of) },
  });
  const target: Target = { of: 'ours', at: 'most', value: 0.5 };
  const never: Target = { of: 'every', at: 'most', value: 0 };
  return [
    compare('boot of the new process', 's', ({ boot }) => boot),
    compare('kill to first progress, boot included', 's', ({ firstProgress }) => firstProgress),
    compare('kill to first progress, without boot', 's', ({ firstProgress, boot }) => firstProgress - boot, target),
    compare('kill to all done, boot included', 's', ({ allDone }) => allDone),
    compare('steps run to their end twice', '', ({ ranTwice }) => ranTwice),
    compare('steps recorded twice', '', (recovery) => recovery.recordedTwice, never),
  ];
}

async function recover(side: Side): Promise<Recovery> {
  const plan = { projectId: side.projectId, ranPath: inCache('bench', `${side.projectId}.ran`) };
  await writeFile(plan.ranPath, '');
  const watch = watchDocs(side.docs);
  const doneIn = (docs: ReadonlyMap<string, DocumentData>): number =>
    [...docs.values()].reduce((sum, doc) => sum + side.stepsDone(doc), 0);

  const first = await startWorker(side.bundle, plan);
  // This process is killed in the middle: that its tasks stay open is the point.
  const cutShort = first.run(side.tasks).then(
    () => Promise.reject(new Error('the missions were done before the kill')),
    () => undefined,
  );
  await watch.until('half of all steps', (docs) => doneIn(docs) >= (MISSIONS * STEPS) / 2);
  const killedAt = performance.now();
  await first.kill();
  await cutShort;

  const second = await startWorker(side.bundle, plan);
  const progress = watch.until('progress after the kill', (docs) =>
    [...docs.values()].some((doc) => side.isProgressOf(doc, second.pid)),
  );
  const finished = second.run(side.tasks);
  const progressAt = await progress;
  const doneAt = await watch.until('the end of all', (docs) => doneIn(docs) === MISSIONS * STEPS);
  await finished;
  await second.kill();
  watch.end();
  const recovery = {
    boot: second.bootMs / 1000,
    firstProgress: (progressAt - killedAt) / 1000,
    allDone: (doneAt - killedAt) / 1000,
    ranTwice: await countRanTwice(plan.ranPath),
    recordedTwice: await side.recordedTwice(),
  };
  await side.end();
  return recovery;
}

async function countRanTwice(ranPath: string): Promise<number> {
  const ran = (await readFile(ranPath, 'utf8')).trimEnd().split('\n');
  return ran.length - new Set(ran).size;
}

async function productSide(bench: Bench, bundle: string): Promise<Side> {
  const projectId = bench.newProject();
  const deps = benchDeps(
    projectId,
    stepsOnly(STEPS, () => Promise.resolve()),
  );
  const tasks = await queueMissions(deps, MISSIONS);
  return {
    bundle,
    projectId,
    tasks,
    docs: tasks.map(({ mission_id }) => missionDoc(deps.db, mission_id)),
    stepsDone: (doc) => doc.execution_record.progress_tracker.completed_count,
    // The second holder of a mission has fence 2; its first event is its claim.
    isProgressOf: (doc) => doc.fence >= 2 && doc.execution_record.event_type === 'step_completed',
    recordedTwice: () => recordedTwice(deps.db, tasks),
    end: () => deps.end(),
  };
}

async function floorSide(bench: Bench, bundle: string): Promise<Side> {
  const projectId = bench.newProject();
  const floor = openFloor(projectId);
  const docs = await floor.newDocs(MISSIONS);
  return {
    bundle,
    projectId,
    tasks: docs.map(({ id }) => ({ mission_id: id, attempt: 1, task_id: id })),
    docs,
    stepsDone: ({ progress }) => progress,
    isProgressOf: ({ by }, pid) => by === pid,
    // It overwrites one document: that a step was recorded twice is that it was run twice.
    recordedTwice: () => countRanTwice(inCache('bench', `${projectId}.ran`)),
    end: () => floor.end(),
  };
}

import type { DocumentData } from 'firebase-admin/firestore';
import { runMission } from '../../../functions/src/runner/runMission.ts';
import { missionDoc } from '../../../functions/src/store/collections.ts';
import type { Bench } from '../bench.ts';
import { type Comparison, medianOf, shareBelow } from '../figures.ts';
import { openProject } from '../project.ts';
import { type Watch, watchDocs } from './crash/watch.ts';
import { benchDeps } from './deps.ts';
import { openFloor, updateOnce } from './floor.ts';
import { queueMissions, stepsOnly } from './missions.ts';

/** How many writes are measured a side; those before them are for warmth. */
const MEASURED = 60;
const WARM_UP = 10;

/** From the end of a step, or the call of `update()`, until a listener has what it wrote; in milliseconds. */
interface Delays {
  readonly ours: number[];
  readonly floor: number[];
}

/**
 * How long a step's end takes to reach who listens to its mission, against an `update()` of two fields and a listener to
 * that document. Both listen by a client of their own, and take turns write by write.
 */
export async function snapshot(bench: Bench): Promise<Comparison[]> {
  const all: Delays[] = [];
  for (let repetition = 1; repetition <= bench.repetitions; repetition += 1) {
    all.push(await delaysOf(bench));
    bench.say(`  ${repetition} of ${bench.repetitions}`);
  }
  const compare = (name: string, of: (values: readonly number[]) => number) => ({
    ...{ name, unit: 'ms', ours: all.map(({ ours }) => of(ours)) },
    floor: { name: 'update() of a small document', values: all.map(({ floor }) => of(floor)) },
  });
  return [
    {
      ...compare('write to snapshot, p50', medianOf),
      target: { of: 'ratio', at: 'most', value: 1.3 },
    },
    { ...compare('write to snapshot, p95', (values) => shareBelow(values, 0.95)), target: null },
  ];
}

async function delaysOf(bench: Bench): Promise<Delays> {
  const delays: Delays = { ours: [], floor: [] };
  const small = await smallWrites(bench);
  let watch: Watch | null = null;
  let endedAt = 0;
  let seenAt: Promise<number> | undefined;
  const type = stepsOnly(WARM_UP + MEASURED + 1, async (_, index) => {
    if (seenAt !== undefined) delays.ours.push((await seenAt) - endedAt);
    delays.floor.push(await small.delayOf(index + 1));
    endedAt = performance.now();
    // Waited for from now on: what is seen before the runner comes back would else count as seen then.
    seenAt = watch?.until(`the end of step ${index}`, (docs) => [...docs.values()].some((doc) => doneIn(doc) > index));
  });
  const projectId = bench.newProject();
  const deps = benchDeps(projectId, type);
  const [task] = await queueMissions(deps, 1);
  if (task === undefined) throw new Error('the mission was not queued');
  const reader = openProject(projectId, 'reader');
  watch = watchDocs([missionDoc(reader.db, task.mission_id)]);
  await runMission(deps, task, 'bench');
  await seenAt;
  watch.end();
  for (const one of [reader, deps, small]) await one.end();
  return { ours: delays.ours.slice(WARM_UP), floor: delays.floor.slice(WARM_UP, -1) };
}

function doneIn(doc: DocumentData): number {
  return doc.execution_record.progress_tracker.completed_count;
}

/** A small document and who listens to it. */
async function smallWrites(bench: Bench) {
  const projectId = bench.newProject();
  const floor = openFloor(projectId);
  const [doc] = await floor.newDocs(1);
  if (doc === undefined) throw new Error('no document was made');
  const reader = openProject(projectId, 'reader');
  const watch = watchDocs([reader.db.doc(doc.path)]);
  await watch.until('the document', (docs) => docs.size > 0);
  return {
    /** Writes `step` and resolves to the time until it was seen. */
    delayOf: async (step: number): Promise<number> => {
      const began = performance.now();
      const written = updateOnce(doc, step);
      const seenAt = await watch.until(`write ${step}`, (docs) =>
        [...docs.values()].some((one) => one.progress === step),
      );
      await written;
      return seenAt - began;
    },
    end: async (): Promise<void> => {
      watch.end();
      await reader.end();
      await floor.end();
    },
  };
}

import type { DocumentData, DocumentReference, Firestore } from 'firebase-admin/firestore';
import type { RunTask } from '../../../functions/src/edge/tasks.ts';
import { runMission } from '../../../functions/src/runner/runMission.ts';
import { missionDoc } from '../../../functions/src/store/collections.ts';
import type { Bench } from '../bench.ts';
import { type Comparison, medianOf, shareBelow } from '../figures.ts';
import { openProject } from '../project.ts';
import { watchDocs } from './crash/watch.ts';
import { benchDeps } from './deps.ts';
import { openFloor, updateOnce } from './floor.ts';
import { queueMissions, STEPS, stepsOnly } from './missions.ts';
import { trackerLoop } from './trackerLoop.ts';

/** How many missions a side are measured, one after the other; those before them are for warmth. */
const MEASURED = 12;
const WARM_UP = 3;

type Side = 'ours' | 'small' | 'tracker';

/** From the end of a step, or the call of `update()`, until a listener has what it wrote; in milliseconds. */
type Delays = Readonly<Record<Side, number[]>>;

/**
 * How long a step's end takes to reach who listens to its mission, against an `update()` and a listener to its document:
 * one of two fields, and one of the same tracker. All listen by clients of their own, and take turns write by write.
 */
export async function snapshot(bench: Bench): Promise<Comparison[]> {
  const all: Delays[] = [];
  for (let repetition = 1; repetition <= bench.repetitions; repetition += 1) {
    all.push(await delaysOf(bench));
    bench.say(`  ${repetition} of ${bench.repetitions}`);
  }
  const p95Of = (values: readonly number[]) => shareBelow(values, 0.95);
  const compare = (p: 'p50' | 'p95', side: Side, floor: string): Comparison => {
    const of = (which: Side) => all.map((delays) => (p === 'p50' ? medianOf : p95Of)(delays[which]));
    const target = p === 'p50' ? ({ of: 'ratio', at: 'most', value: 1.3 } as const) : null;
    return {
      name: `write to snapshot, ${p}`,
      unit: 'ms',
      ours: of('ours'),
      floor: { name: floor, values: of(side) },
      target,
    };
  };
  const [small, tracker] = ['update() of a small document', 'update() of the same tracker'] as const;
  return (['p50', 'p95'] as const).flatMap((p) => [compare(p, 'small', small), compare(p, 'tracker', tracker)]);
}

async function delaysOf(bench: Bench): Promise<Delays> {
  const delays: Delays = { ours: [], small: [], tracker: [] };
  let onStep = (_index: number): Promise<void> => Promise.resolve();
  const ids = { ours: bench.newProject(), floor: bench.newProject() };
  const deps = benchDeps(
    ids.ours,
    stepsOnly(STEPS, (_, index) => onStep(index)),
  );
  const floor = openFloor(ids.floor);
  const readers = { ours: openProject(ids.ours, 'reader'), floor: openProject(ids.floor, 'reader') };
  const { content, updates } = trackerLoop();
  const lastUpdate = updates.length - 1;
  for (const [count, task] of (await queueMissions(deps, WARM_UP + MEASURED)).entries()) {
    const [small] = await floor.newDocs(1);
    const [tracker] = await floor.newDocs(1, content);
    if (small === undefined || tracker === undefined) throw new Error('no document was made');
    const ours = await missionSide(readers.ours.db, task);
    const sides = {
      small: await floorSide(readers.floor.db, small, (step) => updateOnce(small, step)),
      // The number of the step makes the sixth, which is the fifth again, another.
      tracker: await floorSide(readers.floor.db, tracker, (step) =>
        tracker.update({ ...updates[Math.min(step - 1, lastUpdate)], progress: step }),
      ),
    };
    const taken: Delays = count < WARM_UP ? { ours: [], small: [], tracker: [] } : delays;
    onStep = async (index) => {
      if (index > 0) taken.ours.push(await ours.delay());
      taken.small.push(await sides.small.delayOf(index + 1));
      taken.tracker.push(await sides.tracker.delayOf(index + 1));
      ours.begin(index);
    };
    await runMission(deps, task, 'bench');
    taken.ours.push(await ours.delay());
    for (const side of [ours, sides.small, sides.tracker]) side.end();
  }
  for (const one of [readers.ours, readers.floor, deps, floor]) await one.end();
  return delays;
}

/** A mission and who listens to it. */
async function missionSide(db: Firestore, task: RunTask) {
  const watch = watchDocs([missionDoc(db, task.mission_id)]);
  await watch.until('the mission', (docs) => docs.size > 0);
  let seenAt = Promise.resolve(Number.NaN);
  let endedAt = 0;
  return {
    /** Step `index` ends now. Listened to from now on: what comes before the runner would else count as late as it. */
    begin: (index: number): void => {
      endedAt = performance.now();
      seenAt = watch.until(`the end of step ${index}`, (docs) => [...docs.values()].some((doc) => doneIn(doc) > index));
    },
    delay: async (): Promise<number> => (await seenAt) - endedAt,
    end: () => watch.end(),
  };
}

function doneIn(doc: DocumentData): number {
  return doc.execution_record.progress_tracker.completed_count;
}

/** A document that `write` changes, and who listens to it. */
async function floorSide(db: Firestore, doc: DocumentReference, write: (step: number) => Promise<unknown>) {
  const watch = watchDocs([db.doc(doc.path)]);
  await watch.until('the document', (docs) => docs.size > 0);
  return {
    /** Writes `step` and resolves to the time until it was seen. */
    delayOf: async (step: number): Promise<number> => {
      const began = performance.now();
      const written = write(step);
      const seenAt = await watch.until(`write ${step}`, (docs) =>
        [...docs.values()].some((one) => one.progress === step),
      );
      await written;
      return seenAt - began;
    },
    end: () => watch.end(),
  };
}

import type { DocumentData } from 'firebase-admin/firestore';
import { missionDoc } from '../../../functions/src/store/collections.ts';
import { alternate, type Bench } from '../bench.ts';
import type { Comparison } from '../figures.ts';
import { benchDeps } from './deps.ts';
import { openFloor, updateOnce } from './floor.ts';
import { deliver, queueMissions, STEPS, stepsOnly } from './missions.ts';
import { type Pace, PaceMeter } from './pace.ts';

/** How many missions run at once. */
const LOADS = [1, 32, 128];

/** Waves of missions are run until steps went on for this long: shorter tells the garbage collector, not the pace. */
const MEASURED_MS = 800;

const TARGET = { of: 'ratio', at: 'least', value: 0.8 } as const;

/** Durable steps a second, of missions with 6 trivial steps, from the claim to the last step. */
export async function throughput(bench: Bench): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  const content = await contentOfMission(bench);
  for (const atOnce of LOADS) {
    bench.say(`${atOnce} at once`);
    const { ours, small, sized } = await alternate(bench, {
      ours: () => pace(bench, atOnce),
      small: () => floorPace(bench, atOnce, {}),
      sized: () => floorPace(bench, atOnce, content),
    });
    const speed = (of: Pace[]) => of.map(({ stepsPerSecond }) => stepsPerSecond);
    const p50 = (of: Pace[]) => of.map(({ p50Ms }) => p50Ms);
    const smallName = 'update() of a small document';
    const sizedName = `update() of a document of ${JSON.stringify(content).length} characters, as a mission`;
    compared.push(
      {
        ...{ name: `steps, ${atOnce} at once`, unit: '/s', ours: speed(ours), target: TARGET },
        floor: { name: smallName, values: speed(small) },
      },
      {
        ...{ name: `steps, ${atOnce} at once`, unit: '/s', ours: speed(ours), target: null },
        floor: { name: sizedName, values: speed(sized) },
      },
      {
        ...{ name: `p50 of a step, ${atOnce} at once`, unit: 'ms', ours: p50(ours), target: null },
        floor: { name: smallName, values: p50(small) },
      },
      {
        ...{ name: `deliveries that failed, ${atOnce} at once`, unit: '' },
        ours: ours.map(({ failedDeliveries }) => failedDeliveries),
        floor: { name: 'of no delivery', values: ours.map(() => 0) },
        target: { of: 'ours', at: 'most', value: 0 },
      },
    );
  }
  return compared;
}

/** Missions as the product runs them. The clock starts when all are claimed and stand before their first step. */
async function pace(bench: Bench, atOnce: number): Promise<Pace> {
  const meter = new PaceMeter();
  let line = new StartLine(atOnce);
  const begun = new Map<string, number>();
  const type = stepsOnly(STEPS, async (missionId, index) => {
    if (index === 0) await line.wait();
    const now = performance.now();
    const before = begun.get(missionId);
    if (before !== undefined) meter.step(now - before);
    begun.set(missionId, now);
  });
  const deps = benchDeps(bench.newProject(), type);
  try {
    while (meter.spentMs < MEASURED_MS) {
      line = new StartLine(atOnce);
      const tasks = await queueMissions(deps, atOnce);
      const runs = tasks.map(async (task) => {
        meter.failed(await deliver(deps, task, 'bench'));
        meter.step(performance.now() - (begun.get(task.mission_id) ?? Number.NaN));
      });
      // A run that fails before its first step would leave the others standing.
      await Promise.race([line.full, Promise.all(runs)]);
      const startedAt = performance.now();
      line.open();
      await Promise.all(runs);
      meter.spentMs += performance.now() - startedAt;
    }
    return meter.pace();
  } finally {
    await deps.end();
  }
}

async function floorPace(bench: Bench, atOnce: number, content: DocumentData): Promise<Pace> {
  const meter = new PaceMeter();
  const floor = openFloor(bench.newProject());
  while (meter.spentMs < MEASURED_MS) {
    const docs = await floor.newDocs(atOnce, content);
    const startedAt = performance.now();
    await Promise.all(
      docs.map(async (doc) => {
        for (let step = 1; step <= STEPS; step += 1) {
          const stepAt = performance.now();
          await updateOnce(doc, step);
          meter.step(performance.now() - stepAt);
        }
      }),
    );
    meter.spentMs += performance.now() - startedAt;
  }
  await floor.end();
  return meter.pace();
}

/** The document of a mission that stands before its last step. */
async function contentOfMission(bench: Bench): Promise<DocumentData> {
  let content: DocumentData | undefined;
  const type = stepsOnly(STEPS, async (missionId, index) => {
    if (index === STEPS - 1) content = (await missionDoc(deps.db, missionId).get()).data();
  });
  const deps = benchDeps(bench.newProject(), type);
  for (const task of await queueMissions(deps, 1)) await deliver(deps, task, 'bench');
  await deps.end();
  if (content === undefined) throw new Error('the mission did not come to its last step');
  return content;
}

/** Where missions wait for each other. */
class StartLine {
  readonly full: Promise<void>;
  readonly #opened: Promise<void>;
  #missing: number;
  #isFull = (): void => undefined;
  #open = (): void => undefined;

  constructor(count: number) {
    this.#missing = count;
    this.full = new Promise((resolve) => {
      this.#isFull = resolve;
    });
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  wait(): Promise<void> {
    this.#missing -= 1;
    if (this.#missing === 0) this.#isFull();
    return this.#opened;
  }

  open(): void {
    this.#open();
  }
}

import type { DocumentData, DocumentReference } from 'firebase-admin/firestore';
import type { Bench } from '../bench.ts';
import type { Comparison } from '../figures.ts';
import { benchDeps } from './deps.ts';
import { openFloor, updateOnce } from './floor.ts';
import { deliver, queueMissions, STEPS, stepsOnly } from './missions.ts';
import { type Pace, PaceMeter } from './pace.ts';
import { StartLine } from './startLine.ts';
import { trackerLoop } from './trackerLoop.ts';

/** How many missions run at once, and the share of a raw loop's steps a second that is aimed at. */
const LOADS = [
  { atOnce: 1, least: 0.8 },
  { atOnce: 32, least: 1 },
  { atOnce: 128, least: 1 },
] as const;

/** A repetition takes waves of missions until ours have run for this long: less tells the garbage collector, not the pace. */
const MEASURED_MS = 800;

/** Something that does waves of steps, so many missions at once. */
interface Side {
  readonly meter: PaceMeter;
  wave(atOnce: number): Promise<void>;
  end(): Promise<void>;
}

/** Durable steps a second, of missions with 6 trivial steps, from the claim to the last step. */
export async function throughput(bench: Bench): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const { atOnce, least } of LOADS) {
    bench.say(`${atOnce} at once`);
    // The first one is for warmth.
    await repetition(bench, atOnce);
    const paces: Paces[] = [];
    for (let count = 1; count <= bench.repetitions; count += 1) {
      paces.push(await repetition(bench, atOnce));
      bench.say(`  ${count} of ${bench.repetitions}`);
    }
    compared.push(...comparisons(atOnce, least, paces));
  }
  return compared;
}

interface Paces {
  readonly ours: Pace;
  readonly small: Pace;
  readonly tracker: Pace;
}

/** The sides take turns wave by wave: what else the machine does meets all of them alike. */
async function repetition(bench: Bench, atOnce: number): Promise<Paces> {
  const ours = productSide(bench, atOnce);
  const small = floorSide(bench, {}, updateOnce);
  const { content, updates } = trackerLoop();
  // The sixth step of this loop is its fifth again: ours ends its mission then, which is more.
  const tracker = floorSide(bench, content, (doc, step) =>
    doc.update({ ...updates[Math.min(step, updates.length) - 1] }),
  );
  while (ours.meter.spentMs < MEASURED_MS) {
    for (const side of [ours, small, tracker]) await side.wave(atOnce);
  }
  for (const side of [ours, small, tracker]) await side.end();
  return { ours: ours.meter.pace(), small: small.meter.pace(), tracker: tracker.meter.pace() };
}

function comparisons(atOnce: number, least: number, paces: readonly Paces[]): Comparison[] {
  const target = { of: 'ratio', at: 'least', value: least } as const;
  const small = 'update() of a small document';
  const tracker = 'update() of the same tracker';
  const of = (side: keyof Paces, field: keyof Pace) => paces.map((pace) => pace[side][field]);
  const speed = { name: `steps, ${atOnce} at once`, unit: '/s', ours: of('ours', 'stepsPerSecond') };
  const p50 = { name: `p50 of a step, ${atOnce} at once`, unit: 'ms', ours: of('ours', 'p50Ms') };
  const failed = { name: `deliveries that failed, ${atOnce} at once`, unit: '', ours: of('ours', 'failedDeliveries') };
  return [
    { ...speed, floor: { name: small, values: of('small', 'stepsPerSecond') }, target },
    { ...speed, floor: { name: tracker, values: of('tracker', 'stepsPerSecond') }, target },
    { ...p50, floor: { name: small, values: of('small', 'p50Ms') }, target: null },
    {
      ...failed,
      floor: { name: 'no queue', values: of('small', 'failedDeliveries') },
      target: { of: 'every', at: 'most', value: 0 },
    },
  ];
}

/** Missions as the product runs them. The clock starts when all are claimed and stand before their first step. */
function productSide(bench: Bench, atOnce: number): Side {
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
  const wave = async (): Promise<void> => {
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
  };
  return { meter, wave, end: () => deps.end() };
}

/** `update` writes down step number `step`, from 1. */
function floorSide(
  bench: Bench,
  content: DocumentData,
  update: (doc: DocumentReference, step: number) => Promise<unknown>,
): Side {
  const meter = new PaceMeter();
  const floor = openFloor(bench.newProject());
  const wave = async (atOnce: number): Promise<void> => {
    const docs = await floor.newDocs(atOnce, content);
    const startedAt = performance.now();
    await Promise.all(
      docs.map(async (doc) => {
        for (let step = 1; step <= STEPS; step += 1) {
          const stepAt = performance.now();
          await update(doc, step);
          meter.step(performance.now() - stepAt);
        }
      }),
    );
    meter.spentMs += performance.now() - startedAt;
  };
  return { meter, wave, end: () => floor.end() };
}

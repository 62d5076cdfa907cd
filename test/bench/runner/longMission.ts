import { runMission } from '../../../functions/src/runner/runMission.ts';
import type { Bench } from '../bench.ts';
import { type Comparison, medianOf } from '../figures.ts';
import { benchDeps } from './deps.ts';
import { updateOnce } from './floor.ts';
import { queueMissions, stepsOnly } from './missions.ts';

const STEPS = 10_000;
/** How many steps are measured at each end; the last step of all is none of them, for it writes the result too. */
const MEASURED = 100;
const EARLY = 10;
const LATE = STEPS - 1 - MEASURED;

/** Steps before the measured mission: cold code is slow at step 10 and quick at step 10,000, whatever the step costs. */
const WARM_UP_STEPS = 2_000;

/** Steps and updates of one stretch of a mission, in milliseconds, and the processor's share of the steps. */
interface Stretch {
  readonly stepsMs: number[];
  readonly floorMs: number[];
  readonly processorMs: number[];
}

/** What a step costs at the end of a mission of 10,000 trivial steps, against its beginning. */
export async function longMission(bench: Bench): Promise<Comparison[]> {
  const early: Stretch[] = [];
  const late: Stretch[] = [];
  for (let repetition = 1; repetition <= bench.repetitions; repetition += 1) {
    const stretches = await runLong(bench);
    early.push(stretches.early);
    late.push(stretches.late);
    bench.say(`  ${repetition} of ${bench.repetitions}`);
  }
  const steps = (of: Stretch[]) => of.map(({ stepsMs }) => medianOf(stepsMs));
  const inFloors = (of: Stretch[]) => of.map(({ stepsMs, floorMs }) => medianOf(stepsMs) / medianOf(floorMs));
  const processor = (of: Stretch[]) => of.map(({ processorMs }) => meanOf(processorMs));
  // Ten thousand steps take a minute or more, in which the machine changes its pace: the target is for the second row.
  return [
    {
      name: 'step 10,000 of one mission',
      unit: 'ms',
      ours: steps(late),
      floor: { name: 'step 10 of the same mission', values: steps(early) },
      target: null,
    },
    {
      name: 'the same, each in update()s made between its steps',
      unit: 'update()s',
      ours: inFloors(late),
      floor: { name: 'step 10 of the same mission', values: inFloors(early) },
      target: { of: 'ratio', at: 'most', value: 1.2 },
    },
    {
      name: 'processor time of the runner for step 10,000',
      unit: 'ms',
      ours: processor(late),
      floor: { name: 'step 10 of the same mission', values: processor(early) },
      target: { of: 'ratio', at: 'most', value: 1.2 },
    },
  ];
}

/** Between two measured steps a plain update is measured, so that both meet the same emulator. */
async function runLong(bench: Bench): Promise<{ early: Stretch; late: Stretch }> {
  await warmUp(bench);
  const early: Stretch = { stepsMs: [], floorMs: [], processorMs: [] };
  const late: Stretch = { stepsMs: [], floorMs: [], processorMs: [] };
  let leftAt = 0;
  let spentAt = 0;
  const type = stepsOnly(STEPS, async (_, index) => {
    const calledAt = performance.now();
    const before = stretchOf(index - 1);
    before?.stepsMs.push(calledAt - leftAt);
    before?.processorMs.push(processorMs() - spentAt);
    const stretch = stretchOf(index);
    if (stretch === null) return;
    await updateOnce(floor, index);
    leftAt = performance.now();
    spentAt = processorMs();
    stretch.floorMs.push(leftAt - calledAt);
  });
  const stretchOf = (index: number): Stretch | null => {
    if (index >= EARLY && index < EARLY + MEASURED) return early;
    return index >= LATE && index < LATE + MEASURED ? late : null;
  };
  const deps = benchDeps(bench.newProject(), type);
  // In the mission's own database: what its ten thousand documents cost the emulator is not the runner's.
  const floor = deps.db.doc('floor/beside');
  await floor.create({ progress: 0, updated_at: '' });
  for (const task of await queueMissions(deps, 1)) await runMission(deps, task, 'bench');
  await deps.end();
  if (late.stepsMs.length !== MEASURED) throw new Error(`only ${late.stepsMs.length} late steps were seen`);
  return { early, late };
}

/** Another mission of the same shape, in another database. */
async function warmUp(bench: Bench): Promise<void> {
  const deps = benchDeps(
    bench.newProject(),
    stepsOnly(WARM_UP_STEPS, () => Promise.resolve()),
  );
  for (const task of await queueMissions(deps, 1)) await runMission(deps, task, 'bench');
  await deps.end();
}

/** What this process has used of the processor so far. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { AppError } from '../../../functions/src/core/errors.ts';
import { runMission } from '../../../functions/src/runner/runMission.ts';
import { gate } from '../../support/steps.ts';
import type { Bench } from '../bench.ts';
import { type Comparison, medianOf } from '../figures.ts';
import { benchDeps } from './deps.ts';
import { queueMission, queueMissions, stepsOnly } from './missions.ts';

const STEPS = 10_000;
/** How many steps are measured of each mission. */
const MEASURED = 200;
const EARLY = 10;
/** The last step of all is none of them, for it writes the result too. */
const LATE = STEPS - 1 - MEASURED;

/** Steps before the measured mission: cold code is slow at step 10 and quick at step 10,000, whatever the step costs. */
const WARM_UP_STEPS = 2_000;

/** What each measured step of a mission took, in milliseconds: by the clock, and of the processor. */
interface Stretch {
  readonly stepsMs: number[];
  readonly processorMs: number[];
}

/** What a step costs at the end of a mission of 10,000 trivial steps, against the beginning of another. */
export async function longMission(bench: Bench): Promise<Comparison[]> {
  const old: Stretch[] = [];
  const young: Stretch[] = [];
  for (let repetition = 1; repetition <= bench.repetitions; repetition += 1) {
    const stretches = await runBoth(bench);
    old.push(stretches.old);
    young.push(stretches.young);
    bench.say(`  ${repetition} of ${bench.repetitions}`);
  }
  const steps = (of: Stretch[]) => of.map(({ stepsMs }) => medianOf(stepsMs));
  const processor = (of: Stretch[]) => of.map(({ processorMs }) => meanOf(processorMs));
  return [
    {
      name: 'step 10,000 of a mission',
      unit: 'ms',
      ours: steps(old),
      floor: { name: 'step 10 of another, in turns', values: steps(young) },
      target: { of: 'ratio', at: 'most', value: 1.2 },
    },
    {
      name: 'processor time of the runner for step 10,000',
      unit: 'ms',
      ours: processor(old),
      floor: { name: 'step 10 of another, in turns', values: processor(young) },
      target: { of: 'ratio', at: 'most', value: 1.2 },
    },
  ];
}

/**
 * Runs a mission to its last 200 steps, and then those in turns with the first ones of another mission in the same
 * database and process. Ten thousand steps take a minute, in which the machine changes its pace: only what is measured at
 * the same moment can be compared.
 */
async function runBoth(bench: Bench): Promise<{ old: Stretch; young: Stretch }> {
  await warmUp(bench);
  const turns = createTurns();
  const old = stopwatch(LATE, () => turns.take('old', 'young'));
  const young = stopwatch(EARLY, () => turns.take('young', 'old'));
  let oldId = '';
  let youngRun: Promise<unknown> = Promise.resolve();
  const type = stepsOnly(STEPS, async (missionId, index) => {
    if (missionId !== oldId) {
      await young.onStep(index);
      if (index > EARLY + MEASURED) throw new AppError('invalid_request', 'measured: the rest is not needed');
      return;
    }
    if (index === LATE) youngRun = startYoung();
    await old.onStep(index);
    if (index === LATE + MEASURED) turns.end();
  });
  const deps = benchDeps(bench.newProject(), type);
  const startYoung = async (): Promise<void> => {
    await queueMission(deps);
    const task = deps.sent.at(-1);
    if (task !== undefined) await runMission(deps, task, 'bench');
  };
  const [task] = await queueMissions(deps, 1);
  if (task === undefined) throw new Error('the mission was not queued');
  oldId = task.mission_id;
  await runMission(deps, task, 'bench');
  await youngRun;
  await deps.end();
  return { old: old.stretch(), young: young.stretch() };
}

/** Measures `MEASURED` steps from number `from` on; each begins when `turn` has come. */
function stopwatch(from: number, turn: () => Promise<void>) {
  const stepsMs: number[] = [];
  const processorMs: number[] = [];
  let leftAt = 0;
  let spentAt = 0;
  return {
    /** Called as a step begins, so that what lies between two calls is one step's cost. */
    onStep: async (index: number): Promise<void> => {
      if (index < from || index > from + MEASURED) return;
      if (index > from) {
        stepsMs.push(performance.now() - leftAt);
        processorMs.push(spentMs() - spentAt);
      }
      await turn();
      leftAt = performance.now();
      spentAt = spentMs();
    },
    stretch: (): Stretch => {
      if (stepsMs.length !== MEASURED) throw new Error(`${stepsMs.length} of ${MEASURED} steps were seen`);
      return { stepsMs, processorMs };
    },
  };
}

type Side = 'old' | 'young';

/** Has two sides go one after the other: each waits until the other has come round. */
function createTurns() {
  const gates: Record<Side, ReturnType<typeof gate>> = { old: gate(), young: gate() };
  let isOver = false;
  return {
    /** Lets `other` go, and waits until it lets `own` go. */
    take: async (own: Side, other: Side): Promise<void> => {
      gates[other].open();
      if (isOver) return;
      await gates[own].opened;
      gates[own] = gate();
    },
    end: (): void => {
      isOver = true;
      gates.old.open();
      gates.young.open();
    },
  };
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
function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

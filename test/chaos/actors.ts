import { setTimeout } from 'node:timers/promises';
import { sweep } from '../../functions/src/runner/sweep.ts';
import type { Chance } from './chance.ts';
import type { Runner } from './runner.ts';
import { type Actor, note, type Stage } from './stage.ts';

/** Looks after overdue missions, now and then twice at once. */
export const sweeper: Actor = {
  name: 'sweeper',
  everyMs: [700, 3_000],
  act: async (stage, chance) => {
    const count = chance.happens(0.25) ? 2 : 1;
    await stage.gate.through(async () => {
      const swept = await Promise.allSettled(Array.from({ length: count }, () => sweep(stage.deps)));
      for (const end of swept) if (end.status === 'rejected') throw end.reason;
    });
  },
};

/** Ends, stops and wakes runner processes. */
export const killer: Actor = {
  name: 'killer',
  everyMs: [200, 600],
  everyRuns: [2, 18],
  act: async (stage, chance) => {
    const ready = stage.fleet.runners.filter((runner) => runner.isReady);
    if (ready.length === 0) return;
    const runner = chance.pick(ready);
    const drawn = chance.unit();
    await stage.gate.through(async () => {
      if (drawn < 0.55) kill(stage, runner);
      else if (drawn < 0.75) terminate(stage, runner);
      else stop(stage, runner, chance);
      await Promise.resolve();
    });
  },
};

function kill(stage: Stage, runner: Runner): void {
  stage.recoveries.lost(runner);
  stage.world.fault('killed', { runner: runner.name });
  runner.kill();
}

function terminate(stage: Stage, runner: Runner): void {
  stage.world.fault('terminated', { runner: runner.name });
  runner.terminate();
}

/** The runner sleeps; the queue may give up on it meanwhile, and when it wakes, others have its missions. */
function stop(stage: Stage, runner: Runner, chance: Chance): void {
  const [givenUpAfterMs, wakesAfterMs, isGivenUp] = [
    chance.between(100, 2_500),
    wakesAfter(chance),
    chance.unit() < 0.7,
  ];
  stage.world.fault('stopped', { runner: runner.name });
  runner.stop();
  if (isGivenUp) {
    void setTimeout(givenUpAfterMs, undefined, { ref: false }).then(() => {
      for (const deliveryId of runner.deliveries) stage.queue.giveUp(deliveryId);
    });
  }
  void setTimeout(wakesAfterMs, undefined, { ref: false }).then(() =>
    stage.gate.through(async () => wake(stage, runner)),
  );
}

/** Mostly within the life of a lease, now and then after it. */
function wakesAfter(chance: Chance): number {
  return chance.happens(0.15) ? chance.between(20_000, 25_000) : chance.between(300, 6_000);
}

/** Wakes a stopped runner; one that is awake is left alone. */
export async function wake(stage: Stage, runner: Runner): Promise<void> {
  if (!runner.isStopped) return;
  stage.world.fault('continued', { runner: runner.name });
  runner.continue();
  await Promise.resolve();
}

/** Sets clocks: mostly one runner's, by up to three seconds; now and then everybody's jumps ahead. */
export const clockmaker: Actor = {
  name: 'clockmaker',
  everyMs: [1_000, 4_000],
  act: async (stage, chance) => {
    const [isJump, byMs, skewMs] = [chance.happens(0.1), chance.between(1_000, 8_000), chance.between(-3_000, 3_000)];
    if (isJump) moveTime(stage, byMs);
    const { runners } = stage.fleet;
    if (runners.length === 0) return;
    const runner = chance.pick(runners);
    stage.world.fault('clock_moved', { runner: runner.name });
    runner.setClock(stage.clock.aheadMs + skewMs);
    await Promise.resolve();
  },
};

/** Time passes for everybody, at once. */
export function moveTime(stage: Stage, byMs: number): void {
  stage.clock.aheadMs += byMs;
  stage.world.fault('clock_moved');
  stage.fleet.moveClocks(stage.clock.aheadMs);
}

/** Firestore does not answer for a while. */
export const pauser: Actor = {
  name: 'pauser',
  everyMs: [8_000, 20_000],
  act: async (stage, chance) => {
    await stage.gate.through(async () => {
      stage.world.fault('emulator_paused');
      stage.emulator.pause();
      await setTimeout(chance.between(300, 4_000));
      stage.emulator.continue();
      stage.world.fault('emulator_continued');
    });
  },
};

/** How long what is on its way to the emulator may take to be answered, before its data is taken out. */
const SETTLE_MS = 1_000;

/** The emulator ends and another takes its place with the same data; nobody may write meanwhile. */
export async function restartEmulator(stage: Stage): Promise<void> {
  const { fleet, queue, gate, emulator, world } = stage;
  await gate.close();
  queue.isSuspended = true;
  const frozen = fleet.runners;
  for (const runner of frozen) runner.freeze(true);
  await setTimeout(SETTLE_MS);
  world.fault('emulator_restarted');
  // A listener that comes back by itself may meet the emulator in the middle of a commit, and then sees an old state last.
  stage.watchers.listener.end();
  await emulator.restart(stage.projectId);
  await stage.watchers.listener.listen(stage.db);
  for (const runner of frozen) runner.freeze(false);
  queue.isSuspended = false;
  gate.open();
  note(stage, 'the emulator was exchanged');
}

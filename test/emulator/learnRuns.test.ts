import { describe, expect, it } from 'vitest';
import { createMission } from '../../functions/src/missions/createMission.ts';
import type { Step } from '../../functions/src/missions/defineMission.ts';
import { forgetStats, knownStats } from '../../functions/src/missions/knownStats.ts';
import { learnRuns } from '../../functions/src/missions/learnRuns.ts';
import { findProgress } from '../../functions/src/missions/reports.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { missionDoc, statsDoc } from '../../functions/src/store/collections.ts';
import { readStats } from '../../functions/src/store/missionStats.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { execute, lastTask, missionOf, OWNER, REQUEST } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const TYPE_STATS = 'research@1';

/** Longer than an ended mission's company is waited for. */
const SETTLED_MS = 11_000;

/** A step after which the clock stands `seconds` later: the work of a test takes no time. */
function takes(deps: () => TestDeps, name: string, seconds: number): Step {
  return step(name, async () => {
    deps().clock.move(seconds * 1000);
    return { output: null, message: 'done' };
  });
}

async function run(deps: TestDeps): Promise<string> {
  const id = await execute(deps);
  await runMission(deps, lastTask(deps), 'runner');
  return id;
}

/** Missions of two steps, of which the first takes ten times as long. */
function unevenDeps(): TestDeps {
  const deps: TestDeps = testDeps([
    missionType([takes(() => deps, 'long', 100), takes(() => deps, 'short', 10), lastStep('end')]),
  ]);
  return deps;
}

describe('what the sweep learns from the missions that have ended', () => {
  it('is how long they and their steps took, each mission once', async () => {
    const deps = unevenDeps();
    for (let count = 0; count < 3; count += 1) await run(deps);
    deps.clock.move(SETTLED_MS);
    expect(await learnRuns(deps)).toBe(3);
    expect(await learnRuns(deps)).toBe(0);
    const stored = await readStats(deps.db, TYPE_STATS);
    expect(stored?.owner).toBeNull();
    expect(stored?.stats.completed).toBe(3);
    await run(deps);
    deps.clock.move(SETTLED_MS);
    await sweep(deps);
    expect((await readStats(deps.db, TYPE_STATS))?.stats.completed).toBe(4);
  });

  it('waits for the company of what has just ended', async () => {
    const deps = unevenDeps();
    await run(deps);
    expect(await learnRuns(deps)).toBe(0);
    deps.clock.move(SETTLED_MS);
    expect(await learnRuns(deps)).toBe(1);
  });

  it('counts no mission twice, however many learn at once', async () => {
    const deps = unevenDeps();
    for (let count = 0; count < 4; count += 1) await run(deps);
    deps.clock.move(SETTLED_MS);
    const learned = await Promise.all([1, 2, 3, 4, 5].map(() => learnRuns(deps)));
    expect(learned.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect((await readStats(deps.db, TYPE_STATS))?.stats.completed).toBe(4);
  });

  it('keeps what failed and was cancelled apart, and leaves out what never ran', async () => {
    const deps = testDeps([
      missionType([
        step('breaks', () => {
          throw new Error('no disk');
        }),
        lastStep('end'),
      ]),
    ]);
    const id = await run(deps);
    while ((await missionOf(deps, id)).status !== 'failed') {
      deps.clock.move(3_600_000);
      await sweep(deps);
      await runMission(deps, lastTask(deps), 'runner');
    }
    await createMission(deps, OWNER, REQUEST);
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    const stats = (await readStats(deps.db, TYPE_STATS))?.stats;
    expect(stats).toMatchObject({ completed: 0, failed: 1, cancelled: 0 });
  });

  it('goes on behind a mission that can not be read', async () => {
    const deps = unevenDeps();
    const broken = await run(deps);
    await missionDoc(deps.db, broken).update({ attempt: 'none' });
    await run(deps);
    deps.clock.move(SETTLED_MS);
    expect(await learnRuns(deps)).toBe(1);
    expect((await readStats(deps.db, TYPE_STATS))?.stats.completed).toBe(1);
  });

  it('knows all steps of a mission that has more of them than its tracker keeps', async () => {
    const steps = Array.from({ length: 70 }, (_, index) => takes(() => deps, `step ${index}`, 1));
    const deps: TestDeps = testDeps([missionType([...steps, lastStep('end')])]);
    const id = await run(deps);
    const tracker = (await missionOf(deps, id)).execution_record.progress_tracker;
    expect(tracker.completed_steps.length).toBeLessThan(71);
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    const stats = await knownStats(deps, TYPE_STATS);
    expect(JSON.stringify(stats)).toContain('step 3');
  });

  it('begins a new version with the steps of the one before', async () => {
    const deps: TestDeps = testDeps([
      missionType([takes(() => deps, 'long', 100), lastStep('end')]),
      missionType([takes(() => deps, 'long', 100), lastStep('end')], 2),
    ]);
    const first = missionType([takes(() => deps, 'long', 100), lastStep('end')]);
    const old = { ...deps, catalog: { ...deps.catalog, newest: () => first } };
    await execute(old);
    await runMission(deps, lastTask(deps), 'runner');
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    expect((await readStats(deps.db, 'research@2')) === null).toBe(true);
    expect(await knownStats(deps, 'research@2')).not.toBeNull();
    await run(deps);
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    expect((await readStats(deps.db, 'research@2'))?.stats.completed).toBe(1);
  });
});

describe('what was learned', () => {
  it('tells the next mission when it will be done, before its first step', async () => {
    const deps = unevenDeps();
    for (let count = 0; count < 8; count += 1) await run(deps);
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    const id = await execute(deps);
    const { eta, estimated_time_remaining: left } = (await findProgress(deps, OWNER, id)).answer;
    expect(eta).toMatchObject({ basis: 'history', samples: 8, note: 'not_started', finish_at: null });
    expect(eta.p50).toBeGreaterThan(100);
    expect(eta.p50).toBeLessThan(120);
    expect(eta.usual_seconds).toBeGreaterThan(109);
    expect(left).toBeNull();
  });

  it('gives each step of the next mission its share of the bar', async () => {
    const deps = unevenDeps();
    const percents = async () => (await missionOf(deps, await execute(deps))).plan.map((one) => one.cumulative_percent);
    expect(await percents()).toEqual([33.3, 66.7, 100]);
    for (let count = 0; count < 8; count += 1) await run(deps);
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    const [long = 0, short = 0] = await percents();
    expect(long).toBeGreaterThan(85);
    expect(long).toBeLessThan(93);
    expect(short).toBeGreaterThan(95);
  });

  it('costs no read for each question: one a minute for each kind', async () => {
    const deps = unevenDeps();
    await run(deps);
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    const id = await execute(deps);
    forgetStats(deps, [TYPE_STATS]);
    const operations = countOperations(deps.db);
    for (let count = 0; count < 10; count += 1) await findProgress(deps, OWNER, id, true);
    expect(operations.read).toBe(20);
    operations.read = 0;
    forgetStats(deps, [TYPE_STATS]);
    for (let count = 0; count < 10; count += 1) await findProgress(deps, OWNER, id);
    expect(operations.read).toBe(1);
  });

  it('answers who waits for it, though more is learned meanwhile', async () => {
    const deps = unevenDeps();
    await run(deps);
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    const waiting = [knownStats(deps, TYPE_STATS), knownStats(deps, TYPE_STATS, true)];
    forgetStats(deps, [TYPE_STATS]);
    for (const stats of await Promise.all(waiting)) expect(stats?.completed).toBe(1);
  });

  it('costs no write when nothing has ended', async () => {
    const deps = testDeps([missionType([lastStep('end')])]);
    const operations = countOperations(deps.db);
    expect(await learnRuns(deps)).toBe(0);
    expect(operations).toMatchObject({ commits: 0, read: 2 });
  });

  it('that this release can not read is as if it were not there', async () => {
    const deps = unevenDeps();
    await statsDoc(deps.db, TYPE_STATS).set({ stats_id: TYPE_STATS, stats: 'of another form' });
    const id = await run(deps);
    expect((await findProgress(deps, OWNER, id)).answer.eta.note).toBe('over');
    deps.clock.move(SETTLED_MS);
    await learnRuns(deps);
    expect((await readStats(deps.db, TYPE_STATS))?.stats.completed).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import type { Limits } from '../../functions/src/missions/deps.ts';
import { findProgress } from '../../functions/src/missions/reports.ts';
import { waitForApproval } from '../../functions/src/missions/waits.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { missions } from '../../functions/src/store/collections.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { NO_LIMITS } from '../support/limits.ts';
import { execute, missionOf, OWNER } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

function limited(limits: Partial<Limits>, first = lastStep('only')): TestDeps {
  const deps = testDeps([missionType([first])]);
  return { ...deps, limits: { ...deps.limits, ...limits } };
}

async function placeOf(deps: TestDeps, id: string): Promise<string | null> {
  return (await missionOf(deps, id)).queue_place;
}

async function admitted(deps: TestDeps): Promise<string[]> {
  const found = await missions(deps.db).where('queue_place', '==', 'admitted').get();
  return found.docs.map((doc) => doc.id).toSorted();
}

/** Runs the mission's newest task to its end. */
async function run(deps: TestDeps, id: string): Promise<void> {
  const task = deps.sent.findLast((sent) => sent.mission_id === id);
  if (task === undefined) throw new Error('no task was sent for it');
  await runMission(deps, task, 'runner');
}

describe('an owner’s limit', () => {
  it('lets so many run, and the others stand in line with their position', async () => {
    const deps = limited({ perOwner: 2 });
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await execute(deps));
    expect(await Promise.all(ids.map((id) => placeOf(deps, id)))).toEqual([
      ...['admitted', 'admitted', 'in_line', 'in_line', 'in_line'],
    ]);
    expect(deps.sent).toHaveLength(2);
    const positions = await Promise.all(
      ids.map(async (id) => (await findProgress(deps, OWNER, id)).answer.queue?.position),
    );
    expect(positions).toEqual([null, null, 1, 2, 3]);

    await run(deps, ids[1] ?? '');
    expect(await Promise.all(ids.slice(2).map((id) => placeOf(deps, id)))).toEqual(['admitted', 'in_line', 'in_line']);
    expect((await findProgress(deps, OWNER, ids[4] ?? '')).answer.queue?.position).toBe(2);
  });

  it('is not passed by many at once, and no slot stays empty', async () => {
    const deps = limited({ perOwner: 3 });
    const ids = await Promise.all(Array.from({ length: 12 }, () => execute(deps)));
    await sweep(deps);
    expect(await admitted(deps)).toHaveLength(3);
    let most = 0;
    const done = new Set<string>();
    while (done.size < ids.length) {
      const now = await admitted(deps);
      most = Math.max(most, now.length);
      await Promise.all(now.map((id) => run(deps, id)));
      for (const id of now) done.add(id);
      if (now.length === 0) await sweep(deps);
    }
    expect(most).toBe(3);
    const statuses = await Promise.all(ids.map(async (id) => (await missionOf(deps, id)).status));
    expect(new Set(statuses)).toEqual(new Set(['completed']));
  });

  it('is each owner’s own', async () => {
    const deps = limited({ perOwner: 1 });
    const annas = await execute(deps);
    const boris = await execute(deps, {}, 'boris');
    expect([await placeOf(deps, annas), await placeOf(deps, boris)]).toEqual(['admitted', 'admitted']);
  });

  it('counts neither what waits nor what is paused, and they line up again', async () => {
    const ask = step('only', async (context) =>
      context.answerTo('approval') === null
        ? waitForApproval({ question: 'Go on?' })
        : { output: null, message: 'done' },
    );
    const deps = limited({ perOwner: 1 }, ask);
    const first = await execute(deps);
    const second = await execute(deps);
    expect(await placeOf(deps, second)).toBe('in_line');
    await run(deps, first);
    expect((await missionOf(deps, first)).status).toBe('waiting');
    expect(await placeOf(deps, second)).toBe('admitted');
    await command(deps, OWNER, second, 'pause');
    const third = await execute(deps);
    expect(await placeOf(deps, third)).toBe('admitted');
    await command(deps, OWNER, second, 'resume');
    expect(await placeOf(deps, second)).toBe('in_line');
    await command(deps, OWNER, third, 'cancel');
    expect(await placeOf(deps, second)).toBe('admitted');
  });

  it('is looked after by the sweep when whoever freed the slot died before admitting', async () => {
    const deps = limited({ perOwner: 1 });
    const first = await execute(deps);
    const second = await execute(deps);
    // Whoever records the end of the first dies before it admits: what it would ask next fails.
    const dying: Limits = {
      ...NO_LIMITS,
      get perOwner(): number {
        throw new Error('dead');
      },
    };
    await run({ ...deps, limits: dying }, first);
    expect(await placeOf(deps, second)).toBe('in_line');
    await sweep(deps);
    expect(await placeOf(deps, second)).toBe('admitted');
  });
});

describe('a limit that is taken away', () => {
  it('leaves nobody in line', async () => {
    const deps = limited({ perOwner: 1 });
    const first = await execute(deps);
    const second = await execute(deps);
    const third = await execute(deps);
    const free = { ...deps, limits: NO_LIMITS };
    await run(free, first);
    await sweep(free);
    expect(await Promise.all([second, third].map((id) => placeOf(deps, id)))).toEqual(['admitted', 'admitted']);
  });
});

describe('an external mission', () => {
  it('neither stands in line nor takes a slot: its work is done elsewhere', async () => {
    const deps = limited({ perOwner: 1 });
    const external = { steps: [{ name: 'a', weight: 1 }], is_growing: false };
    const silences = { stalled_after_seconds: 60, failed_after_seconds: 600 };
    const elsewhere = await execute(deps, {
      type: 'external',
      scope: undefined,
      external: { ...external, ...silences },
    });
    const first = await execute(deps);
    const second = await execute(deps);
    expect([await placeOf(deps, elsewhere), await placeOf(deps, first)]).toEqual(['admitted', 'admitted']);
    expect(await placeOf(deps, second)).toBe('in_line');
  });
});

describe('the line', () => {
  it('is moved by priority, a minute a point, and no further', async () => {
    const deps = limited({ perOwner: 1 });
    const running = await execute(deps);
    const plain = await execute(deps);
    const urgent = await execute(deps, { priority: 5 });
    deps.clock.move(6 * 60_000);
    const late = await execute(deps, { priority: 5 });
    await run(deps, running);
    expect(await placeOf(deps, urgent)).toBe('admitted');
    await run(deps, urgent);
    expect(await placeOf(deps, plain)).toBe('admitted');
    expect(await placeOf(deps, late)).toBe('in_line');
  });

  it('of a type is shared fairly by its owners: who has fewer running comes first', async () => {
    const deps = limited({ perType: new Map([['research', 2]]) });
    const annas: string[] = [];
    for (let index = 0; index < 4; index += 1) annas.push(await execute(deps));
    const boris = await execute(deps, {}, 'boris');
    expect(await placeOf(deps, boris)).toBe('in_line');
    await run(deps, annas[0] ?? '');
    expect(await placeOf(deps, boris)).toBe('admitted');
    expect(await placeOf(deps, annas[2] ?? '')).toBe('in_line');
    expect(await admitted(deps)).toHaveLength(2);
  });
});

describe('a mission that is to start later', () => {
  const later = (deps: TestDeps) => new Date(deps.clock.epochMs() + 3_600_000).toISOString();

  it('is scheduled, holds no slot, and is sent when its time has come', async () => {
    const deps = limited({ perOwner: 1 });
    const scheduled = await execute(deps, { not_before: later(deps) });
    expect(await placeOf(deps, scheduled)).toBe('scheduled');
    expect((await findProgress(deps, OWNER, scheduled)).answer.queue).toMatchObject({
      place: 'scheduled',
      position: null,
    });
    const other = await execute(deps);
    expect(await placeOf(deps, other)).toBe('admitted');
    await sweep(deps);
    expect(await placeOf(deps, scheduled)).toBe('scheduled');
    deps.clock.move(3_600_001);
    await sweep(deps);
    expect(await placeOf(deps, scheduled)).toBe('in_line');
    await run(deps, other);
    await run(deps, scheduled);
    expect((await missionOf(deps, scheduled)).status).toBe('completed');
  });

  it('without limits goes straight to a runner', async () => {
    const deps = limited({});
    const scheduled = await execute(deps, { not_before: later(deps) });
    deps.clock.move(3_600_001);
    expect(await sweep(deps)).toBe(1);
    await run(deps, scheduled);
    expect((await missionOf(deps, scheduled)).status).toBe('completed');
  });

  it('can be cancelled before', async () => {
    const deps = limited({});
    const scheduled = await execute(deps, { not_before: later(deps) });
    expect((await command(deps, OWNER, scheduled, 'cancel')).status).toBe('cancelled');
    deps.clock.move(3_600_001);
    expect(await sweep(deps)).toBe(0);
  });
});

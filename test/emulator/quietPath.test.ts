import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asks, external, type Kind, quiet, reporting, research } from '../bench/cost/kinds.ts';
import { countAfterwards, countDeletion, countMission, type HandDeps } from '../bench/cost/lifecycle.ts';
import { countViewers } from '../bench/cost/viewers.ts';
import type { Operations } from '../bench/runner/countedFirestore.ts';
import { testDeps } from '../support/deps.ts';

/*
 * What a mission costs when nothing goes wrong. A figure that rises here is paid for every mission of every user: raise
 * it only for something that is worth that, and say so in docs/cost.md and docs/operating.md. One that falls is lowered
 * here, so that it stays.
 */

/** Commits, documents written, deleted and read: what Firestore bills. */
type Bill = readonly [commits: number, written: number, deleted: number, read: number];

/** Without the watch for a cancel: whether a runner opens it is a matter of half a second, which a busy machine may need. */
function bill({ commits, written, deleted, read, aggregated }: Operations): Bill {
  return [commits, written, deleted, read + aggregated];
}

async function missionOf(kind: Kind, deps: HandDeps = testDeps(kind.types)) {
  const { asked, run, calls, tasks } = await countMission(deps, kind);
  return { asked: bill(asked), run: bill(run), calls, tasks };
}

/** The read of each is the mission's; create and execute count what was done in the last minute. */
const ASKED: Bill = [3, 6, 0, 4];

describe('the quiet path costs no more than it did', () => {
  let site: Awaited<ReturnType<typeof research>>;
  beforeAll(async () => {
    site = await research();
  });
  afterAll(() => site.close());

  it('of six steps that run here', async () => {
    expect(await missionOf(quiet())).toEqual({ asked: ASKED, run: [7, 22, 0, 2], calls: 3, tasks: 1 });
  });

  it('of research', async () => {
    expect(await missionOf(site.kind)).toEqual({ asked: ASKED, run: [7, 22, 0, 2], calls: 3, tasks: 1 });
  });

  it('of one that asks its owner', async () => {
    expect(await missionOf(asks())).toEqual({ asked: ASKED, run: [10, 28, 0, 5], calls: 4, tasks: 2 });
  });

  it('of one whose steps run elsewhere', async () => {
    expect(await missionOf(external())).toEqual({ asked: ASKED, run: [12, 27, 0, 13], calls: 15, tasks: 0 });
  });

  it('of a step that reports for three and a half seconds: a document a second more', async () => {
    const { run } = await missionOf(reporting());
    // Claim and end are two commits of 2 and 5 documents. A slow machine writes less often, never more.
    expect(run[0]).toBeLessThanOrEqual(2 + 3);
    expect(run[0]).toBeGreaterThan(2);
    expect(run[1]).toBe(run[0] - 2 + 7);
    expect(run[3]).toBe(2);
  });
});

describe('what comes after the end costs no more than it did', () => {
  it('to learn from it: a read a mission, two writes for fifty; and a sweep that finds nothing', async () => {
    const { idle, learnRound, learnMission } = await countAfterwards(testDeps(quiet().types), quiet());
    expect(bill(idle)).toEqual([0, 0, 0, 10]);
    expect(bill(learnRound)).toEqual([1, 2, 0, 0]);
    expect(bill(learnMission)).toEqual([0, 0, 0, 1]);
  });

  it('to delete it: itself, its mark, and the 18 documents below it', async () => {
    const deps = testDeps(quiet().types);
    await missionOf(quiet(), deps);
    expect(bill(await countDeletion(deps))).toEqual([3, 1, 20, 32]);
  });
});

it('a viewer costs no more than they did: a page, a reader of the stream, a poll', async () => {
  expect(await countViewers((types) => testDeps(types))).toEqual({ page: 21, stream: 20, poll: 1, pollAgain: 0 });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { matcherOf } from '../../functions/src/core/missionFilter.ts';
import { propose } from '../../functions/src/core/propose.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { deleteMission } from '../../functions/src/missions/deleteMission.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { countMissions, listMissions, MOST_LOOKED_AT } from '../../functions/src/missions/lists.ts';
import { MISSION_STATUSES, type Mission } from '../../functions/src/schema/mission.ts';
import { DEFAULT_BUDGET } from '../../functions/src/schema/request.ts';
import { countMissionsQuery, createMissionRequest, listMissionsQuery } from '../../functions/src/schema/requests.ts';
import { addMs } from '../../functions/src/schema/time.ts';
import { missionDoc, missions } from '../../functions/src/store/collections.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { IN_STATUS, PLAN, START } from '../support/missions.ts';
import { OWNER, REQUEST } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';

const OBJECTIVES = [
  'Find Python tutorials',
  'Find Ruby tutorials for children',
  'Où trouver des crêpes à Orléans',
  'Compare tutors in Paris',
];
const TAGS = [[], ['docs'], ['docs', 'team:a'], ['team:a']];

/** Stores missions of every status, two types, some tags and objectives, a second apart, in pairs of the same moment. */
async function storeMany(deps: TestDeps, count: number): Promise<Mission[]> {
  const made = Array.from({ length: count }, (_, index): Mission => {
    const status = MISSION_STATUSES[(index * 5) % MISSION_STATUSES.length] ?? 'proposed';
    const missionId = `mission-${(index * 7919) % 1000}-${index}`;
    const { mission } = propose(
      {
        ...{ missionId, owner: OWNER, type: index % 3 === 0 ? 'report' : 'research', typeVersion: 1 },
        objective: OBJECTIVES[index % OBJECTIVES.length] ?? '',
        tags: TAGS[(index >> 1) % TAGS.length] ?? [],
        ...{ scope: { allowed_domains: [] }, budget: DEFAULT_BUDGET, plan: PLAN, requestHash: 'hash' },
      },
      addMs(START, (index >> 1) * 1000),
    );
    const { type, objective, tags, labels, words, created_at } = mission;
    const { execution_record: record, ...state } = IN_STATUS[status]();
    const progress_percent = status === 'failed' ? index % 100 : record.progress_tracker.progress_percent;
    return {
      ...state,
      ...{ mission_id: missionId, owner: OWNER, type, objective, tags, labels, words, created_at },
      execution_record: { ...record, progress_tracker: { ...record.progress_tracker, progress_percent } },
    };
  });
  const writer = deps.db.bulkWriter();
  for (const mission of made) void writer.set(missionDoc(deps.db, mission.mission_id), mission);
  await writer.close();
  return made;
}

/** All pages of a list, joined. */
async function readAll(
  deps: Deps,
  query: Record<string, string>,
  between?: () => Promise<unknown>,
): Promise<Mission[]> {
  const joined: Mission[] = [];
  for (let cursor: string | null = null; ; ) {
    const asked = { ...query, ...(cursor === null ? {} : { cursor }) };
    const page = await listMissions(deps, OWNER, listMissionsQuery.parse(asked));
    joined.push(...page.missions);
    if (page.nextCursor === null) return joined;
    expect(page.missions.length).toBeLessThanOrEqual(Number(query.limit ?? 20));
    cursor = page.nextCursor;
    await between?.();
  }
}

const newestFirst = (one: Mission, other: Mission): number =>
  one.created_at === other.created_at
    ? one.mission_id < other.mission_id
      ? 1
      : -1
    : one.created_at < other.created_at
      ? 1
      : -1;
const idsOf = (all: readonly Mission[]): string[] => all.map((mission) => mission.mission_id);

describe('a list', () => {
  let deps: TestDeps;
  let stored: Mission[];
  beforeAll(async () => {
    deps = { ...testDeps([]), retentionDays: 0 };
    stored = (await storeMany(deps, 120)).toSorted(newestFirst);
  });

  const SOME: Readonly<Record<string, readonly (string | undefined)[]>> = {
    status: [undefined, 'failed', 'completed,failed', 'in_progress,queued,waiting'],
    type: [undefined, undefined, 'research', 'report', 'nothing'],
    tag: [undefined, undefined, 'docs', 'team:a'],
    created_after: [undefined, undefined, addMs(START, 20_000)],
    created_before: [undefined, undefined, addMs(START, 45_000)],
    progress_min: [undefined, undefined, '1', '50', '100'],
    progress_max: [undefined, undefined, '0', '60', '99'],
    text: [undefined, undefined, 'find', 'tutorials py', 'tut', 'crepes or', 'f', 'nowhere'],
    limit: ['9', '20', '100'],
  };

  it('is what its filters say, in any combination and with any size of the page, newest first', async () => {
    let found = 0;
    for (let round = 0; round < 120; round += 1) {
      const chosen = Object.entries(SOME).flatMap(([name, values], index) => {
        // Another stride for each filter, so that their values meet in ever other ways.
        const value = values[Math.floor((round * (index + 2)) / (index + 1)) % values.length];
        return value === undefined ? [] : [[name, value] as const];
      });
      const query = Object.fromEntries(chosen);
      const parsed = listMissionsQuery.safeParse(query);
      // The least percent above the most.
      if (!parsed.success) continue;
      const { limit: _limit, cursor: _cursor, ...filters } = parsed.data;
      const expected = stored.filter(matcherOf(filters));
      expect(idsOf(await readAll(deps, query)), JSON.stringify(query)).toEqual(idsOf(expected));
      if (expected.length > 0) found += 1;
    }
    expect(found).toBeGreaterThan(40);
  });

  it('shows nobody else’s missions', async () => {
    const { missions: none } = await listMissions(deps, 'boris', listMissionsQuery.parse({}));
    expect(none).toEqual([]);
  });

  it('costs a read for each mission looked at, and none when no mission can match', async () => {
    const operations = countOperations(deps.db);
    await listMissions(deps, OWNER, listMissionsQuery.parse({ limit: '10', tag: 'docs' }));
    expect(operations.read).toBe(11);
    await listMissions(deps, OWNER, listMissionsQuery.parse({ status: 'completed', progress_max: '50' }));
    expect(operations.read).toBe(11);
  });

  it.each([{}, { type: 'report' }, { tag: 'team:a' }, { type: 'research', tag: 'docs' }, { tag: 'none' }])(
    'is counted by status: %j',
    async (query) => {
      const counts = await countMissions(deps, OWNER, countMissionsQuery.parse(query));
      const expected = stored.filter(matcherOf(query));
      expect(counts.total).toBe(expected.length);
      for (const status of MISSION_STATUSES) {
        expect(counts.by_status[status]).toBe(expected.filter((mission) => mission.status === status).length);
      }
    },
  );

  it('is counted within a time', async () => {
    const query = countMissionsQuery.parse({
      created_after: addMs(START, 9_000),
      created_before: addMs(START, 12_000),
    });
    expect((await countMissions(deps, OWNER, query)).total).toBe(4);
  });
});

describe('a list that is read while missions are made, changed and deleted', () => {
  it.each([
    ['as a whole', {}],
    ['by a tag', { tag: 'docs' }],
    ['by words', { text: 'find tutor' }],
  ])('has those that stay exactly once: %s', async (_what, filters) => {
    const deps = testDeps([missionType([lastStep('a')])]);
    const request = createMissionRequest.parse({ ...REQUEST, objective: 'Find tutorials', tags: ['docs'] });
    const ids: string[] = [];
    const make = async (): Promise<void> => {
      deps.clock.move(1000);
      ids.unshift((await createMission(deps, OWNER, request)).mission.mission_id);
    };
    for (let count = 0; count < 12; count += 1) await make();
    const before = [...ids];
    const gone: string[] = [];
    const between = async (): Promise<void> => {
      await make();
      // The oldest that is still there, and the newest of all: one before and one behind the cursor.
      for (const id of [before.findLast((one) => !gone.includes(one)), ids[0]]) {
        if (id === undefined) throw new Error('nothing is left');
        await command(deps, OWNER, id, 'cancel');
      }
      const oldest = before.findLast((one) => !gone.includes(one)) ?? '';
      await deleteMission(deps, OWNER, oldest);
      gone.push(oldest);
    };
    const read = idsOf(await readAll(deps, { ...filters, limit: '3' }, between));
    expect(new Set(read).size).toBe(read.length);
    expect(gone.length).toBeGreaterThan(1);
    expect(read.filter((id) => !gone.includes(id))).toEqual(before.filter((id) => !gone.includes(id)));
  });
});

describe('a list with filters that few missions pass', () => {
  it(`looks at ${MOST_LOOKED_AT} in a call, and goes on behind them`, async () => {
    const deps = { ...testDeps([]), retentionDays: 0 };
    const all = (await storeMany(deps, 620)).toSorted(newestFirst);
    const oldest = all.at(-1)?.mission_id ?? '';
    // Too short a beginning for a term: every mission is looked at.
    const query = { text: 'z' };
    await missionDoc(deps.db, oldest).update({ objective: 'Zebras', words: ['zebras', 'ze*', 'zebr*'] });
    const operations = countOperations(deps.db);
    const first = await listMissions(deps, OWNER, listMissionsQuery.parse(query));
    expect(first.missions).toEqual([]);
    expect(operations.read).toBe(MOST_LOOKED_AT);
    const second = await listMissions(
      deps,
      OWNER,
      listMissionsQuery.parse({ ...query, cursor: first.nextCursor ?? undefined }),
    );
    expect(idsOf(second.missions)).toEqual([oldest]);
    expect(second.nextCursor).toBeNull();
    expect(operations.read).toBe(620);
  });
});

describe('a cursor', () => {
  let deps: TestDeps;
  let cursor: string;
  beforeAll(async () => {
    deps = { ...testDeps([]), retentionDays: 0 };
    await storeMany(deps, 20);
    const page = await listMissions(deps, OWNER, listMissionsQuery.parse({ status: 'failed,completed', limit: '1' }));
    cursor = page.nextCursor ?? '';
  });

  it('holds for another size of the page, and for the same filters in another order', async () => {
    const query = { limit: '5', status: 'completed,failed,completed', cursor };
    const page = await listMissions(deps, OWNER, listMissionsQuery.parse(query));
    expect(page.missions.length).toBeGreaterThan(0);
  });

  const changed = (text: string): string => Buffer.from(text).toString('base64url');
  it.each([
    ['belongs to other filters', () => ({ cursor })],
    ['belongs to more filters', () => ({ cursor, status: 'failed,completed', tag: 'docs' })],
    ['is empty', () => ({ cursor: '' })],
    ['is no base64', () => ({ cursor: '%%%' })],
    ['is no JSON', () => ({ cursor: changed('nothing') })],
    ['has another shape', () => ({ cursor: changed('["2026-11-01T10:00:00.000Z"]') })],
    ['has a time that is none', () => ({ cursor: changed('["yesterday","mission-1","x"]') })],
    ['has an id that is none', () => ({ cursor: changed('["2026-11-01T10:00:00.000Z","../x","x"]') })],
    ['is of an older release', () => ({ cursor: changed('["2026-11-01T10:00:00.000Z",50,"mission-1"]') })],
  ])('is refused when it %s', async (_what, query) => {
    await expect(listMissions(deps, OWNER, listMissionsQuery.parse(query()))).rejects.toMatchObject({
      code: 'invalid_request',
      fields: [{ field: 'cursor' }],
    });
  });
});

describe('a mission of before there were tags', () => {
  it('is read and listed, and has none', async () => {
    const deps = testDeps([]);
    const { tags: _tags, labels: _labels, words: _words, ...old } = IN_STATUS.proposed();
    await missions(deps.db).doc(old.mission_id).set(old);
    const page = await listMissions(deps, OWNER, listMissionsQuery.parse({}));
    expect(page.missions).toMatchObject([{ mission_id: old.mission_id, tags: [] }]);
  });
});

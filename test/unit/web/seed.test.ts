import { describe, expect, test } from 'vitest';
import type { MissionDigest } from '../../../web/src/missions/missionDigest.ts';
import { digestOf } from '../../../web/src/missions/missionDigest.ts';
import { mergeSeed, packSeed, parseSeed } from '../../../web/src/seed.ts';
import { IN_STATUS } from '../../support/missions.ts';

const digest = digestOf(IN_STATUS.in_progress());

function digests(count: number, objective = digest.objective): MissionDigest[] {
  return Array.from({ length: count }, (_, index) => ({ ...digest, id: `mission-${index}`, objective }));
}

function stored(missions: readonly MissionDigest[]): unknown {
  return JSON.parse(JSON.stringify(packSeed({ missions, seenAt: 5, listedAt: 3 })));
}

describe('seed', () => {
  test('comes back as it was stored', () => {
    expect(parseSeed(stored([digest]))).toEqual({ missions: [digest], seenAt: 5, listedAt: 3 });
  });

  test('of an older page says that it does not know when the list was heard', () => {
    const { listed: _listed, ...older } = stored([digest]) as { listed: number };
    expect(parseSeed(older)).toEqual({ missions: [digest], seenAt: 5, listedAt: null });
  });

  test.each(Object.keys(IN_STATUS))('keeps a mission that is %s', (status) => {
    const each = digestOf(IN_STATUS[status as keyof typeof IN_STATUS]());
    expect(parseSeed(stored([each]))?.missions).toEqual([each]);
  });

  test.each([20, 60])('never takes more than 2 KB (%i missions), and drops from the end', (count) => {
    const packed = stored(digests(count, '探索'.repeat(400)));
    expect(new TextEncoder().encode(JSON.stringify(packed)).length).toBeLessThanOrEqual(2_048);
    const kept = parseSeed(packed)?.missions ?? [];
    expect(kept.length).toBeGreaterThanOrEqual(3);
    expect(kept[0]?.id).toBe('mission-0');
  });

  test('cuts long texts, and has no results and no events in it', () => {
    const kept = parseSeed(stored([{ ...digest, objective: 'a'.repeat(500) }]))?.missions[0];
    expect(kept?.objective).toHaveLength(80);
  });

  test.each([null, 7, 'x', [], {}, { at: 1 }, { at: 'x', rows: [] }])('is null for what is no seed: %j', (value) => {
    expect(parseSeed(value)).toBeNull();
  });

  test('drops rows that do not fit, and keeps the others', () => {
    const good = (stored([digest]) as { rows: unknown[][] }).rows[0] ?? [];
    const unknownStatus = good.with(2, 'dreaming');
    const rows = [null, 3, [], ['id'], unknownStatus, good.with(4, 'x'), good];
    expect(parseSeed({ at: 1, rows })?.missions).toEqual([digest]);
  });

  test('what is fresh goes in front, once', () => {
    const [first, second, third] = digests(3) as [MissionDigest, MissionDigest, MissionDigest];
    const before = { missions: [first, second, third], seenAt: 1, listedAt: 1 };
    const fresh = { ...second, percent: 50 };
    const missions = [fresh, first, third];
    expect(mergeSeed(before, [fresh], { seenAt: 9, isList: true })).toEqual({ missions, seenAt: 9, listedAt: 9 });
    const alone = { missions: [fresh], seenAt: 9, listedAt: null };
    expect(mergeSeed(null, [fresh], { seenAt: 9, isList: false })).toEqual(alone);
  });

  test('one mission that is heard says nothing of when the list was', () => {
    const before = { missions: digests(3), seenAt: 1, listedAt: 1 };
    expect(mergeSeed(before, [digest], { seenAt: 9, isList: false })).toMatchObject({ seenAt: 9, listedAt: 1 });
  });
});

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
  return JSON.parse(JSON.stringify(packSeed({ missions, seenAt: 5 })));
}

describe('seed', () => {
  test('comes back as it was stored', () => {
    expect(parseSeed(stored([digest]))).toEqual({ missions: [digest], seenAt: 5 });
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
    const before = { missions: [first, second, third], seenAt: 1 };
    const fresh = { ...second, percent: 50 };
    expect(mergeSeed(before, [fresh], 9)).toEqual({ missions: [fresh, first, third], seenAt: 9 });
    expect(mergeSeed(null, [fresh], 9)).toEqual({ missions: [fresh], seenAt: 9 });
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf, isOlder, type MissionDigest } from '../../../web/src/missions/missionDigest.ts';
import { after, at, IN_STATUS, progressed } from '../../support/missions.ts';

const running = digestOf(IN_STATUS.in_progress());

describe('isOlder', () => {
  test('an earlier state of the mission is older, a later one is not', () => {
    const later = digestOf(after(IN_STATUS.in_progress(), progressed(0, 0.5), at(8)));
    expect(isOlder(running, later)).toBe(true);
    expect(isOlder(later, running)).toBe(false);
    expect(isOlder(running, running)).toBe(false);
  });

  test('a new attempt counts its percent and its history anew, and is newer', () => {
    expect(isOlder({ ...running, attempt: 2, seq: 0, percent: 0 }, running)).toBe(false);
  });

  test('a mission that was made anew under the same id is not older', () => {
    expect(isOlder({ ...running, createdAt: running.createdAt + 1, seq: 1 }, running)).toBe(false);
  });

  test('in whatever order states arrive, what is shown never goes back', () => {
    const state = fc.record({ attempt: fc.nat(3), seq: fc.nat(20), updatedAt: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(state), (states) => {
        let shown: MissionDigest = { ...running, attempt: 0, seq: 0, updatedAt: 0 };
        for (const next of states) {
          const before = shown;
          if (!isOlder({ ...running, ...next }, shown)) shown = { ...running, ...next };
          const order = (digest: MissionDigest) => digest.attempt * 1e6 + digest.seq * 1e3 + digest.updatedAt;
          expect(order(shown)).toBeGreaterThanOrEqual(order(before));
        }
      }),
    );
  });
});

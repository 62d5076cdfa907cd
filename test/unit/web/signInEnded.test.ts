import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { session } from '../../../web/src/session.ts';
import { signInEnded } from '../../../web/src/signInEnded.ts';

const RESTORING = { phase: 'restoring', uid: 'anna', problem: null } as const;

beforeEach(() => {
  vi.useFakeTimers();
  session.set(RESTORING);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether it has ended `ms` after what was done. */
async function endedAfter(ms: number, act: () => void, { signal } = new AbortController()): Promise<boolean> {
  let isOver = false;
  void signInEnded(signal).then(() => {
    isOver = true;
  });
  act();
  await vi.advanceTimersByTimeAsync(ms);
  return isOver;
}

test('a poll waits for a sign-in that is under way, and no longer than for that', async () => {
  expect(await endedAfter(2_900, () => session.set({ ...RESTORING, uid: 'berta' }))).toBe(false);
  expect(await endedAfter(0, () => session.set({ phase: 'out', uid: null, isSuite: false }))).toBe(true);
});

test('not for ever', async () => {
  expect(await endedAfter(3_000, () => undefined)).toBe(true);
});

test('nor once the poll itself is over', async () => {
  const ending = new AbortController();
  expect(await endedAfter(0, () => ending.abort(), ending)).toBe(true);
  expect(await endedAfter(0, () => undefined, ending)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

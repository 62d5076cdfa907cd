import { describe, expect, it } from 'vitest';
import { isTransient } from '../../../functions/src/store/firestore.ts';

describe('a failed call is tried again', () => {
  // The codes that Google's own client tries again, in its transactions and its listeners.
  it.each([
    ['cancelled', 1],
    ['unknown', 2],
    ['deadline exceeded', 4],
    ['resource exhausted', 8],
    ['internal', 13],
    ['unavailable', 14],
    ['unauthenticated', 16],
  ])('after %s', (_, code) => {
    expect(isTransient(Object.assign(new Error('away'), { code }))).toBe(true);
  });

  it.each([
    ['invalid argument', 3],
    ['already exists', 6],
    ['permission denied', 7],
    ['failed precondition', 9],
  ])('not after %s', (_, code) => {
    expect(isTransient(Object.assign(new Error('no'), { code }))).toBe(false);
  });
});

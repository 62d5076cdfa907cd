import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeText, usualText } from '../../../client/src/words/timeLeft.ts';

const MIN = 60;
const H = 3_600;
const DAY = 86_400;

describe('a range', () => {
  test.each([
    [0, 0, 'less than 10 s'],
    [1, 4, 'less than 10 s'],
    [1, 12, 'less than 10 s'],
    [3, 21, 'less than 20 s'],
    [6, 14, 'about 10 s'],
    [11, 29, 'about 10 to 30 s'],
    [38, 54, 'about 40 to 50 s'],
    [40, 100, 'about 40 s to 2 min'],
    [55, 61, 'about 1 min'],
    [1, 250, 'less than 4 min'],
    [6 * MIN, 9 * MIN, 'about 6 to 9 min'],
    [6.6 * MIN, 7.4 * MIN, 'about 7 min'],
    [9.4 * MIN, 9.6 * MIN, 'about 9 to 10 min'],
    [12 * MIN, 23 * MIN, 'about 10 to 25 min'],
    [50 * MIN, 3 * H, 'about 50 min to 3 h'],
    [117 * MIN, 118 * MIN, 'about 115 min to 2 h'],
    [3 * H, 5.2 * H, 'about 3 to 5 h'],
    [30 * H, 3 * DAY, 'about 30 h to 3 days'],
    [2 * DAY, 1_500 * DAY, 'about 2 to 1,500 days'],
  ])('of %i to %i s is %j', (low, high, text) => {
    expect(rangeText(low, high, 'short')).toBe(text);
    expect(rangeText(high, low, 'short')).toBe(text);
  });

  test.each([
    [1, 4, 'less than 10 seconds'],
    [55, 61, 'about 1 minute'],
    [6 * MIN, 9 * MIN, 'about 6 to 9 minutes'],
    [H * 2, 3 * DAY, 'about 2 hours to 3 days'],
  ])('is spoken with its units in full: %i to %i s is %j', (low, high, text) => {
    expect(rangeText(low, high, 'spoken')).toBe(text);
  });

  test('whatever its ends are: it is never nothing, never negative, and its ends are in order', () => {
    const seconds = fc.oneof(fc.double(), fc.double({ min: -10, max: 3 * H, noNaN: true }));
    fc.assert(
      fc.property(seconds, seconds, (one, other) => {
        const text = rangeText(one, other, 'short');
        const ends = endsOf(text);
        expect(
          ends.every((end) => end > 0),
          text,
        ).toBe(true);
        expect(ends).toEqual(ends.toSorted((a, b) => a - b));
        expect(new Set(ends).size, text).toBe(ends.length);
      }),
    );
  });
});

const UNITS: Readonly<Record<string, number>> = { s: 1, min: MIN, h: H, days: DAY };

/** The ends of a range in seconds, read from its text. */
function endsOf(text: string): number[] {
  const found = [...text.replaceAll(',', '').matchAll(/(-?\d+)(?: (s|min|h|days)\b)?/g)];
  const last = found.at(-1)?.[2] ?? '';
  return found.map(([, count, unit = last]) => Number(count) * (UNITS[unit] ?? Number.NaN));
}

test.each([
  [0.4, 'less than 1 s'],
  [9.7, '10 s'],
  [41.2, '41 s'],
  [59.7, '1 min'],
  [92, '1 min 30 s'],
  [12.3 * MIN, '12 min'],
  [2.5 * H, '2 h 30 min'],
  [3.2 * DAY, '3 d 5 h'],
  [Number.NaN, 'less than 1 s'],
])('what usually takes %d s usually takes %j', (seconds, text) => {
  expect(usualText(seconds)).toBe(text);
});

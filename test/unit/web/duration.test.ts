import { describe, expect, test } from 'vitest';
import { ageText, clockText, countdownText, durationText, whenText } from '../../../client/src/words/duration.ts';

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;

describe('durationText', () => {
  test.each([
    [-5, '0 s'],
    [0, '0 s'],
    [120, '0.12 s'],
    [1_540, '1.5 s'],
    [59 * S, '59 s'],
    [60 * S, '1 min'],
    [70 * S, '1 min 10 s'],
    [59 * MIN + 59 * S, '59 min 59 s'],
    [2 * H, '2 h'],
    [2 * H + 5 * MIN + 9 * S, '2 h 5 min'],
    [50 * H, '2 d 2 h'],
  ])('%i ms is %j', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

test('a running clock shows whole seconds', () => {
  expect([0, 940, 9_999, 10_000, 61_000].map(clockText)).toEqual(['0 s', '0 s', '9 s', '10 s', '1 min 1 s']);
});

describe('ageText', () => {
  const now = new Date(2026, 10, 21, 12).getTime();
  test.each([
    [-2 * S, 'just now'],
    [4 * S, 'just now'],
    [12 * S, '12 s ago'],
    [61 * S, '1 min ago'],
    [3 * H, '3 h ago'],
    [30 * H, '20 Nov'],
    [400 * 24 * H, '17 Oct 2025'],
  ])('%i ms is %j', (ms, text) => {
    expect(ageText(now - ms, now)).toBe(text);
  });
});

test('a countdown is never a second short, and ends', () => {
  expect([-1, 0, 1, 1_000, 1_001, 59_001, 61 * MIN].map((at) => countdownText(at, 0))).toEqual([
    'now',
    'now',
    'in 1 s',
    'in 1 s',
    'in 2 s',
    'in 1 min',
    'in 1 h 1 min',
  ]);
});

test('a moment of today is its time, any other has its day', () => {
  const noon = new Date(2026, 10, 21, 12).getTime();
  expect(whenText(noon + H, noon)).toBe('13:00');
  expect(whenText(noon + 24 * H, noon)).toBe('22 Nov, 12:00');
});

import { describe, expect, it } from 'vitest';
import { type Comparison, figureOf, medianOf, ratiosOf, rowOf } from '../../bench/figures.ts';

describe('the median', () => {
  it('is the middle value in order of size, not of arrival', () => {
    expect(medianOf([30, 1, 200])).toBe(30);
  });

  it('is the mean of the two middle ones of an even number', () => {
    expect(medianOf([40, 1, 200, 20])).toBe(30);
  });

  it('of nothing is refused, as is a figure of what is no number', () => {
    expect(() => medianOf([])).toThrow('nothing');
    expect(() => figureOf([1, Number.NaN])).toThrow('not all numbers');
  });
});

it('a figure has its spread', () => {
  expect(figureOf([5, 3, 9])).toEqual({ median: 5, lowest: 3, highest: 9 });
});

describe('the ratio', () => {
  it('is taken within each repetition', () => {
    expect(ratiosOf([10, 40], [20, 40])).toEqual([0.5, 1]);
  });

  it('to a floor of nothing does not exist', () => {
    expect(ratiosOf([1, 1], [0, 0])).toBeNull();
  });

  it('of sides that were not measured equally often is refused', () => {
    expect(() => ratiosOf([1, 2], [1])).toThrow('2 values and 1');
  });
});

describe('a row', () => {
  const compared: Comparison = {
    name: 'steps',
    unit: '/s',
    ours: [80, 90, 70],
    floor: { name: 'update()', values: [100, 100, 100] },
    target: { of: 'ratio', at: 'least', value: 0.8 },
  };

  it('takes the median of the ratios and holds it against the target', () => {
    expect(rowOf(compared)).toMatchObject({ ratio: { median: 0.8, lowest: 0.7, highest: 0.9 }, isMet: true });
    expect(rowOf({ ...compared, ours: [80, 90, 70].map((speed) => speed / 2) }).isMet).toBe(false);
  });

  it('can have a target for our side alone, where the floor is nothing', () => {
    const counted = { ...compared, floor: { name: 'none', values: [0, 0, 0] }, ours: [1, 1, 1] };
    expect(rowOf({ ...counted, target: { of: 'ours', at: 'most', value: 1 } })).toMatchObject({
      ratio: null,
      isMet: true,
    });
    expect(rowOf({ ...counted, target: { of: 'ours', at: 'most', value: 0 } }).isMet).toBe(false);
  });

  it('can have a target that every repetition must meet', () => {
    const often = { ...compared, ours: [0, 0, 1], target: { of: 'every', at: 'most', value: 0 } } as const;
    expect(rowOf(often).isMet).toBe(false);
    expect(rowOf({ ...often, ours: [0, 0, 0] }).isMet).toBe(true);
  });

  it('without a target is neither met nor missed', () => {
    expect(rowOf({ ...compared, target: null }).isMet).toBeNull();
  });
});

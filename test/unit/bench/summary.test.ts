import { expect, it } from 'vitest';
import { type Comparison, rowOf } from '../../bench/figures.ts';
import { heldOf, summaryText } from '../../bench/summary.ts';
import { figureOf, isMet, type Measured } from '../../bench/web/budgets.ts';

const steps: Comparison = {
  ...{ name: 'steps, 1 at once', unit: '/s', ours: [60, 50, 40] },
  floor: { name: 'update()', values: [100, 100, 100] },
  target: { of: 'ratio', at: 'least', value: 0.8 },
};
const reads: Comparison = {
  ...{ name: 'documents read', unit: '', ours: [1, 2, 2], floor: { name: 'update()', values: [0, 0, 0] } },
  target: { of: 'every', at: 'most', value: 2 },
};
const leftBy = (...compared: Comparison[]) => JSON.parse(JSON.stringify({ setting: {}, rows: compared.map(rowOf) }));

it('holds a ratio against its target, with the floor and our own figure beside it', () => {
  expect(heldOf('runner', leftBy(steps))).toEqual([
    {
      part: 'runner',
      name: 'steps, 1 at once',
      measured: '0.5 (0.4 to 0.6) of it; 50 (40 to 60) /s',
      target: 'at least 0.8 of update()',
      isMet: false,
    },
  ]);
});

it('says of a count what it was, and that it must hold each time', () => {
  expect(heldOf('runner', leftBy(reads))).toMatchObject([
    { measured: '2 (1 to 2)', target: 'at most 2 each time', isMet: true },
  ]);
});

it('leaves out what has no target, and a part that has none at all', () => {
  expect(heldOf('runner', leftBy({ ...steps, target: null }))).toEqual([]);
  expect(heldOf('scale', { setting: {}, lookers: { pollers: 1 } })).toEqual([]);
});

it('holds the figures of the page against their budgets', () => {
  const load: Measured = { name: 'a load', unit: 'ms', values: [10, 21.4, 400], of: 'p50', budget: 30 };
  const all = [load, { ...load, of: 'highest' }, { ...load, budget: null }] as const;
  const figures = all.map((one) => ({ ...one, figure: figureOf(one), isMet: isMet(one) }));
  expect(heldOf('web', { figures })).toMatchObject([
    { measured: '21 (10 to 400) ms', target: 'p50 at most 30 ms', isMet: true },
    { measured: '400 ms', target: 'highest at most 30 ms', isMet: false },
  ]);
});

it('ends in a table that can be copied, and in how many are met', () => {
  const lines = summaryText(heldOf('runner', leftBy(steps, reads))).split('\n');
  expect(lines[0]).toMatch(/^\| part +\| what +\| measured, median/);
  expect(lines[2]).toMatch(/at least 0\.8 of update\(\) \| MISSED \|$/);
  expect(lines[3]).toMatch(/at most 2 each time +\| met +\|$/);
  expect(lines.at(-1)).toBe('1 of 2 targets met');
});

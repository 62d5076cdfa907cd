import { describe, expect, it } from 'vitest';
import { budgetTable, figureOf, isMet, type Measured } from '../../bench/web/budgets.ts';

const measured: Measured = { name: 'a load', unit: 'ms', values: [10, 20, 30, 400], of: 'p50', budget: 30 };

describe('a budget of the page', () => {
  it.each([
    ['p50', 25],
    ['p95', 400],
    ['highest', 400],
  ] as const)('is held against the %s', (of, figure) => {
    expect(figureOf({ ...measured, of })).toBe(figure);
    expect(isMet({ ...measured, of })).toBe(figure <= 30);
  });

  it('is neither met nor missed where there is none', () => {
    expect(isMet({ ...measured, budget: null })).toBeNull();
  });

  it('is not met by what was not measured', () => {
    expect(() => figureOf({ ...measured, values: [] })).toThrow(/a load: 0 values/);
    expect(() => figureOf({ ...measured, values: [1, Number.NaN] })).toThrow(/not all of them numbers/);
  });

  it('says in a table what was missed', () => {
    const lines = budgetTable([measured, { ...measured, name: 'the same, at worst', of: 'highest' }]).split('\n');
    expect(lines[2]).toMatch(/^\| a load +\| ms +\| 25 +\| 400 +\| 4 +\| p50 ≤ 30 +\| met +\|$/);
    expect(lines[3]).toMatch(/highest ≤ 30 +\| MISSED \|$/);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});

import { medianOf, shareBelow } from '../figures.ts';
import { markdownTable, numberText } from '../table.ts';

/** What was measured, against a budget of SCREENS section 6 where it has one. */
export interface Measured {
  readonly name: string;
  readonly unit: 'ms' | 'kB' | '' | 'times';
  readonly values: readonly number[];
  /** Which of the values the budget is for; `highest` of all. */
  readonly of: 'p50' | 'p95' | 'highest';
  /** At most so much; null for a figure that others are read by. */
  readonly budget: number | null;
}

/** Whether the budget holds; null without one. */
export function isMet(measured: Measured): boolean | null {
  return measured.budget === null ? null : figureOf(measured) <= measured.budget;
}

/** The figure that the budget is for. Throws where nothing was measured, or no number. */
export function figureOf({ name, values, of }: Measured): number {
  if (values.length === 0 || !values.every((value) => Number.isFinite(value))) {
    throw new Error(`${name}: ${values.length} values, not all of them numbers: ${values.join(', ')}`);
  }
  if (of === 'p50') return medianOf(values);
  return of === 'p95' ? shareBelow(values, 0.95) : Math.max(...values);
}

const HEADS = ['measured', 'unit', 'p50', 'p95', 'n', 'budget', ''];

/** All that was measured as a Markdown table, which also reads as it stands. */
export function budgetTable(rows: readonly Measured[]): string {
  return markdownTable(HEADS, rows.map(cellsOf));
}

function cellsOf(row: Measured): string[] {
  const { name, unit, values, of, budget } = row;
  const met = isMet(row);
  const p95 = values.length > 1 ? numberText(rounded(shareBelow(values, 0.95))) : '';
  return [
    name,
    unit,
    numberText(rounded(medianOf(values))),
    p95,
    String(values.length),
    budget === null ? '' : `${of} ≤ ${numberText(budget)}`,
    met === null ? '' : met ? 'met' : 'MISSED',
  ];
}

/** A tenth of a millisecond is the machine's. */
function rounded(value: number): number {
  return value >= 10 ? Math.round(value) : value;
}

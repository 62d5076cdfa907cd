import * as z from 'zod';
import { figureText, markdownTable, numberText } from './table.ts';

const figure = z.object({ median: z.number(), lowest: z.number(), highest: z.number() });
const at = z.enum(['least', 'most']);

/** A part that compares with a floor; what else stands in its file is for who looks closer. */
const compared = z.object({
  rows: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      ours: figure,
      ratio: figure.nullable(),
      floor: z.object({ name: z.string() }),
      target: z.object({ of: z.enum(['ours', 'ratio', 'every']), at, value: z.number() }).nullable(),
      isMet: z.boolean().nullable(),
    }),
  ),
});

/** The page: each figure against its budget. */
const budgeted = z.object({
  figures: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      values: z.array(z.number()),
      of: z.enum(['p50', 'p95', 'highest']),
      budget: z.number().nullable(),
      figure: z.number(),
      isMet: z.boolean().nullable(),
    }),
  ),
});

/** A target and what became of it, in words. */
export interface Held {
  readonly part: string;
  readonly name: string;
  readonly measured: string;
  readonly target: string;
  readonly isMet: boolean;
}

/** What a part that was `named` so has targets for, out of the file that it left; none for one that only counts. */
export function heldOf(named: string, left: unknown): Held[] {
  const rows = compared.safeParse(left).data?.rows ?? [];
  const figures = budgeted.safeParse(left).data?.figures ?? [];
  return [
    ...rows.flatMap((row) => heldOfRow(named, row)),
    ...figures.flatMap(({ name, unit, values, of, budget, figure: value, isMet }) => {
      if (budget === null || isMet === null) return [];
      const spread = { median: value, lowest: Math.min(...values), highest: Math.max(...values) };
      const measured = withUnit(of === 'highest' ? numberText(rounded(value)) : figureText(roundedAll(spread)), unit);
      return [{ part: named, name, measured, target: `${of} at most ${withUnit(numberText(budget), unit)}`, isMet }];
    }),
  ];
}

function heldOfRow(part: string, row: z.infer<typeof compared>['rows'][number]): Held[] {
  const { name, unit, ours, ratio, floor, target, isMet } = row;
  if (target === null || isMet === null) return [];
  const side = `at ${target.at} ${numberText(target.value)}`;
  const own = withUnit(figureText(ours), unit);
  if (target.of !== 'ratio') {
    const each = target.of === 'every' ? `${side} each time` : side;
    return [{ part, name, measured: own, target: withUnit(each, unit), isMet }];
  }
  const measured = ratio === null ? own : `${figureText(ratio)} of it; ${own}`;
  return [{ part, name, measured, target: `${side} of ${floor.name}`, isMet }];
}

/** Each target, what was measured, and whether it is met; as Markdown, so that it can be copied. */
export function summaryText(held: readonly Held[]): string {
  const missed = held.filter(({ isMet }) => !isMet);
  const rows = held.map(({ part, name, measured, target, isMet }) => {
    return [part, name, measured, target, isMet ? 'met' : 'MISSED'];
  });
  const verdict = `${held.length - missed.length} of ${held.length} targets met`;
  return `${markdownTable(['part', 'what', 'measured, median (lowest to highest)', 'target', ''], rows)}\n\n${verdict}`;
}

function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}

type Figure = z.infer<typeof figure>;

function roundedAll({ median, lowest, highest }: Figure): Figure {
  return { median: rounded(median), lowest: rounded(lowest), highest: rounded(highest) };
}

/** A tenth of a millisecond is the machine's. */
function rounded(value: number): number {
  return value >= 10 ? Math.round(value) : value;
}

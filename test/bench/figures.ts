/** The middle of `values`, or the mean of the two middle ones. Throws on none. */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) throw new Error('a median of nothing');
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value below which `share` of `values` lie. */
export function shareBelow(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** One figure out of several repetitions. */
export interface Figure {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Median and spread of `values`. Throws on none, and on what is no number: a broken measurement must not look like one. */
export function figureOf(values: readonly number[]): Figure {
  if (!values.every((value) => Number.isFinite(value))) throw new Error(`not all numbers: ${values.join(', ')}`);
  return { median: medianOf(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/**
 * Each value over the floor's value of the same repetition, so that what slowed both down drops out. A floor of nothing,
 * such as no documents read, has no ratio: null.
 */
export function ratiosOf(values: readonly number[], floor: readonly number[]): number[] | null {
  if (values.length !== floor.length) throw new Error(`${values.length} values and ${floor.length} of the floor`);
  if (floor.includes(0)) return null;
  return values.map((value, repetition) => value / (floor[repetition] ?? Number.NaN));
}

/** What was measured and what it is held against; a value for each repetition, in the same order. */
export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly floor: { readonly name: string; readonly values: readonly number[] };
  readonly target: Target | null;
}

/** What should be at least or at most `value`: our median, the ratio's, or ours in `every` repetition. */
export interface Target {
  readonly of: 'ours' | 'ratio' | 'every';
  readonly at: 'least' | 'most';
  readonly value: number;
}

/** A comparison in figures. `isMet` is null without a target. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: Figure;
  readonly floor: Figure & { readonly name: string };
  readonly ratio: Figure | null;
  readonly target: Target | null;
  readonly isMet: boolean | null;
}

export function rowOf({ name, unit, ours, floor, target }: Comparison): Row {
  const ratios = ratiosOf(ours, floor.values);
  const figures = { ours: figureOf(ours), ratio: ratios === null ? null : figureOf(ratios) };
  return {
    name,
    unit,
    ...figures,
    floor: { name: floor.name, ...figureOf(floor.values) },
    target,
    isMet: target === null ? null : meets(figures.ours, figures.ratio, target),
  };
}

function meets(ours: Figure, ratio: Figure | null, { of, at, value }: Target): boolean | null {
  if (of === 'every') return at === 'least' ? ours.lowest >= value : ours.highest <= value;
  const median = of === 'ours' ? ours.median : ratio?.median;
  if (median === undefined) return null;
  return at === 'least' ? median >= value : median <= value;
}

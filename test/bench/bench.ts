import type { Comparison } from './figures.ts';

/** What a measurement gets. */
export interface Bench {
  /** How often each side is measured. */
  readonly repetitions: number;
  /** A project id that nobody has used yet: an empty database. */
  newProject(): string;
  /** A line for who waits. */
  say(line: string): void;
}

/** One part of the bench: its measurements by name, in the order in which they run. */
export type Part = Readonly<Record<string, (bench: Bench) => Promise<Comparison[]>>>;

/** Measures each side once for warmth, which does not count, and then in turn: A B A B. */
export async function alternate<S extends string, T>(
  bench: Bench,
  sides: Readonly<Record<S, () => Promise<T>>>,
): Promise<Record<S, T[]>> {
  const entries = Object.entries(sides) as [S, () => Promise<T>][];
  for (const [, measure] of entries) await measure();
  const measured = Object.fromEntries(entries.map(([side]) => [side, [] as T[]])) as Record<S, T[]>;
  for (let repetition = 1; repetition <= bench.repetitions; repetition += 1) {
    for (const [side, measure] of entries) measured[side].push(await measure());
    bench.say(`  ${repetition} of ${bench.repetitions}`);
  }
  return measured;
}

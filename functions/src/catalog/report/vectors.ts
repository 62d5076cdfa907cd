import { isStopWord, stem, wordsOf } from '../web/terms.ts';

/** The weights of a text's stems. */
export interface Vector {
  readonly weights: ReadonlyMap<string, number>;
  /** Its length, by which a cosine is divided. */
  readonly norm: number;
}

/** The stems of a text that say something, and how often each is there. */
export function stemCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text: word } of wordsOf(text)) {
    if (isStopWord(word) || /^\d+$/.test(word)) continue;
    const found = stem(word);
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return counts;
}

/** How rare each stem is among texts: ln((N + 1) / (n + 0.5)), as sentence retrieval has it (see `biasedLexRank`). */
export function rarity(texts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const counts of texts) for (const term of counts.keys()) found.set(term, (found.get(term) ?? 0) + 1);
  return new Map([...found].map(([term, count]) => [term, Math.log((texts.length + 1) / (count + 0.5))]));
}

/** A text as a vector: how often a stem is there, by how rare it is. */
export function vectorOf(counts: ReadonlyMap<string, number>, rare: ReadonlyMap<string, number>): Vector {
  const weights = new Map([...counts].map(([term, count]) => [term, (1 + Math.log(count)) * (rare.get(term) ?? 0)]));
  return { weights, norm: Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0)) };
}

/** The share of `terms` that a text has, 0 to 1; rare ones count more. 1 where no text has any of them. */
export function coverageOf(
  counts: ReadonlyMap<string, number>,
  terms: readonly string[],
  rare: ReadonlyMap<string, number>,
): number {
  const total = terms.reduce((sum, term) => sum + (rare.get(term) ?? 0), 0);
  if (total === 0) return 1;
  return terms.reduce((sum, term) => sum + (counts.has(term) ? (rare.get(term) ?? 0) : 0), 0) / total;
}

/** How alike two texts are, 0 to 1. */
export function cosine(one: Vector, other: Vector): number {
  if (one.norm === 0 || other.norm === 0) return 0;
  const [small, large] = one.weights.size < other.weights.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [term, weight] of small.weights) sum += weight * (large.weights.get(term) ?? 0);
  return Math.max(0, Math.min(1, sum / (one.norm * other.norm)));
}

import { cosine, rarity, stemCounts, type Vector, vectorOf } from './vectors.ts';

/** How much a question decides, next to what the other sentences say. The paper found 0.6 to 0.9 best. */
const BIAS = 0.8;

/** More rounds change no order: what is left of an error shrinks by `1 - BIAS` in each. */
const ROUNDS = 20;

/** Sentences that share less than this share a common word by chance. */
const ALIKE = 0.1;

/** Sentences with their worth, 0 to 1, and what they are compared by. */
export interface Ranked {
  readonly worth: number;
  readonly vector: Vector;
}

/**
 * The worth of each sentence with regard to a question: high for one that speaks to it, and for one that is like others
 * that do. It is the biased LexRank of Otterbacher, Erkan and Radev, "Using Random Walks for Question-focused Sentence
 * Retrieval" (HLT/EMNLP 2005):
 *
 *     p(s|q) = d · rel(s|q) / Σ_z rel(z|q) + (1 − d) · Σ_v sim(s, v) / Σ_z sim(z, v) · p(v|q)
 *     rel(s|q) = Σ_{w ∈ q} ln(tf(w, s) + 1) · ln(tf(w, q) + 1) · idf(w)
 *
 * Where no sentence has a word of the question, each counts alike, which is LexRank without a question.
 */
export function biasedLexRank(sentences: readonly string[], question: string): Ranked[] {
  const counts = sentences.map(stemCounts);
  const rare = rarity(counts);
  const vectors = counts.map((count) => vectorOf(count, rare));
  const asked = stemCounts(question);
  const relevance = counts.map((count) => {
    let sum = 0;
    for (const [term, times] of asked) {
      sum += Math.log((count.get(term) ?? 0) + 1) * Math.log(times + 1) * (rare.get(term) ?? 0);
    }
    return Math.max(0, sum);
  });
  const walk = walkOver(shares(relevance), similarities(vectors));
  const most = walk.reduce((best, value) => Math.max(best, value), 0);
  return vectors.map((vector, index) => ({ vector, worth: most === 0 ? 0 : (walk[index] ?? 0) / most }));
}

function shares(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total === 0 ? 1 / values.length : value / total));
}

interface Edge {
  readonly to: number;
  readonly share: number;
}

/** From each sentence to those like it, in shares that add up to 1. */
function similarities(vectors: readonly Vector[]): Edge[][] {
  const edges: { to: number; weight: number }[][] = vectors.map(() => []);
  for (const [one, vector] of vectors.entries()) {
    for (let other = one + 1; other < vectors.length; other += 1) {
      const second = vectors[other];
      const weight = second === undefined ? 0 : cosine(vector, second);
      if (weight < ALIKE) continue;
      edges[one]?.push({ to: other, weight });
      edges[other]?.push({ to: one, weight });
    }
  }
  return edges.map((list) => {
    const total = list.reduce((sum, { weight }) => sum + weight, 0);
    return list.map(({ to, weight }) => ({ to, share: weight / total }));
  });
}

function walkOver(bias: readonly number[], edges: readonly (readonly Edge[])[]): number[] {
  let now = [...bias];
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = bias.map((value) => BIAS * value);
    for (const [from, list] of edges.entries()) {
      for (const { to, share } of list) next[to] = (next[to] ?? 0) + (1 - BIAS) * share * (now[from] ?? 0);
    }
    now = next;
  }
  return now;
}

import type { GatheredPassage, GatheredSource } from './gathered.ts';
import { headingParts } from './headings.ts';
import type { Vector } from './vectors.ts';

/** A passage, and what speaks for it. */
export interface Known {
  readonly passage: GatheredPassage;
  readonly source: GatheredSource;
  /** Its place among all passages. */
  readonly place: number;
  readonly worth: number;
  readonly vector: Vector;
  readonly words: number;
  /** The share of the objective's words that it has. */
  readonly coverage: number;
}

/** Passages that stand under one heading. */
export interface Topic {
  readonly source: GatheredSource;
  readonly heading: string;
  readonly members: Known[];
  readonly worth: number;
}

/** The heading that a passage stands under, without the term that it defines. */
export function headingOf({ passage }: Known): string {
  return headingParts(passage.heading).heading;
}

/** How much of the objective a topic speaks to, at best. */
export function coverageIn({ members }: Topic): number {
  return members.reduce((best, { coverage }) => Math.max(best, coverage), 0);
}

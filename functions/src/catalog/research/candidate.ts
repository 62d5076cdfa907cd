import * as z from 'zod';

const share = z.number().min(0).max(1);

/** A page that may become a result, and what speaks for it; each part is 0 to 1. */
export const candidate = z.object({
  title: z.string(),
  url: z.string(),
  snippet: z.string(),
  parts: z.object({
    /** BM25 over title, headings, text and address, as a share of the best page's. */
    relevance: share,
    /** How much of the objective the page mentions at all; rare terms count more. */
    coverage: share,
    /** The same for the title and for what other pages call it. */
    title: share,
    /** The same for the heading that fits best. */
    heading: share,
    /** The same for the best passage: whether the terms stand together. */
    passage: share,
    /** Whether the page has the form that the intent asks for. */
    intent: share,
    /** The share of the quoted phrases that it holds; 1 when the objective quotes none. */
    phrases: share,
    /** What is left after deductions for indexes, changelogs, lists of links and pages of a few words. */
    quality: share,
  }),
  /** Simhash of the text. */
  signature: z.string(),
});
export type Candidate = z.infer<typeof candidate>;

/** How much each part weighs. They add up to 1, so that a page that has everything scores 1. */
const WEIGHTS = { relevance: 0.25, coverage: 0.15, title: 0.25, heading: 0.1, passage: 0.15, intent: 0.1 } as const;

/**
 * The score of a candidate, 0 to 1: the weighted sum of its parts, reduced by missing phrases and by low quality. The
 * title weighs as much as the text: a page that is *about* the subject comes before one that mentions it often.
 */
export function scoreOf({ parts }: Pick<Candidate, 'parts'>): number {
  const sum =
    WEIGHTS.relevance * parts.relevance +
    WEIGHTS.coverage * parts.coverage +
    WEIGHTS.title * parts.title +
    WEIGHTS.heading * parts.heading +
    WEIGHTS.passage * parts.passage +
    WEIGHTS.intent * parts.intent;
  return Math.min(1, sum * (0.4 + 0.6 * parts.phrases) * parts.quality);
}

import type { ResultItem } from '../../schema/result.ts';
import { signatureDistance } from '../web/signature.ts';
import { type Candidate, scoreOf } from './candidate.ts';

/** What a reader will look through; the contract takes 100. */
const MAX_ITEMS = 50;

/** A page that reaches less than this share of the best one's score is about something else. */
const WORTH_SHOWING = 0.35;

/** Of 64 bits. Unrelated texts differ in about 32; printed and screen versions of one page in a handful. */
const SAME_TEXT = 3;
const SAME_TEXT_AND_TITLE = 12;

/** The results, and how many pages gave way to a near-duplicate. */
export interface Ranking {
  readonly items: ResultItem[];
  readonly duplicates: number;
}

/**
 * The results: best first, without near-duplicates (of which the better stays) and without what is far behind. Equal
 * scores are ordered by the shorter address, then by the alphabet, so that the same pages always give the same list.
 */
export function rankCandidates(candidates: readonly Candidate[]): Ranking {
  const ranked = candidates
    .map((candidate) => ({ candidate, score: Math.round(scoreOf(candidate) * 1_000) / 1_000 }))
    .toSorted((a, b) => b.score - a.score || byAddress(a.candidate.url, b.candidate.url));
  const threshold = WORTH_SHOWING * (ranked[0]?.score ?? 0);
  const kept: typeof ranked = [];
  let duplicates = 0;
  for (const entry of ranked) {
    if (kept.length >= MAX_ITEMS || entry.score < threshold || entry.score === 0) break;
    if (kept.some(({ candidate }) => isNearDuplicate(candidate, entry.candidate))) duplicates += 1;
    else kept.push(entry);
  }
  const items = kept.map(({ candidate: { title, url, snippet }, score }) => ({ title, url, snippet, score }));
  return { items, duplicates };
}

/** Whether two pages say the same. */
export function isNearDuplicate(one: Candidate, other: Candidate): boolean {
  const distance = signatureDistance(one.signature, other.signature);
  const sameTitle = one.title.toLowerCase() === other.title.toLowerCase();
  return distance <= (sameTitle ? SAME_TEXT_AND_TITLE : SAME_TEXT);
}

function byAddress(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

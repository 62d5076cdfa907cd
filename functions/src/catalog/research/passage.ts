import { stem, type Word, wordsOf } from '../web/terms.ts';

/** Length of a passage in characters: what a result shows. */
const PASSAGE = 300;

/** How far a passage may start before its first hit, to begin with a sentence. */
const LEAD = 120;

/** The place of a text that says most about the terms. */
export interface Passage {
  readonly snippet: string;
  /** The weight of the terms that stand together there, 0 to 1: how near each other they are in this text. */
  readonly share: number;
}

interface Hit {
  readonly index: number;
  readonly term: string;
}

/**
 * The passage of about 300 characters with the most weight of different terms. One that begins with a heading about
 * them, and one that names them more than once, comes before another; the earliest among equals. A text without any
 * term gives its beginning.
 */
export function bestPassage(text: string, weights: ReadonlyMap<string, number>): Passage {
  const words = wordsOf(text);
  const hits = words.flatMap((word): Hit[] => {
    const term = stem(word.text);
    return weights.has(term) ? [{ index: word.index, term }] : [];
  });
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const best = total === 0 ? null : bestWindow(text, hits, weights, total);
  if (best === null) return { snippet: snippetAt(text, 0, words), share: 0 };
  return { snippet: snippetAt(text, best.start, words), share: best.share };
}

/** How much a heading at the beginning, and more than one mention, are worth next to the share of terms. */
const HEADING_WORTH = 0.12;
const MENTION_WORTH = 0.02;
const MENTIONS_COUNTED = 5;
const HEADING_LENGTH = 80;

interface Window {
  readonly start: number;
  readonly share: number;
  readonly worth: number;
}

function bestWindow(text: string, hits: readonly Hit[], weights: ReadonlyMap<string, number>, total: number) {
  const inside = new Map<string, number>();
  let best: Window | null = null;
  let end = 0;
  for (const [first, { index: start, term }] of hits.entries()) {
    for (let hit = hits[end]; hit !== undefined && hit.index < start + PASSAGE - LEAD / 2; hit = hits[end]) {
      inside.set(hit.term, (inside.get(hit.term) ?? 0) + 1);
      end += 1;
    }
    const share = [...inside.keys()].reduce((sum, found) => sum + (weights.get(found) ?? 0), 0) / total;
    const mentions = MENTION_WORTH * Math.min(MENTIONS_COUNTED, end - first);
    const worth = share + mentions + (isHeading(text, start) ? HEADING_WORTH : 0);
    if (best === null || worth > best.worth + 1e-9) best = { start, share, worth };
    // The window moves on to the next hit.
    const left = (inside.get(term) ?? 1) - 1;
    if (left === 0) inside.delete(term);
    else inside.set(term, left);
  }
  return best;
}

/** Whether the line around `index` is short and has text after it. */
function isHeading(text: string, index: number): boolean {
  const from = text.lastIndexOf('\n', index) + 1;
  const to = text.indexOf('\n', index);
  return to !== -1 && to - from < HEADING_LENGTH && index - from < HEADING_LENGTH / 2;
}

/** About 300 characters from `start` on, begun at a sentence or line where one begins nearby, ended at a word. */
function snippetAt(text: string, start: number, words: readonly Word[]): string {
  const before = text.slice(Math.max(0, start - LEAD), start);
  const sentence = Math.max(before.lastIndexOf('. ') + 1, before.lastIndexOf('\n'), before.lastIndexOf('! ') + 1);
  const isStart = sentence > 0 || start <= LEAD;
  const from = isStart ? Math.max(0, start - before.length + Math.max(sentence, 0)) : start;
  const lastWord = words.findLast((word) => word.index + word.text.length <= from + PASSAGE);
  const isWhole = text.length <= from + PASSAGE;
  const to = isWhole
    ? text.length
    : Math.max(lastWord === undefined ? 0 : lastWord.index + lastWord.text.length, from + 1);
  const body = text
    .slice(from, Math.min(to, from + PASSAGE + 50))
    .replace(/\s+/g, ' ')
    .trim();
  return `${isStart ? '' : '… '}${body}${isWhole ? '' : ' …'}`.toWellFormed();
}

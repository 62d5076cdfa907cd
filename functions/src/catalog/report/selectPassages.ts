import { setImmediate } from 'node:timers/promises';
import type { SearchResult } from 'minisearch';
import { signatureDistance, signatureOf } from '../web/signature.ts';
import { isStopWord, stem, wordsOf } from '../web/terms.ts';
import type { GatheredSource } from './gathered.ts';
import { folded, type Passage, sentencesOfPassage } from './passages.ts';
import { isQuotable, wordCount } from './quotable.ts';
import { coverageOf } from './vectors.ts';

/** A source that was read. */
export interface ReadSource extends Omit<GatheredSource, 'id' | 'passages'> {
  readonly passages: readonly Passage[];
}

/** What the passages are chosen by. */
export interface Choice {
  /** Stems of the objective's words. */
  readonly terms: readonly string[];
  readonly language: string;
  /** Of all chosen passages with their headings, as JSON in UTF-8. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** The sources with what was chosen of them, and those of which nothing was. */
export interface Chosen {
  readonly sources: GatheredSource[];
  readonly leftOut: { readonly source: ReadSource; readonly reason: string }[];
}

/** A passage that scores less than this share of the best one's is about something else, unless it is its source's best. */
const WORTH_READING = 0.1;

/** Shared among more sources, the space would give each a sentence and the best of them no more. */
const ENOUGH_SOURCES = 15;

/** What a passage keeps of its score that has hardly a word of the objective, however often it has that one. */
const MENTION_WORTH = 0.2;

/** Of 64 bits; passages that differ in a few words differ in a handful, unrelated ones in about 32. */
const SAME_TEXT = 7;

/** Indexed at once before other work gets its turn. */
const CHUNK = 200;

interface Ranked {
  readonly source: number;
  readonly place: number;
  readonly passage: Passage;
  readonly score: number;
  readonly bytes: number;
}

/**
 * The passages that speak most to the objective, each source having its share: what a source may still add counts less
 * the more of it was taken. Passages that say the same are taken once, and so are sentences. Where no passage has a
 * word of the objective, which may be as general as "sum this up", all count alike. Throws the signal's reason.
 */
export async function selectPassages(read: readonly ReadSource[], choice: Choice): Promise<Chosen> {
  const ranked = await rankPassages(read, choice);
  const taken = new Map<number, Ranked[]>();
  const { repeated } = take(ranked, read.length, choice.maxBytes, taken);
  const said = new Set<string>();
  const sources: GatheredSource[] = [];
  const leftOut: Chosen['leftOut'] = [];
  for (const [index, source] of read.entries()) {
    const inOrder = (taken.get(index) ?? []).toSorted((a, b) => a.place - b.place);
    const passages = inOrder.flatMap(({ passage }) => withoutRepeats(passage, said, choice.language));
    if (passages.length === 0) {
      leftOut.push({ source, reason: reasonFor(index, source, ranked, { repeated, language: choice.language }) });
      continue;
    }
    const id = `s${sources.length + 1}`;
    sources.push({ ...source, id, passages: passages.map((passage, at) => ({ id: `${id}.${at + 1}`, ...passage })) });
  }
  return { sources, leftOut };
}

function reasonFor(
  index: number,
  { passages }: ReadSource,
  ranked: readonly Ranked[],
  { repeated, language }: Told,
): string {
  if (!passages.some(({ text }) => quotableShare(text, language) > 0)) return 'it has no whole sentences to quote';
  if (!ranked.some(({ source }) => source === index)) return 'nothing in it speaks to the objective';
  return repeated.has(index) ? 'it says what another source says' : 'other sources say more on the objective';
}

interface Told {
  /** Sources of which a passage says what one that was taken says. */
  readonly repeated: ReadonlySet<number>;
  readonly language: string;
}

async function rankPassages(read: readonly ReadSource[], { terms, language, signal }: Choice): Promise<Ranked[]> {
  const all = read.flatMap(({ title, passages }, source) =>
    passages.map((passage, place) => ({ source, place, passage, title, bytes: sizeOf(passage) })),
  );
  const { default: MiniSearch } = await import('minisearch');
  const index = new MiniSearch({
    fields: ['title', 'heading', 'text'],
    tokenize: (text) => wordsOf(text).map((word) => word.text),
    processTerm: (word) => (isStopWord(word) ? null : stem(word)),
  });
  for (let start = 0; start < all.length; start += CHUNK) {
    signal.throwIfAborted();
    const chunk = all.slice(start, start + CHUNK);
    index.addAll(
      chunk.map(({ title, passage }, at) => ({ id: start + at, title, heading: passage.heading, text: passage.text })),
    );
    await setImmediate();
  }
  const hits = index.search(terms.join(' '), {
    boost: { title: 1.5, heading: 2, text: 1 },
    // The terms are stems already.
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  const rare = rarityAmong(hits, terms, all.length);
  const scores = new Map(
    hits.map((hit) => {
      const has = new Map(hit.queryTerms.map((term) => [term, 1]));
      return [Number(hit['id']), hit.score * (MENTION_WORTH + (1 - MENTION_WORTH) * coverageOf(has, terms, rare))];
    }),
  );
  const ranked: Ranked[] = [];
  for (const [at, { title: _title, ...entry }] of all.entries()) {
    if (at % CHUNK === 0) {
      signal.throwIfAborted();
      await setImmediate();
    }
    const relevance = hits.length === 0 ? 1 / (1 + entry.place) : (scores.get(at) ?? 0);
    const share = relevance === 0 ? 0 : quotableShare(entry.passage.text, language);
    if (share > 0) ranked.push({ ...entry, score: relevance * (0.3 + 0.7 * share) });
  }
  return ranked;
}

/** How rare each term is: ln(1 + N / n), as the ranking of pages has it. */
function rarityAmong(hits: readonly SearchResult[], terms: readonly string[], passages: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const { queryTerms } of hits) for (const term of queryTerms) found.set(term, (found.get(term) ?? 0) + 1);
  // A term that no passage has can't tell them apart.
  return new Map(
    terms.filter((term) => found.has(term)).map((term) => [term, Math.log(1 + passages / (found.get(term) ?? 1))]),
  );
}

/** The share of a passage that can be quoted. */
function quotableShare(text: string, language: string): number {
  const sentences = sentencesOfPassage(text, language);
  const quotable = sentences.filter((sentence) => isQuotable(sentence.text, sentence.isFirst && !sentence.isItem));
  return quotable.reduce((sum, sentence) => sum + sentence.text.length, 0) / Math.max(1, text.length);
}

function take(ranked: readonly Ranked[], sources: number, maxBytes: number, taken: Map<number, Ranked[]>) {
  const fair = maxBytes / Math.min(ENOUGH_SOURCES, Math.max(1, sources));
  const bytesOf = new Map<number, number>();
  const worth = ({ score, source }: Ranked) => score / (1 + (bytesOf.get(source) ?? 0) / fair);
  const signatures: string[] = [];
  const repeated = new Set<number>();
  let left = maxBytes;
  // Best first, so that a near-duplicate is the lesser of two.
  let waiting = bestOfEach(ranked.toSorted(byScore));
  while (waiting.length > 0) {
    const best = waiting.reduce((first, entry) => (worth(entry) > worth(first) + 1e-9 ? entry : first));
    waiting = waiting.filter((entry) => entry !== best && entry.bytes <= left);
    const signature = signatureOf(best.passage.text);
    if (best.bytes > left) continue;
    if (signatures.some((other) => signatureDistance(other, signature) <= SAME_TEXT)) {
      repeated.add(best.source);
      continue;
    }
    signatures.push(signature);
    taken.set(best.source, [...(taken.get(best.source) ?? []), best]);
    bytesOf.set(best.source, (bytesOf.get(best.source) ?? 0) + best.bytes);
    left -= best.bytes;
  }
  return { repeated };
}

/** Of a source that mentions the subject everywhere more could never be taken, and looking at it all takes time. */
const LOOKED_AT = 60;

/** The best passages of each source; the very best of each also where it is below the threshold. */
function bestOfEach(ranked: readonly Ranked[]): Ranked[] {
  const threshold = WORTH_READING * ranked.reduce((best, { score }) => Math.max(best, score), 0);
  const counts = new Map<number, number>();
  return ranked.filter(({ source, score }) => {
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    return count === 1 || (score >= threshold && count <= LOOKED_AT);
  });
}

function byScore(one: Ranked, other: Ranked): number {
  return other.score - one.score || one.source - other.source || one.place - other.place;
}

/** A passage without the sentences that were said before; none where hardly anything is left. */
function withoutRepeats({ heading, text }: Passage, said: Set<string>, language: string): Passage[] {
  const lines = text.split('\n').flatMap((line) => {
    const isItem = line.startsWith('- ');
    const fresh = sentencesOfPassage(line, language).filter((sentence) => isFresh(sentence.text, said));
    return fresh.length === 0 ? [] : [`${isItem ? '- ' : ''}${fresh.map((sentence) => sentence.text).join(' ')}`];
  });
  const rest = lines.join('\n');
  return rest.length < Math.min(40, text.length) ? [] : [{ heading, text: rest }];
}

/** Labels may come again; a sentence that does is furniture, or a second telling. */
function isFresh(sentence: string, said: Set<string>): boolean {
  const key = folded(sentence).toLowerCase();
  if (wordCount(sentence) < 4) return true;
  if (said.has(key)) return false;
  said.add(key);
  return true;
}

function sizeOf({ heading, text }: Passage): number {
  return Buffer.byteLength(JSON.stringify([heading, text]));
}

import { setImmediate } from 'node:timers/promises';
import type { SearchResult } from 'minisearch';
import type { Crawl, CrawledPage } from '../web/crawlJob.ts';
import type { Interest } from '../web/interest.ts';
import { decodePath } from '../web/linkPriority.ts';
import { pageKind, qualityOf } from '../web/pageKind.ts';
import { signatureOf } from '../web/signature.ts';
import { withoutSiteName } from '../web/siteTitles.ts';
import { isStopWord, stem, wordsOf } from '../web/terms.ts';
import type { Candidate } from './candidate.ts';
import { scoreOf } from './candidate.ts';
import { intentFit } from './intentFit.ts';
import { bestPassage } from './passage.ts';

/** Looked at closely; the rest are far behind in text relevance alone. */
const EXAMINED = 150;

/** Handed on to the ranking. With snippets they take about 60 kB of the 200 kB that a step's output may have. */
const MAX_CANDIDATES = 60;

/** Indexed at once before other work gets its turn; a page takes a few milliseconds. */
const CHUNK = 10;

/** What the words of the objective weigh: the subject in full, the words that say what kind of answer is meant less. */
const CUE_WEIGHT = 0.3;

interface Subject {
  readonly page: CrawledPage;
  readonly title: string;
  readonly inbound: readonly string[];
}

/**
 * The pages that speak most to the objective, best first, with what speaks for each. Pages without any of its terms
 * are none. Throws the signal's reason.
 */
export async function findCandidates(crawl: Crawl, interest: Interest, signal: AbortSignal): Promise<Candidate[]> {
  const subjects = subjectsOf(crawl);
  const hits = await search(subjects, interest, signal);
  const weights = termWeights(hits, interest, subjects.length);
  const best = hits[0]?.score ?? 1;
  const candidates: Candidate[] = [];
  for (const hit of hits.slice(0, EXAMINED)) {
    signal.throwIfAborted();
    const subject = subjects[Number(hit['id'])];
    if (subject !== undefined) candidates.push(candidateOf(subject, hit, { weights, best, interest }));
    await setImmediate();
  }
  return candidates.toSorted((a, b) => scoreOf(b) - scoreOf(a)).slice(0, MAX_CANDIDATES);
}

/** Pages are one site's by their allowed domain, so that each site's own name leaves its titles. */
function subjectsOf({ pages, inbound }: Crawl): Subject[] {
  const byDomain = Map.groupBy(pages, (page) => page.domain);
  return [...byDomain.values()].flatMap((group) => {
    const titles = withoutSiteName(group.map((page) => page.title));
    return group.map((page, index) => ({
      page,
      title: titles[index] || new URL(page.address).pathname,
      inbound: inbound.of(page.address),
    }));
  });
}

async function search(subjects: readonly Subject[], interest: Interest, signal: AbortSignal): Promise<SearchResult[]> {
  const { default: MiniSearch } = await import('minisearch');
  const index = new MiniSearch({
    fields: ['title', 'headings', 'inbound', 'path', 'text'],
    tokenize: (text) => wordsOf(text).map((word) => word.text),
    processTerm: (word) => (isStopWord(word) ? null : stem(word)),
  });
  for (let start = 0; start < subjects.length; start += CHUNK) {
    signal.throwIfAborted();
    const chunk = subjects.slice(start, start + CHUNK);
    index.addAll(chunk.map((subject, offset) => ({ id: start + offset, ...documentOf(subject) })));
    await setImmediate();
  }
  const terms = [...interest.terms, ...interest.cue_terms];
  const options = {
    boost: { title: 4, inbound: 2, headings: 2, path: 1.5, text: 1 },
    boostTerm: (term: string) => (interest.cue_terms.includes(term) ? CUE_WEIGHT : 1),
    // The terms are stems already.
    tokenize: (text: string) => text.split(' '),
    processTerm: (term: string) => term,
  };
  const exact = index.search(terms.join(' '), options);
  // A misspelled objective still finds something; exact hits need no guessing.
  return exact.length > 0 ? exact : index.search(terms.join(' '), { ...options, fuzzy: 0.2, prefix: true });
}

function documentOf({ page, title, inbound }: Subject) {
  const path = decodePath(new URL(page.address).pathname);
  return { title, headings: page.headings, inbound: inbound.join('\n'), path, text: page.text };
}

/** Rare terms tell pages apart, so they weigh more: ln(1 + N / n), as in BM25's idf without its corrections. */
function termWeights(hits: readonly SearchResult[], interest: Interest, pages: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const hit of hits) for (const term of hit.queryTerms) found.set(term, (found.get(term) ?? 0) + 1);
  const weight = (term: string) => Math.log(1 + pages / Math.max(1, found.get(term) ?? 0));
  return new Map([
    ...interest.terms.map((term) => [term, weight(term)] as const),
    ...interest.cue_terms.map((term) => [term, CUE_WEIGHT * weight(term)] as const),
  ]);
}

interface Measure {
  readonly weights: ReadonlyMap<string, number>;
  /** The best hit's score. */
  readonly best: number;
  readonly interest: Interest;
}

function candidateOf(subject: Subject, hit: SearchResult, { weights, best, interest }: Measure): Candidate {
  const { page, title, inbound } = subject;
  const passage = bestPassage(page.text, weights);
  const kind = pageKind(page.address, title);
  const facts = { kind, textLength: page.text.length, linkShare: page.linkShare };
  const path = new URL(page.address).pathname;
  const text = `${title}\n${page.text}`.toLowerCase();
  const quoted = interest.phrases.filter((phrase) => text.includes(phrase)).length;
  return {
    title: title.slice(0, 200).toWellFormed(),
    url: page.address,
    snippet: passage.snippet,
    parts: {
      relevance: rounded(hit.score / best),
      coverage: rounded(shareOf(new Set(hit.queryTerms), weights)),
      title: rounded(titleMatch(title, inbound, weights)),
      heading: rounded(bestFit(page.headings.split('\n'), weights)),
      passage: rounded(passage.share),
      intent: rounded(intentFit(interest.intent, { title, headings: page.headings, path, hasCode: page.hasCode })),
      phrases: interest.phrases.length === 0 ? 1 : quoted / interest.phrases.length,
      quality: rounded(qualityOf(facts, interest.intent)),
    },
    signature: signatureOf(page.text),
  };
}

/** How well the title fits, or nearly as much the best of the names that other pages give it. */
function titleMatch(title: string, inbound: readonly string[], weights: ReadonlyMap<string, number>): number {
  return Math.max(fitOf(title, weights), 0.9 * bestFit(inbound, weights));
}

function bestFit(lines: readonly string[], weights: ReadonlyMap<string, number>): number {
  return lines.reduce((best, line) => Math.max(best, fitOf(line, weights)), 0);
}

/** What a term counts that is only part of a word of the line, as in "gittutorial" or "Paketverwaltung". */
const PART_WORTH = 0.6;

/** Shorter terms are part of words by chance. */
const PART_LENGTH = 5;

/** The weight of the terms in a line, less where it is about other things as well: "Generators" fits "generator" best. */
function fitOf(line: string, weights: ReadonlyMap<string, number>): number {
  const words = wordsOf(line)
    .filter(({ text }) => !isStopWord(text))
    .map(({ text }) => stem(text));
  const about = words.filter((word) => weights.has(word)).length;
  const parts = [...weights.keys()].filter(
    (term) => term.length >= PART_LENGTH && !words.includes(term) && words.some((word) => word.includes(term)),
  );
  const share = shareOf(new Set(words), weights) + PART_WORTH * shareOf(new Set(parts), weights);
  return share * (0.5 + (0.5 * (about + parts.length)) / Math.max(1, words.length, parts.length));
}

function shareOf(present: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const found = [...weights].reduce((sum, [term, weight]) => sum + (present.has(term) ? weight : 0), 0);
  return total === 0 ? 0 : found / total;
}

function rounded(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;
}

import type { GatheredSource } from './gathered.ts';
import { headingParts, isTelling } from './headings.ts';
import { biasedLexRank } from './lexRank.ts';
import { folded, sentencesOfPassage } from './passages.ts';
import { isQuotable, leansBack, standing, wordCount } from './quotable.ts';
import type { Paragraph, PlannedSection, WrittenSection } from './section.ts';
import { cosine, type Vector } from './vectors.ts';

/** How a section is written. */
export interface Writing {
  readonly objective: string;
  readonly language: string;
  /** How long it should be, about. */
  readonly words: number;
}

/** A sentence that may be quoted. */
interface Quote {
  readonly text: string;
  readonly words: number;
  /** Where it stands: in which passage, and after which sentence of it. */
  readonly passage: number;
  readonly place: number;
  /** The quote before it without which it can't be understood; null where it stands by itself. */
  readonly leansOn: number | null;
  readonly worth: number;
  readonly vector: Vector;
}

/** How much worth counts against repetition: λ of maximal marginal relevance. */
const LAMBDA = 0.7;

/** What a sentence gains whose neighbour is quoted: two that follow each other read better than two that don't. */
const NEIGHBOUR = 0.12;

/** What a sentence gains that opens a passage: it says what the others go on about. */
const OPENING_WORTH = 1.25;

/** A section ends rather than go on with what has so little to say. */
const LEAST_WORTH = 0.15;

/** How far a section may run over, so that a good sentence is not left for its length. */
const OVERRUN = 1.1;

interface Place {
  readonly id: string;
  readonly source: GatheredSource;
  readonly heading: string;
  readonly text: string;
}

/**
 * Writes a section by quoting whole sentences, word for word, each with the ids of the passages that hold it. Sentences
 * are worth what `biasedLexRank` says, less where they don't stand well by themselves, and are chosen by maximal
 * marginal relevance (Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking", SIGIR 1998):
 *
 *     argmax_s  λ · worth(s) − (1 − λ) · max_{t chosen} sim(s, t)
 *
 * One that is about the sentence before it comes with that one or not at all. They stand in the order of their sources.
 */
export function writeSection(
  section: PlannedSection,
  sources: readonly GatheredSource[],
  writing: Writing,
): WrittenSection {
  const places = placesOf(sources);
  const wanted = new Set(section.passages);
  const own = places.filter(({ id }) => wanted.has(id));
  const quotes = quotesOf(own, section, writing);
  const chosen = choose(quotes, writing.words);
  const paragraphs = paragraphsOf(chosen, own, section.title, citedBy(places));
  return { title: section.title, question: section.question, paragraphs };
}

function placesOf(sources: readonly GatheredSource[]): Place[] {
  return sources.flatMap((source) => source.passages.map((passage) => ({ ...passage, source })));
}

function quotesOf(places: readonly Place[], { title, question }: PlannedSection, writing: Writing): Quote[] {
  const found = places.flatMap(({ text }, passage) => {
    const sentences = sentencesOfPassage(text, writing.language);
    return sentences.map((sentence, place) => ({ ...sentence, passage, place }));
  });
  const ranked = biasedLexRank(
    found.map((sentence) => sentence.text),
    `${writing.objective}\n${title}\n${question}`,
  );
  const quotes: Quote[] = [];
  // Where the sentence before stands among the quotes; null where it can't be quoted.
  let before: number | null = null;
  for (const [index, { text, isFirst, isItem, passage, place }] of found.entries()) {
    const { worth = 0, vector } = ranked[index] ?? {};
    const previous: number | null = place === 0 ? null : before;
    before = null;
    const leans = leansBack(text);
    if (vector === undefined || !isQuotable(text, isFirst && !isItem) || (leans && (previous === null || isItem)))
      continue;
    const leansOn = leans ? previous : null;
    quotes.push({
      text,
      words: wordCount(text),
      passage,
      place,
      leansOn,
      worth: worth * standing(text, isItem) * (place === 0 ? OPENING_WORTH : 1),
      vector,
    });
    before = quotes.length - 1;
  }
  return quotes;
}

/** Chosen by maximal marginal relevance until the section is long enough, in the order in which they stand. */
function choose(quotes: readonly Quote[], words: number): Quote[] {
  const most = quotes.reduce((best, { worth }) => Math.max(best, worth), 0);
  const chosen = new Set<number>();
  const closest = quotes.map(() => 0);
  let length = 0;
  while (length < words) {
    const next = nextQuote(quotes, { chosen, closest, most, room: words * OVERRUN - length });
    if (next === null) break;
    for (const index of withSupport(quotes, next)) {
      const quote = quotes[index];
      if (quote === undefined || chosen.has(index)) continue;
      chosen.add(index);
      length += quote.words;
      for (const [other, { vector }] of quotes.entries()) {
        closest[other] = Math.max(closest[other] ?? 0, cosine(vector, quote.vector));
      }
    }
  }
  return [...chosen].toSorted((a, b) => a - b).flatMap((index) => quotes[index] ?? []);
}

interface Standing {
  readonly chosen: ReadonlySet<number>;
  /** How alike each quote is to the chosen one that it is most like. */
  readonly closest: readonly number[];
  readonly most: number;
  readonly room: number;
}

function nextQuote(quotes: readonly Quote[], { chosen, closest, most, room }: Standing): number | null {
  let best: { readonly index: number; readonly gain: number } | null = null;
  for (const [index, quote] of quotes.entries()) {
    const worth = most === 0 ? 0 : quote.worth / most;
    if (chosen.has(index) || (worth < LEAST_WORTH && chosen.size > 0)) continue;
    const support = withSupport(quotes, index).filter((needed) => !chosen.has(needed));
    const needed = support.reduce((sum, one) => sum + (quotes[one]?.words ?? 0), 0);
    if (needed > room && chosen.size > 0) continue;
    const hasNeighbour = chosen.has(index - 1) && isAfter(quote, quotes[index - 1]);
    const isLead = chosen.has(index + 1) && isAfter(quotes[index + 1], quote);
    // What has to come along is paid for: half the worth where it takes another sentence.
    const alone = worth / Math.sqrt(support.length);
    const gain = LAMBDA * alone - (1 - LAMBDA) * (closest[index] ?? 0) + (hasNeighbour || isLead ? NEIGHBOUR : 0);
    if (best === null || gain > best.gain + 1e-9) best = { index, gain };
  }
  return best?.index ?? null;
}

function isAfter(quote: Quote | undefined, before: Quote | undefined): boolean {
  return (
    quote !== undefined && before !== undefined && quote.passage === before.passage && quote.place === before.place + 1
  );
}

/** A quote and those that it can't be understood without. */
function withSupport(quotes: readonly Quote[], index: number): number[] {
  const needed = [index];
  for (let on = quotes[index]?.leansOn ?? null; on !== null; on = quotes[on]?.leansOn ?? null) needed.push(on);
  return needed;
}

/** Says which passages hold a sentence. */
function citedBy(places: readonly Place[]): (sentence: string) => string[] {
  const texts = places.map(({ id, text }) => ({ id, text: folded(text) }));
  return (sentence) => texts.filter(({ text }) => text.includes(folded(sentence))).map(({ id }) => id);
}

function paragraphsOf(
  quotes: readonly Quote[],
  places: readonly Place[],
  title: string,
  cite: (sentence: string) => string[],
): Paragraph[] {
  const groups: { key: string; lead: string | null; quotes: Quote[] }[] = [];
  for (const quote of quotes) {
    const place = places[quote.passage];
    if (place === undefined) continue;
    const key = `${place.source.id} ${place.heading}`;
    const last = groups.at(-1);
    if (last?.key === key) last.quotes.push(quote);
    else groups.push({ key, lead: leadOf(place, title), quotes: [quote] });
  }
  return groups.map(({ lead, quotes: group }) => ({
    lead,
    sentences: group.map(({ text }) => ({ text, passages: cite(text) })),
  }));
}

/** What a paragraph is about where the section's title does not say it. */
function leadOf({ heading: path, source }: Place, title: string): string | null {
  const { heading, term } = headingParts(path);
  const lead = term ?? (isTelling(heading) ? heading : source.title);
  const [said, name] = [title.toLowerCase(), lead.toLowerCase()];
  return said === name || said.startsWith(`${name}: `) || said.endsWith(`: ${name}`) ? null : lead;
}

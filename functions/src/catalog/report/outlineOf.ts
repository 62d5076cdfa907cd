import { shareOfTerms, termsOf } from '../web/terms.ts';
import type { GatheredSource } from './gathered.ts';
import { headingParts } from './headings.ts';
import { biasedLexRank } from './lexRank.ts';
import { sentencesOfPassage } from './passages.ts';
import { isQuotable, leansBack, wordCount } from './quotable.ts';
import type { PlannedSection } from './section.ts';
import { coverageIn, headingOf, type Known, type Topic } from './topic.ts';
import { questionOn, titlesOf } from './topicTitles.ts';
import { cosine, coverageOf, rarity, stemCounts } from './vectors.ts';

/** What an outline is made for. */
export interface Planning {
  readonly objective: string;
  readonly language: string;
  /** At most so many; fewer where the sources don't have enough to say. */
  readonly sections: number;
}

/** With fewer words to quote a topic makes no section. */
export const LEAST_WORDS = 15;

/** A topic of fewer words loses some of its worth. */
const FULL_WORDS = 100;

/** A topic that is worth less than this share of the best one is about something else. */
const LEAST_WORTH = 0.08;

/** How much a topic's worth counts against its likeness to those chosen before it (see `writeSection`). */
const LAMBDA = 0.65;

/** A passage that is worth less than this share of the best one joins no topic: it would only fill. */
const WORTH_JOINING = 0.2;

/** A passage that is less alike to every topic joins none. */
const LEAST_LIKENESS = 0.12;

/** Neighbours on a page belong together more than their words tell. */
const SAME_SOURCE = 0.05;

/**
 * What has less of the objective's words than this share of what the best has is on another subject. Where there is
 * little to choose from, such as a text or two that the owner gave, more is let in.
 */
const LEAST_COVERAGE = { ofMany: 0.5, ofFew: 0.2 };

/** So many topics for each section are many. */
const MANY_TOPICS = 3;

/** What a passage keeps of its worth that has no word of the objective. */
const FEW_WORDS_WORTH = 0.1;

/** What a topic gains whose heading has every word of the objective in it. */
const HEADING_WORTH = 1.5;

/** What a topic of definitions alone loses: a report is read, not looked up. */
const TERMS_COST = 0.4;

/** Longer topics, such as a text without headings, are two. */
const MOST_PASSAGES = 5;

/**
 * The sections of a report that quotes its sources. What stands under one heading is a topic; topics are chosen as
 * sentences are, by worth and by how little they repeat each other, and other passages join the topic that they are most
 * like. Sections follow the order of the sources, the source with the best topic first. The same passages always give
 * the same outline; none where nothing can be quoted.
 */
export function outlineOf(sources: readonly GatheredSource[], planning: Planning): PlannedSection[] {
  const known = knownPassages(sources, planning);
  const topics = topicsOf(known, termsOf(planning.objective));
  const { ofMany, ofFew } = LEAST_COVERAGE;
  const share = topics.length > MANY_TOPICS * planning.sections ? ofMany : ofFew;
  const least = share * topics.reduce((best, topic) => Math.max(best, coverageIn(topic)), 0);
  const chosen = chooseTopics(topics, planning.sections, least);
  const groups = joinOthers(chosen, known, least);
  const titles = titlesOf(groups);
  return groups.map(({ members }, index) => {
    const title = titles[index] ?? '';
    return { title, question: questionOn(title, groups, index), passages: members.map(({ passage }) => passage.id) };
  });
}

function knownPassages(sources: readonly GatheredSource[], { objective, language }: Planning): Known[] {
  const all = sources.flatMap((source) => source.passages.map((passage) => ({ source, passage })));
  const texts = all.map(
    ({ source, passage }) => `${source.title}\n${passage.heading}\n${passage.heading}\n${passage.text}`,
  );
  const ranked = biasedLexRank(texts, objective);
  const counts = texts.map(stemCounts);
  const demands = demandsOf(termsOf(objective), rarity(counts));
  const asked = termsOf(objective);
  return all.flatMap(({ source, passage }, place) => {
    const { worth, vector } = ranked[place] ?? {};
    const words = quotableWords(passage.text, language);
    const stems = counts[place];
    if (worth === undefined || vector === undefined || stems === undefined || words === 0) return [];
    // What is like the passages on the subject, but has few of its words, is on another subject.
    const coverage = coverageOf(stems, asked, demands);
    const kept = FEW_WORDS_WORTH + (1 - FEW_WORDS_WORTH) * coverage ** 2;
    return [{ source, passage, place, worth: worth * kept, vector, words, coverage }];
  });
}

/**
 * How much each word of the objective is asked for. All gathered passages are about its subject, so that the very word
 * for it is common among them; it counts half of a rare one nevertheless, and not nothing.
 */
function demandsOf(asked: readonly string[], rare: ReadonlyMap<string, number>): Map<string, number> {
  const found = asked.filter((term) => rare.has(term));
  const rarest = found.reduce((most, term) => Math.max(most, rare.get(term) ?? 0), 0);
  return new Map(found.map((term) => [term, 0.5 + 0.5 * ((rare.get(term) ?? 0) / (rarest || 1))]));
}

/** How many words of a passage stand in sentences that can be quoted by themselves. */
export function quotableWords(text: string, language: string): number {
  return sentencesOfPassage(text, language)
    .filter((sentence) => isQuotable(sentence.text, sentence.isFirst && !sentence.isItem) && !leansBack(sentence.text))
    .reduce((sum, sentence) => sum + wordCount(sentence.text), 0);
}

/** Passages that follow each other under one heading, five at most. */
function topicsOf(known: readonly Known[], asked: readonly string[]): Topic[] {
  const topics: Topic[] = [];
  let members: Known[] = [];
  const close = () => {
    const [first] = members;
    if (first !== undefined) topics.push(topicOf(first, members, asked));
    members = [];
  };
  for (const entry of known) {
    const [first] = members;
    const isSame = first?.source === entry.source && headingOf(first) === headingOf(entry);
    if (!isSame || members.length >= MOST_PASSAGES) close();
    members.push(entry);
  }
  close();
  return topics;
}

function topicOf(first: Known, members: Known[], asked: readonly string[]): Topic {
  const words = members.reduce((sum, entry) => sum + entry.words, 0);
  const best = members.reduce((most, { worth }) => Math.max(most, worth), 0);
  const mean = members.reduce((sum, { worth }) => sum + worth, 0) / members.length;
  const heading = headingOf(first);
  // A topic of a single sentence makes a thin section, however good the sentence is.
  const body = 0.4 + 0.6 * Math.min(1, words / FULL_WORDS);
  const named = 1 + HEADING_WORTH * headingFit(heading, asked);
  const terms = members.filter(({ passage }) => headingParts(passage.heading).term !== null).length;
  const prose = 1 - TERMS_COST * (terms / members.length);
  return { source: first.source, heading, members, worth: (0.7 * best + 0.3 * mean) * body * named * prose };
}

/** How well a heading fits the objective: by how much of it it names, less where it names other things as well. */
function headingFit(heading: string, asked: readonly string[]): number {
  const own = termsOf(heading);
  const precision = own.filter((term) => asked.includes(term)).length / Math.max(1, own.length);
  return shareOfTerms(heading, asked) * (0.3 + 0.7 * precision);
}

function chooseTopics(topics: readonly Topic[], count: number, leastCoverage: number): Topic[] {
  const most = topics.reduce((best, { worth }) => Math.max(best, worth), 0);
  const chosen: Topic[] = [];
  let waiting = topics.filter((topic) => topic.worth >= LEAST_WORTH * most && coverageIn(topic) >= leastCoverage);
  while (chosen.length < count && waiting.length > 0) {
    const gain = (topic: Topic) =>
      LAMBDA * (topic.worth / most) -
      (1 - LAMBDA) * chosen.reduce((closest, other) => Math.max(closest, likeness(topic, other)), 0);
    const best = waiting.reduce((first, topic) => (gain(topic) > gain(first) + 1e-9 ? topic : first));
    waiting = waiting.filter((topic) => topic !== best);
    chosen.push(best);
  }
  return chosen;
}

/** How alike two topics are: on average over their passages. Those under one heading are one topic. */
function likeness(one: Topic, other: Topic): number {
  if (one.source === other.source && one.heading === other.heading && one.heading !== '') return 1;
  const pairs = one.members.flatMap((entry) => other.members.map((second) => cosine(entry.vector, second.vector)));
  return pairs.reduce((sum, value) => sum + value, 0) / Math.max(1, pairs.length);
}

/** The chosen topics with the passages that are most like each, in the order in which they are to be read. */
function joinOthers(chosen: readonly Topic[], known: readonly Known[], leastCoverage: number): Topic[] {
  const taken = new Set(chosen.flatMap(({ members }) => members));
  const joined = new Map(chosen.map((topic) => [topic, [...topic.members]]));
  const most = known.reduce((best, { worth }) => Math.max(best, worth), 0);
  for (const entry of known) {
    const isOff = entry.worth < WORTH_JOINING * most || entry.coverage < leastCoverage;
    if (taken.has(entry) || isOff) continue;
    const [closest] = chosen
      .map((topic) => ({ topic, likeness: likenessTo(topic, entry) }))
      .toSorted((a, b) => b.likeness - a.likeness);
    if (closest !== undefined && closest.likeness >= LEAST_LIKENESS) joined.get(closest.topic)?.push(entry);
  }
  const bestOf = Map.groupBy(chosen, ({ source }) => source);
  const rank = (topic: Topic) => (bestOf.get(topic.source) ?? []).reduce((best, { worth }) => Math.max(best, worth), 0);
  return chosen
    .toSorted((a, b) => rank(b) - rank(a) || placeOf(a) - placeOf(b))
    .map((topic) => ({ ...topic, members: (joined.get(topic) ?? []).toSorted((a, b) => a.place - b.place) }))
    .filter(({ members }) => members.reduce((sum, { words }) => sum + words, 0) >= LEAST_WORDS || chosen.length === 1);
}

function likenessTo({ members, source }: Topic, entry: Known): number {
  const all = members.map(({ vector }) => cosine(vector, entry.vector));
  return (
    all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length) + (source === entry.source ? SAME_SOURCE : 0)
  );
}

function placeOf({ members }: Topic): number {
  return members[0]?.place ?? 0;
}

import { estimateTokens } from '../../../edge/model/tokens.ts';
import type { GatheredPassage, GatheredSource } from '../gathered.ts';
import { fencedPassages, type ShownPassage } from '../prompts/fence.ts';
import type { PlannedSection } from '../section.ts';

/** A passage and the source that it stands in. */
export interface Place {
  readonly passage: GatheredPassage;
  readonly source: GatheredSource;
}

/** All passages in their order. */
export function placesOf(sources: readonly GatheredSource[]): Place[] {
  return sources.flatMap((source) => source.passages.map((passage) => ({ passage, source })));
}

/** The same by turns: the first passage of each source, then the second of each, so that the first of many speak for all. */
export function placesByTurns(sources: readonly GatheredSource[]): Place[] {
  const turns = Math.max(0, ...sources.map(({ passages }) => passages.length));
  return Array.from({ length: turns }, (_, turn) =>
    sources.flatMap((source) => source.passages.slice(turn, turn + 1).map((passage) => ({ passage, source }))),
  ).flat();
}

/** The passages of a section, in the order in which its plan names them. */
export function ownPlaces({ passages }: PlannedSection, sources: readonly GatheredSource[]): Place[] {
  const byId = new Map(placesOf(sources).map((place) => [place.passage.id, place]));
  return passages.flatMap((id) => byId.get(id) ?? []);
}

/** How much of each passage is shown, in turn, until all of them fit. */
const SHOWN_CHARACTERS = [1_000, 400, 150];

/** What a model is shown: the first `count` places as one text. */
export interface Shown {
  readonly text: string;
  readonly count: number;
}

/**
 * As many of `places` as fit in `tokens`, numbered from 1 and fenced. They are shortened before any is left out where
 * `mayShorten`; the first one is always there.
 */
export function shownPlaces(places: readonly Place[], tokens: number, mayShorten: boolean): Shown {
  const [whole = 0] = SHOWN_CHARACTERS;
  const lengths = mayShorten ? SHOWN_CHARACTERS : [whole];
  for (const length of lengths) {
    const shown = fencedPassages(places.map((place, index) => shownPlace(place, index, length)));
    if (estimateTokens(shown) <= tokens) return { text: shown, count: places.length };
  }
  const length = lengths.at(-1) ?? whole;
  const parts: string[] = [];
  let left = tokens;
  for (const [index, place] of places.entries()) {
    const part = fencedPassages([shownPlace(place, index, length)]);
    left -= estimateTokens(part) + 1;
    if (left < 0 && parts.length > 0) break;
    parts.push(part);
  }
  return { text: parts.join('\n'), count: parts.length };
}

function shownPlace({ passage, source }: Place, index: number, length: number): ShownPassage {
  const text = passage.text.length <= length ? passage.text : `${passage.text.slice(0, length).toWellFormed()} …`;
  return { number: index + 1, source: source.title, heading: passage.heading, text };
}

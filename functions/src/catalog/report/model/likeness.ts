import { wordsOf } from '../../web/terms.ts';
import { stemCounts } from '../vectors.ts';

/** Numbers that say something: a lone digit is often a count of what is listed. */
const NUMBER = /\d[\d.,:/]*\d/g;

/** Below this share over the whole section it may be written in another language than its sources. */
const SAME_WORDS = 0.35;

/**
 * Words that any text is full of, whatever it is about: at least this share of a section's is in its passages if both are
 * in one language: of English that is invented a third to two thirds were, of six other European languages a sixth at most,
 * held against passages of 900 characters.
 */
const SAME_SMALL_WORDS = 0.3;

/** They are that short. */
const SMALL = /^\p{L}{1,3}$/u;

/** Fewer of them say nothing. */
const LEAST_SMALL_WORDS = 5;

/** What a statement and the passages that it cites have in common. */
export interface Likeness {
  /** Words of the statement that say something. */
  readonly words: number;
  /** The share of these that the passages have; 1 without any. */
  readonly shared: number;
  readonly small: { readonly all: number; readonly shared: number };
  /** A number that the passages don't have; null without one. */
  readonly strangeNumber: string | null;
}

/** Compares a statement with the text that it cites. */
export function likenessOf(statement: string, cited: string): Likeness {
  const own = [...stemCounts(statement).keys()];
  const there = stemCounts(cited);
  const small = smallWords(statement);
  const smallThere = new Set(smallWords(cited));
  const known = new Set([...numbersIn(cited), ...spelledIn(cited)]);
  return {
    words: own.length,
    shared: own.length === 0 ? 1 : own.filter((stem) => there.has(stem)).length / own.length,
    small: { all: small.length, shared: small.filter((word) => smallThere.has(word)).length },
    strangeNumber: numbersIn(statement).find((number) => !known.has(number)) ?? null,
  };
}

/**
 * Whether the words of statements can be held against those of their passages: only in one language. What is invented has
 * no telling words in common with its passages either, so the small ones decide then.
 */
export function isOneLanguage(likenesses: readonly Likeness[], leastWords: number): boolean {
  const counted = likenesses.filter(({ words }) => words >= leastWords);
  const average = counted.reduce((sum, { shared }) => sum + shared, 0) / Math.max(1, counted.length);
  if (average >= SAME_WORDS) return true;
  const all = likenesses.reduce((sum, { small }) => sum + small.all, 0);
  const shared = likenesses.reduce((sum, { small }) => sum + small.shared, 0);
  return all >= LEAST_SMALL_WORDS && shared / all >= SAME_SMALL_WORDS;
}

function smallWords(text: string): string[] {
  return wordsOf(text).flatMap(({ text: word }) => (SMALL.test(word) ? [word] : []));
}

/** Numbers without what parts their digits: 1,000 and 1.000 and 1000 are one. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(NUMBER)].map(([number]) => number.replace(/[.,:/]/g, ''));
}

/** Numbers that English spells as a word: a model writes 10 for ten. */
const SPELLED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ ten: '10', eleven: '11', twelve: '12', thirteen: '13', fourteen: '14', fifteen: '15', sixteen: '16' },
    ...{ seventeen: '17', eighteen: '18', nineteen: '19', twenty: '20', thirty: '30', forty: '40', fifty: '50' },
    ...{ sixty: '60', seventy: '70', eighty: '80', ninety: '90', hundred: '100', thousand: '1000' },
  }),
);

function spelledIn(text: string): string[] {
  return [...text.toLowerCase().matchAll(/[a-z]+/g)].flatMap(([word]) => SPELLED.get(word) ?? []);
}

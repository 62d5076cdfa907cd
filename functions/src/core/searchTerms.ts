/**
 * What lists find missions by. The terms that a mission is stored with narrow a query down in the database; whether a
 * mission matches is then said by {@link matchesText}, so a term may find too many, never too few.
 */

/** So many letters of a word's beginning have a term of their own: two, and four, which few other words share. */
const BEGINNINGS = [2, 4];

/** A term of a longer word is cut: Firestore cuts what it indexes at 1,500 bytes. */
const LONGEST_TERM = 40;

/** The terms of a mission's type and tags: the type, each tag, and each tag of that type. */
export function labelsOf(type: string, tags: readonly string[]): string[] {
  return [labelOf({ type }), ...tags.flatMap((tag) => [labelOf({ tag }), labelOf({ type, tag })])];
}

/** The one term of a type, a tag, or both. Neither has an `@` or a `#` in it. */
export function labelOf({ type, tag }: { readonly type?: string | undefined; readonly tag?: string | undefined }) {
  return `${type === undefined ? '' : `@${type}`}${tag === undefined ? '' : `#${tag}`}`;
}

/** The terms of an objective: each word, and its beginnings. A text of ten words has about thirty. */
export function wordTerms(text: string): string[] {
  const terms = wordsOf(text).flatMap((word) => [
    wholeTerm(word),
    ...BEGINNINGS.filter((length) => lettersOf(word).length >= length).map((length) => beginningTerm(word, length)),
  ]);
  return [...new Set(terms)];
}

/** What is looked for in an objective: all of `words`, and a word that begins with `beginning`. */
export interface TextQuery {
  readonly words: readonly string[];
  readonly beginning: string;
}

/** The words of a search; the last one may be the beginning of a word. */
export function textQuery(text: string): TextQuery {
  const words = wordsOf(text);
  return { words: words.slice(0, -1), beginning: words.at(-1) ?? '' };
}

/** Whether an objective has all the words, upper and lower case and accents aside. */
export function matchesText(objective: string, { words, beginning }: TextQuery): boolean {
  const own = wordsOf(objective);
  return words.every((word) => own.includes(word)) && own.some((word) => word.startsWith(beginning));
}

/** The term with the most letters, which the fewest missions share; null if the only word is a single letter. */
export function narrowestTerm({ words, beginning }: TextQuery): string | null {
  const terms = words.map((word) => ({ term: wholeTerm(word), letters: lettersOf(word).length }));
  const length = BEGINNINGS.findLast((letters) => letters <= lettersOf(beginning).length);
  if (length !== undefined) terms.push({ term: beginningTerm(beginning, length), letters: length });
  return terms.toSorted((one, other) => other.letters - one.letters)[0]?.term ?? null;
}

/**
 * The words of a text in one spelling, each once: accents are parted from their letters and dropped, and what is left
 * goes to upper case and back, since "ß" is "ss" there.
 */
function wordsOf(text: string): string[] {
  const bare = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  const plain = bare.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return [...new Set(plain.match(/[\p{L}\p{N}\p{M}]+/gu))];
}

function lettersOf(word: string): string[] {
  return Array.from(word);
}

function wholeTerm(word: string): string {
  return lettersOf(word).slice(0, LONGEST_TERM).join('');
}

function beginningTerm(word: string, length: number): string {
  return `${lettersOf(word).slice(0, length).join('')}*`;
}

/** Words that say nothing about the subject, with those in which a wish is put ("please find me some information"). */
const STOP_WORDS = new Set(
  `a about above after again all also am an and any anyone are as at be because been before being below between both
  but by can could did do does doing down during each else etc few for from further get give go had has have having he
  her here hers him his how however i if in into is it its itself just kindly let like look looking lot many may me
  might more most much must my need needs no nor not now of off on once one only or other our out over own please
  same shall she should show so some someone something such tell than that the their them then there these they this
  those through to too under until up us use used using very want wants was way we well were what when where which
  while who whom why will with within without would you your yours information info page pages site website web find
  search learn know help explain describe understand overview me`.split(/\s+/),
);

/** Single letters other than the languages C and R, and Japanese particles. */
const SAYS_NOTHING = /^(?:[abd-qs-z]|\p{Script=Hiragana}{1,2})$/u;

const WORD = /[\p{L}\p{N}\p{M}]+(?:\+\+|#)?/gu;

/** Scripts that put no spaces between words; only these need the slow dictionary segmenter. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Made with the first text that needs it: its dictionaries cost each process ten milliseconds. */
let segmenter: Intl.Segmenter | null = null;

/** A word of a text and where it starts, in UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly index: number;
}

/** Where a name in camel case goes on: `Unicode|Decode|Error`, `read|File`, but `PostgreSQL`. */
const HUMP = /(?<=\p{Ll})(?=\p{Lu}\p{Ll})/u;

/** The words of a text in their order, in lower case. `C++` and `C#` are words; `readFile` is one and its parts too. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => {
    if (UNSPACED.test(found)) return segmentsOf(found, index);
    const whole = { text: found.toLowerCase(), index };
    const parts = found.split(HUMP);
    // "JavaScript" and "GitHub" are names of one thing; "readFile" and "UnicodeDecodeError" are said in words.
    const isName = parts.length === 2 && /^\p{Lu}/u.test(found);
    if (parts.length === 1 || parts.length > 6 || isName) return [whole];
    return [whole, ...parts.map((part) => ({ text: part.toLowerCase(), index }))];
  });
}

function segmentsOf(text: string, start: number): Word[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  return [...segmenter.segment(text)].map(({ segment, index }) => ({
    text: segment.toLowerCase(),
    index: start + index,
  }));
}

/** Whether a word in lower case says nothing about the subject. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || SAYS_NOTHING.test(word);
}

/**
 * The stem of a word in lower case: English endings removed so far that `install`, `installs`, `installing`,
 * `installed` and `installation` meet. Only its use on both sides, page and objective, matters; it is no dictionary.
 */
export function stem(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  const base = withoutPlural(word);
  const cut = base.replace(/(?<=[a-z]{5})ations?$|(?<=[aeiouy][a-z]*[a-z]{2})(?:ing|ed)$|(?<=[a-z]{4})(?:ion|ly)$/, '');
  // "cancelled" is "cancel", while "calling" and "installing" keep both letters.
  const undoubled = cut === base ? cut : cut.replace(/([bdfgmnprt])\1$|(?<=[a-z]{3}el)l$/, '$1');
  return undoubled.length > 3 ? undoubled.replace(/e$/, '') : undoubled;
}

function withoutPlural(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sses|xes|ches|shes|zes)$/.test(word)) return word.slice(0, -2);
  return /[^aius]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The stems of a text that say something, each once, in order of first appearance. */
export function termsOf(text: string): string[] {
  const words = wordsOf(text).map((word) => word.text);
  const telling = words.filter((word) => !isStopWord(word)).map(stem);
  return [...new Set(telling)];
}

/** The share of `terms` that occur among the stems of `text`, 0 to 1; 0 without terms. */
export function shareOfTerms(text: string, terms: readonly string[]): number {
  if (terms.length === 0) return 0;
  const present = new Set(wordsOf(text).map((word) => stem(word.text)));
  return terms.filter((term) => present.has(term)).length / terms.length;
}

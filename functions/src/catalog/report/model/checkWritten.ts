import { assertNever } from '../../../core/assertNever.ts';
import type { GatheredPassage } from '../gathered.ts';
import type { WrittenSection } from '../section.ts';
import { stemCounts } from '../vectors.ts';

/** What is wrong with a section that a model wrote. */
export type WritingProblem =
  | { readonly kind: 'empty' }
  /** It cites nothing. */
  | { readonly kind: 'uncited'; readonly sentence: string }
  /** There is no such passage. */
  | { readonly kind: 'unknown'; readonly sentence: string; readonly passage: string }
  /** A number that none of the passages that it cites has. */
  | { readonly kind: 'number'; readonly sentence: string; readonly number: string }
  /** It has hardly a word in common with the passages that it cites. */
  | { readonly kind: 'unlike'; readonly sentence: string };

/** Numbers that say something: a lone digit is often a count of what is listed. */
const NUMBER = /\d[\d.,:/]*\d/g;

/** A statement of fewer words that say something is not compared. */
const LEAST_WORDS = 4;

/** A statement must have this share of its words in what it cites. */
const LEAST_SHARED = 0.2;

/** Below this share over the whole section it is written in another language than its sources: words can't be compared. */
const SAME_LANGUAGE = 0.35;

/**
 * What can be told to be wrong without understanding it: statements that cite nothing, or what is not there; numbers that
 * what they cite does not have; and statements that share no words with it. What passes may be wrong still, so the
 * report says that a model wrote it.
 */
export function checkWritten(section: WrittenSection, passages: readonly GatheredPassage[]): WritingProblem[] {
  const statements = section.paragraphs.flatMap(({ sentences }) => sentences);
  if (statements.length === 0) return [{ kind: 'empty' }];
  const byId = new Map(passages.map((passage) => [passage.id, `${passage.heading}\n${passage.text}`]));
  const compared = statements.map((statement) => {
    const cited = statement.passages.map((id) => byId.get(id) ?? '').join('\n');
    return { ...statement, cited, shared: sharedWords(statement.text, cited) };
  });
  const counted = compared.flatMap(({ shared }) => shared ?? []);
  const average = counted.reduce((sum, share) => sum + share, 0) / Math.max(1, counted.length);
  const isComparable = average >= SAME_LANGUAGE;
  return compared.flatMap(({ text: sentence, passages: ids, cited, shared }): WritingProblem[] => {
    if (ids.length === 0) return [{ kind: 'uncited', sentence }];
    const missing = ids.filter((id) => !byId.has(id));
    if (missing.length > 0) return missing.map((passage) => ({ kind: 'unknown', sentence, passage }));
    const known = new Set([...numbersIn(cited), ...spelledIn(cited)]);
    const number = numbersIn(sentence).find((one) => !known.has(one));
    if (number !== undefined) return [{ kind: 'number', sentence, number }];
    return isComparable && shared !== null && shared < LEAST_SHARED ? [{ kind: 'unlike', sentence }] : [];
  });
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

/** The share of a statement's words that the passages have; null where it has too few to say. */
function sharedWords(statement: string, cited: string): number | null {
  const own = [...stemCounts(statement).keys()];
  if (own.length < LEAST_WORDS) return null;
  const there = stemCounts(cited);
  return own.filter((stem) => there.has(stem)).length / own.length;
}

/** A problem as a sentence. `numberOf` names a passage as the model was shown it. */
export function writingSentence(problem: WritingProblem, numberOf = (id: string): string => id): string {
  if (problem.kind === 'empty') return 'It says nothing.';
  const said = `“${problem.sentence.slice(0, 200).toWellFormed()}”`;
  switch (problem.kind) {
    case 'uncited':
      return `${said} cites no passage.`;
    case 'unknown':
      return `${said} cites ${numberOf(problem.passage)}, and there is no such passage.`;
    case 'number':
      return `${said} has the number ${problem.number} in it, which is not in what it cites.`;
    case 'unlike':
      return `${said} is not what the passages say that it cites.`;
    default:
      return assertNever(problem);
  }
}

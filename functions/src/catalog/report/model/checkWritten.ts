import { assertNever } from '../../../core/assertNever.ts';
import type { GatheredPassage } from '../gathered.ts';
import type { CitedSentence, WrittenSection } from '../section.ts';
import { quoted } from '../shortened.ts';
import { isOneLanguage, type Likeness, likenessOf } from './likeness.ts';

/** What is wrong with a section that a model wrote. */
export type WritingProblem =
  | { readonly kind: 'empty' }
  /** It cites nothing. */
  | { readonly kind: 'uncited'; readonly sentence: string }
  /** It cites nothing itself, and what is cited next to it does not fit it. */
  | { readonly kind: 'unborne'; readonly sentence: string }
  /** There is no such passage. */
  | { readonly kind: 'unknown'; readonly sentence: string; readonly passage: string }
  /** A number that none of the passages that it cites has. */
  | { readonly kind: 'number'; readonly sentence: string; readonly number: string }
  /** It has hardly a word in common with the passages that it cites. */
  | { readonly kind: 'unlike'; readonly sentence: string }
  /** It was said before in the section. */
  | { readonly kind: 'repeated'; readonly sentence: string };

/** What the check of a section comes to. */
export interface Verdict {
  readonly problems: readonly WritingProblem[];
  /** Whether the model should be asked to mend it. */
  readonly isToMend: boolean;
  /** The section without the sentences that may be left out of it; null where that does not make it sound. */
  readonly sound: WrittenSection | null;
  /** Whether its words were compared with those of the passages, or its numbers alone. */
  readonly isCompared: boolean;
}

/** A sentence with fewer words that say something has no share to speak of: one of them must be in what it cites. */
const LEAST_WORDS = 4;

/** A sentence must have this share of its words in what it cites. */
const LEAST_SHARED = 0.2;

/** The same where it took the mark of another sentence: that the model meant it is a guess, so it must be plainer. */
const LEAST_SHARED_INHERITED = 0.4;

interface Judged {
  readonly said: CitedSentence;
  readonly problem: WritingProblem | null;
  /** It says itself where it is from, and that is wrong: nothing that may be passed over. */
  readonly isGrave: boolean;
}

/**
 * What can be told to be wrong without understanding it, for each sentence by itself: it cites nothing, or what is not
 * there; it has numbers that what it cites does not have, or shares no words with it. What passes may be wrong still, so the
 * report says that a model wrote it. A sentence with no mark of its own, or too short to compare, may be left out, as long as
 * half of them stay; so may one that was said before.
 */
export function checkWritten(section: WrittenSection, passages: readonly GatheredPassage[]): Verdict {
  const statements = section.paragraphs.flatMap(({ sentences }) => sentences);
  const byId = new Map(passages.map((passage) => [passage.id, `${passage.heading}\n${passage.text}`]));
  const compared = statements.map((said) => {
    const cited = said.passages.map((id) => byId.get(id) ?? '').join('\n');
    return { said, likeness: likenessOf(said.text, cited) };
  });
  const isCompared = isOneLanguage(
    compared.map(({ likeness }) => likeness),
    LEAST_WORDS,
  );
  const before = new Set<string>();
  const judged = compared.map(({ said, likeness }): Judged => {
    const sentence = said.text;
    const missing = said.passages.find((id) => !byId.has(id));
    const found = problemOf(said, missing ?? null, likeness, isCompared);
    if (found !== null) {
      return { said, problem: found, isGrave: isGrave(found, likeness) };
    }
    const isRepeated = before.has(folded(sentence));
    before.add(folded(sentence));
    return { said, problem: isRepeated ? { kind: 'repeated', sentence } : null, isGrave: false };
  });
  return { ...verdictOn(section, judged), isCompared };
}

function isGrave({ kind }: WritingProblem, { words }: Likeness): boolean {
  return kind === 'unknown' || kind === 'number' || (kind === 'unlike' && words >= LEAST_WORDS);
}

function problemOf(
  { text: sentence, passages: ids, is_inherited: isInherited = false }: CitedSentence,
  missing: string | null,
  { words, shared, strangeNumber: number }: Likeness,
  isCompared: boolean,
): WritingProblem | null {
  if (ids.length === 0) return { kind: 'uncited', sentence };
  const least = isInherited ? LEAST_SHARED_INHERITED : LEAST_SHARED;
  const isUnlike = isCompared && (words < LEAST_WORDS ? shared === 0 : shared < least);
  if (isInherited) return missing !== null || number !== null || isUnlike ? { kind: 'unborne', sentence } : null;
  if (missing !== null) return { kind: 'unknown', sentence, passage: missing };
  if (number !== null) return { kind: 'number', sentence, number };
  return isUnlike ? { kind: 'unlike', sentence } : null;
}

function verdictOn(section: WrittenSection, judged: readonly Judged[]): Omit<Verdict, 'isCompared'> {
  if (judged.length === 0) return { problems: [{ kind: 'empty' }], isToMend: true, sound: null };
  const problems = judged.flatMap(({ problem }) => problem ?? []);
  const repeated = problems.filter(({ kind }) => kind === 'repeated').length;
  const unfit = problems.length - repeated;
  const kept = judged.length - problems.length;
  const isSound = kept >= Math.max(1, unfit) && judged.every(({ isGrave }) => !isGrave);
  return {
    problems,
    isToMend: unfit > 0 || repeated > kept,
    sound: isSound ? withoutProblems(section, judged, { unfit, repeated }) : null,
  };
}

function withoutProblems(
  section: WrittenSection,
  judged: readonly Judged[],
  leftOut: NonNullable<WrittenSection['left_out']>,
): WrittenSection {
  if (leftOut.unfit + leftOut.repeated === 0) return section;
  const kept = new Set(judged.flatMap(({ said, problem }) => (problem === null ? [said] : [])));
  const paragraphs = section.paragraphs
    .map((paragraph) => ({ ...paragraph, sentences: paragraph.sentences.filter((said) => kept.has(said)) }))
    .filter(({ sentences }) => sentences.length > 0);
  return { ...section, paragraphs, left_out: leftOut };
}

/** What of two sentences is alike though a stop or a capital differs. */
function folded(sentence: string): string {
  return sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A problem as a sentence. `numberOf` names a passage as the model was shown it. */
export function writingSentence(problem: WritingProblem, numberOf = (id: string): string => id): string {
  if (problem.kind === 'empty') return 'It says nothing.';
  const said = quoted(problem.sentence);
  switch (problem.kind) {
    case 'uncited':
      return `${said} cites no passage.`;
    case 'unborne':
      return `${said} cites no passage, and what is cited next to it does not bear it out.`;
    case 'unknown':
      return `${said} cites ${numberOf(problem.passage)}, and there is no such passage.`;
    case 'number':
      return `${said} has the number ${problem.number} in it, which is not in what it cites.`;
    case 'unlike':
      return `${said} is not what the passages say that it cites.`;
    case 'repeated':
      return `${said} was said before.`;
    default:
      return assertNever(problem);
  }
}

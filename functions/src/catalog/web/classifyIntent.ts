import { CUES, type Intent, intent } from './intents.ts';
import { isStopWord, stem, termsOf, wordsOf } from './terms.ts';

/** What an objective asks for. */
export interface Classification {
  readonly intent: Intent;
  /** 0 to 1. */
  readonly confidence: number;
  /** A sentence: which words led to it. */
  readonly why: string;
  /** Stems of the subject: the words without stop words and without those that only say what kind of answer is meant. */
  readonly terms: readonly string[];
  /** Stems of the words that say what kind of answer is meant; a page that has them too fits a little better. */
  readonly cueTerms: readonly string[];
  /** What the owner put in quotation marks, in lower case. */
  readonly phrases: readonly string[];
}

/** More would cost time on every page and never decided a ranking. */
const MAX_TERMS = 24;
const MAX_PHRASES = 5;

/** Without any cue: a subject is all that we have. */
const NO_CUE_CONFIDENCE = 0.3;

interface Found {
  readonly words: string;
  readonly weight: number;
}

/**
 * Classifies an objective by its words alone, the same for the same objective always. Each cue adds its weight (1 to
 * 3, see `CUES`) to its intent; the heaviest intent wins, an earlier one in the list on a tie. With `best` and `second` the two
 * heaviest sums, confidence is `best / (best + second + 1)`: 0.75 for one outright word alone, 0.5 for a dispute.
 */
export function classifyIntent(objective: string): Classification {
  const found = new Map<Intent, Found[]>(intent.options.map((name) => [name, cuesFor(name, objective)]));
  const ranked = [...found]
    .map(([name, cues]) => ({ name, cues, sum: cues.reduce((sum, { weight }) => sum + weight, 0) }))
    .toSorted((a, b) => b.sum - a.sum);
  const [best, second] = ranked;
  const terms = subjectOf(objective, best?.cues ?? []);
  if (best === undefined || best.sum === 0) {
    const why = 'No word says what kind of answer is meant, so any page on the subject counts.';
    return { intent: 'discovery', confidence: NO_CUE_CONFIDENCE, why, ...terms };
  }
  const confidence = Math.round((best.sum / (best.sum + (second?.sum ?? 0) + 1)) * 100) / 100;
  const words = best.cues.map((cue) => `“${cue.words}”`).join(', ');
  const against =
    second !== undefined && second.sum > 0
      ? `; ${second.cues.map((cue) => `“${cue.words}”`).join(', ')} would suggest ${second.name}`
      : '';
  return { intent: best.name, confidence, why: `${words} led to it${against}.`, ...terms };
}

function cuesFor(name: Intent, objective: string): Found[] {
  const cues = CUES.filter((cue) => cue.intent === name);
  const found = cues.flatMap(({ words, weight }) =>
    [...objective.matchAll(words)].map((match) => ({ words: match[0].toLowerCase().slice(0, 60), weight })),
  );
  // A word counts once: an objective that says "error" five times is no surer than one that says it once.
  const once = [...new Map(found.map((cue) => [cue.words, cue])).values()];
  // "difference between" holds "difference", which then says nothing more.
  return once
    .filter(({ words }) => !once.some((other) => other.words !== words && other.words.includes(words)))
    .slice(0, 8);
}

function subjectOf(objective: string, cues: readonly Found[]): Pick<Classification, 'terms' | 'cueTerms' | 'phrases'> {
  const all = termsOf(objective);
  // "installing" suggests instructions and is the subject as well; only outright cues are no part of it.
  const outright = cues.filter(({ weight }) => weight >= 2).flatMap(({ words }) => termsOf(words));
  const cueTerms = all.filter((term) => outright.includes(term));
  const subject = all.filter((term) => !cueTerms.includes(term));
  const phrases = phrasesOf(objective);
  if (subject.length > 0) return { terms: subject.slice(0, MAX_TERMS), cueTerms, phrases };
  // "What is this about?" has no subject of its own: then every word has to do.
  const words = all.length > 0 ? all : wordsOf(objective).map((word) => stem(word.text));
  return { terms: [...new Set(words)].slice(0, MAX_TERMS), cueTerms: [], phrases };
}

function phrasesOf(objective: string): string[] {
  const quoted = objective.matchAll(/"([^"]{2,100})"|“([^”]{2,100})”|«([^»]{2,100})»/gu);
  const phrases = [...quoted].map((match) => (match[1] ?? match[2] ?? match[3] ?? '').trim().toLowerCase());
  return phrases.filter((phrase) => wordsOf(phrase).some((word) => !isStopWord(word.text))).slice(0, MAX_PHRASES);
}

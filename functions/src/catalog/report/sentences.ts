/** One segmenter a language: each loads the rules of its language. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  // A process serves a handful of languages; a map that a stranger can fill is emptied.
  if (segmenters.size > 50) segmenters.clear();
  segmenters.set(language, known);
  return known;
}

/** Abbreviations after which a sentence goes on, whatever follows. */
const GOES_ON =
  /(?:^|[\s(“"'/])(?:e\. ?g|i\. ?e|cf|vs|viz|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|approx|resp|incl|esp|z\. ?B|d\. ?h|u\. ?a|bzw|ggf|vgl|sog|M|Mme|p\. ?ex|[A-Z])\.$/u;

/** Abbreviations after which it goes on when a number follows. */
const GOES_ON_WITH_NUMBER = /(?:^|[\s(])(?:No|Nos|Nr|Fig|Figs|Eq|Sec|Sect|Ch|Chap|Vol|pp?|Abb|Kap|al|ca|c|v|ver)\.$/iu;

/** The number of an entry of a list, which is no sentence of its own. */
const NUMBERING = /^(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]$/i;

/** What goes on for longer than any passage is no sentence, and putting it together would take ever more time. */
const LONGEST = 1_000;

/** A bracket that is still open after so many characters was never meant to be closed. */
const BRACKET_REACH = 600;

/**
 * The sentences of a line, each exactly as it stands there without the white space round it. Unicode's rules (UAX 29,
 * by Intl.Segmenter) split; what they part by mistake is put together again: after abbreviations and initials, inside
 * brackets, after the number of an entry.
 */
export function sentencesOf(line: string, language: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of segmenterOf(language).segment(line)) {
    const said = open.trim();
    if (said !== '' && !goesOn(said, segment)) {
      sentences.push(said);
      open = '';
    }
    open += segment;
  }
  if (open.trim() !== '') sentences.push(open.trim());
  return sentences;
}

function goesOn(said: string, next: string): boolean {
  if (said.length > LONGEST) return false;
  if (NUMBERING.test(said) || /^\s*[\p{Ll}),;]/u.test(next)) return true;
  // Only the end is looked at: a line may be long.
  const end = said.slice(-20);
  if (GOES_ON.test(end)) return true;
  if (GOES_ON_WITH_NUMBER.test(end) && /^\s*[\d(]/.test(next)) return true;
  return said.length < BRACKET_REACH && openBrackets(said) > 0 && next.includes(')');
}

function openBrackets(text: string): number {
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
  }
  return open;
}

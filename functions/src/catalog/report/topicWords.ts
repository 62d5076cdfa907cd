import { isStopWord, stem, wordsOf } from '../web/terms.ts';

/** More words than this are no title. */
const WORDS = 3;

/** Shorter words, and numbers, say little by themselves. */
const TELLING = /^\p{L}{4,}$/u;

interface Use {
  count: number;
  /** How the word is spelled, and how often so. */
  readonly spellings: Map<string, number>;
}

/**
 * The words that set one of some texts apart from the others: often in it, in few of the others (tf · idf). Each as it
 * is spelled most often, the strongest first.
 */
export function distinctiveWords(texts: readonly string[], index: number): string[] {
  const uses = texts.map(usesIn);
  const own = uses[index] ?? new Map<string, Use>();
  const worth = (term: string, { count }: Use) =>
    count * Math.log((texts.length + 1) / uses.filter((other) => other.has(term)).length);
  return [...own]
    .filter(([, { count }]) => count > 1)
    .toSorted((a, b) => worth(...b) - worth(...a) || (a[0] < b[0] ? -1 : 1))
    .slice(0, WORDS)
    .map(
      ([, { spellings }]) => [...spellings].reduce((best, spelling) => (spelling[1] > best[1] ? spelling : best))[0],
    );
}

function usesIn(text: string): Map<string, Use> {
  const uses = new Map<string, Use>();
  for (const { text: word } of wordsOf(text)) {
    if (isStopWord(word) || !TELLING.test(word)) continue;
    const term = stem(word);
    const use = uses.get(term) ?? { count: 0, spellings: new Map<string, number>() };
    use.count += 1;
    use.spellings.set(word, (use.spellings.get(word) ?? 0) + 1);
    uses.set(term, use);
  }
  return uses;
}

/** Words as a list in a sentence: "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

import { drawnSentences } from './drawnParts.ts';

/** By this name app.css gives them their look. */
const NAME = 'only-here';

/**
 * Underlines what only one of two reports says, without touching what is drawn. Browsers that can't leave it at the words
 * above each part. Returns its end.
 */
export function markDifferences(first: HTMLElement, second: HTMLElement): () => void {
  if (!('highlights' in CSS)) return () => undefined;
  const [one, other] = [drawnSentences(first), drawnSentences(second)];
  const [said, saidThere] = [new Set(one.map(({ text }) => text)), new Set(other.map(({ text }) => text))];
  const only = [...one.filter(({ text }) => !saidThere.has(text)), ...other.filter(({ text }) => !said.has(text))];
  CSS.highlights.set(NAME, new Highlight(...only.map(({ range }) => range)));
  return () => {
    CSS.highlights.delete(NAME);
  };
}

import { cleanText } from '../cleanText.ts';

/** A passage as a model is shown it. */
export interface ShownPassage {
  readonly number: number;
  /** The title of its source, and the heading that it stands under there. */
  readonly source: string;
  readonly heading: string;
  readonly text: string;
}

/** What parts the material from what is asked; a page that writes these itself must not get out by it. */
const FENCE = /<(?=\s*\/?\s*(?:passage|objective|section)\b)/gi;

/** The text of somebody else, which can't end the part of the prompt that it stands in. */
export function asMaterial(text: string): string {
  return cleanText(text).replace(FENCE, '‹');
}

/** Passages, each in a fence of its own that names it. */
export function fencedPassages(passages: readonly ShownPassage[]): string {
  return passages
    .map(({ number, source, heading, text }) => {
      const names = [['source', source], ...(heading === '' ? [] : [['heading', heading]])];
      const told = names.map(([name, value = '']) => ` ${name}="${attribute(value)}"`).join('');
      return `<passage number="${number}"${told}>\n${asMaterial(text)}\n</passage>`;
    })
    .join('\n');
}

function attribute(value: string): string {
  return asMaterial(value)
    .replace(/[\s"<>]+/g, ' ')
    .trim()
    .slice(0, 120)
    .toWellFormed();
}

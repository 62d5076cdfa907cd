import { addressKey } from './pageAddress.ts';

/** A page that everything links to has said what it is called after this many characters. */
const MAX_TEXT = 600;

/** What the pages of a site call each other: the texts of the links that lead to a page, each once. */
export class InboundTexts {
  readonly #texts = new Map<string, Set<string>>();

  /** Adds a link; false if this one, or enough others to its page, were added before. */
  add(address: string, text: string): boolean {
    const key = addressKey(address);
    const texts = this.#texts.get(key) ?? new Set();
    this.#texts.set(key, texts);
    if (texts.has(text) || [...texts].join('').length >= MAX_TEXT) return false;
    texts.add(text);
    return true;
  }

  of(address: string): string[] {
    return [...(this.#texts.get(addressKey(address)) ?? [])];
  }
}

import type { Block } from './blocks.ts';
import { isFurniture, termPath } from './headings.ts';
import { sentencesOf } from './sentences.ts';

/** A model and a reader can take this much in at once; a longer one would say several things. */
export const MAX_PASSAGE = 900;

/** Begins an entry of a list. */
const ITEM_MARK = '- ';

/** Some sentences of a source that stand together, and the heading that they stand under (empty where there is none). */
export interface Passage {
  readonly heading: string;
  /** A block a line; entries of a list begin with a dash. */
  readonly text: string;
}

const BOX = /^(?:note|tip|hint|warning|caution|important|attention|danger|info)s?[.:!]?$/i;

/** Headings are labels; what is longer was marked as one by mistake. */
const MAX_HEADING = 150;

/**
 * Splits a source into passages of whole sentences, 900 characters at most. A heading begins a new one. A sentence that
 * is longer than a passage, or a label that no sentence follows, is left out.
 */
export function passagesOf(blocks: readonly Block[], language: string): Passage[] {
  const writer = new PassageWriter();
  const under = { heading: '' };
  for (const { kind, text } of blocks) {
    // The label of a box beside the text, which goes on under its own heading.
    if (kind === 'heading' && BOX.test(text)) continue;
    if (kind === 'heading') under.heading = shortened(text);
    if (kind === 'heading' || kind === 'term') {
      writer.begin(kind === 'term' ? termPath(under.heading, shortened(text)) : under.heading);
    } else if (!isFurniture(under.heading)) writer.add(sentencesOf(text, language), kind === 'item' ? ITEM_MARK : '');
  }
  return writer.end();
}

function shortened(heading: string): string {
  return heading.slice(0, MAX_HEADING).toWellFormed();
}

class PassageWriter {
  readonly #passages: Passage[] = [];
  #heading = '';
  #lines: string[] = [];
  #length = 0;

  /** What follows stands under another heading. */
  begin(heading: string): void {
    this.#close();
    this.#heading = heading;
  }

  /** Adds a block, a line of its own; what does not fit goes on in the next passage. */
  add(sentences: readonly string[], mark: string): void {
    let line = '';
    for (const sentence of sentences) {
      if (sentence.length > MAX_PASSAGE - ITEM_MARK.length) continue;
      const longer = line === '' ? `${mark}${sentence}` : `${line} ${sentence}`;
      if (this.#length + longer.length <= MAX_PASSAGE) {
        line = longer;
        continue;
      }
      this.#push(line);
      this.#close();
      line = `${line === '' ? mark : ''}${sentence}`;
    }
    this.#push(line);
  }

  end(): Passage[] {
    this.#close();
    return this.#passages;
  }

  #push(line: string): void {
    if (line === '') return;
    this.#lines.push(line);
    this.#length += line.length + 1;
  }

  #close(): void {
    if (this.#lines.length > 0) this.#passages.push({ heading: this.#heading, text: this.#lines.join('\n') });
    this.#lines = [];
    this.#length = 0;
  }
}

/** A sentence of a passage and how it stands there. */
export interface PassageSentence {
  readonly text: string;
  /** Whether it begins its block. */
  readonly isFirst: boolean;
  readonly isItem: boolean;
}

/** The sentences of a passage in their order. */
export function sentencesOfPassage(text: string, language: string): PassageSentence[] {
  return text.split('\n').flatMap((line) => {
    const isItem = line.startsWith(ITEM_MARK);
    const said = isItem ? line.slice(ITEM_MARK.length) : line;
    return sentencesOf(said, language).map((sentence, index) => ({ text: sentence, isFirst: index === 0, isItem }));
  });
}

/** White space folded: how a sentence is compared with what it was taken from. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

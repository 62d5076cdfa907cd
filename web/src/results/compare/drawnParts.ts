import type { Part } from './comparedParts.ts';

/** What stands for itself in a report: a sentence does not go on from one of them into the next. */
const BLOCK = ['p', 'li', 'td', 'th', 'pre', 'blockquote', 'h3', 'h4', 'h5', 'h6', 'section'].join();
/** The part's own heading is its name; a note's number, and what the page says of the part, are no words of the report. */
const NO_TEXT = ['h2', 'sup', 'button', '[data-standing]'].join();

/** A sentence where it stands on the page. */
export interface DrawnSentence {
  readonly text: string;
  readonly range: Range;
}

/** The parts of a report that was drawn. */
export function drawnParts(report: HTMLElement): Part[] {
  return [...report.querySelectorAll<HTMLElement>('[data-part]')].map((part) => ({
    name: part.dataset['part'] ?? '',
    title: part.querySelector('h2')?.textContent.trim() ?? '',
    sentences: drawnSentences(part).map(({ text }) => text),
  }));
}

/** The sentences of a part or of a whole report, as they read without the numbers of their sources. */
export function drawnSentences(part: HTMLElement): DrawnSentence[] {
  const blocks = new Map<Element, Text[]>();
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const block = node.parentElement?.closest(NO_TEXT) === null ? node.parentElement.closest(BLOCK) : null;
    if (block === null || !(node instanceof Text)) continue;
    const known = blocks.get(block);
    if (known === undefined) blocks.set(block, [node]);
    else known.push(node);
  }
  return [...blocks.values()].flatMap(sentencesOf);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function sentencesOf(nodes: readonly Text[]): DrawnSentence[] {
  const whole = nodes.map(({ data }) => data).join('');
  return [...segmenter.segment(whole)].flatMap(({ segment, index }) => {
    const text = plainSentence(segment);
    if (text === '') return [];
    const before = segment.length - segment.trimStart().length;
    return [{ text, range: rangeOf(nodes, index + before, index + segment.trimEnd().length) }];
  });
}

function rangeOf(nodes: readonly Text[], from: number, to: number): Range {
  const range = document.createRange();
  let at = 0;
  for (const node of nodes) {
    const end = at + node.length;
    if (from >= at && from < end) range.setStart(node, from - at);
    if (to > at && to <= end) range.setEnd(node, to - at);
    at = end;
  }
  return range;
}

/** The same sentence has other numbers of sources in another report. */
function plainSentence(text: string): string {
  return text
    .replaceAll(/\[\d+\]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,;:!?])/g, '')
    .trim();
}

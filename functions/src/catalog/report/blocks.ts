import { cleanLine, cleanText } from './cleanText.ts';

/** A piece of a source that stands by itself. Code and lists of links are left out: nobody can quote a sentence of them. */
export interface Block {
  readonly kind: 'heading' | 'term' | 'paragraph' | 'item';
  readonly text: string;
}

/** Above this share of its text in cells a page is laid out by a table, as old ones are. */
const LAID_OUT = 0.6;

/**
 * The blocks of a page's text; `lineKinds` as `LineKind` has it. Cells of a table say nothing without their row and
 * column, unless the table is the page.
 */
export function blocksOfPage(text: string, lineKinds: string): Block[] {
  const lines = text.split('\n');
  const inCells = lines.reduce((sum, line, index) => sum + (lineKinds.charAt(index) === 't' ? line.length : 0), 0);
  const cells = inCells > LAID_OUT * text.length ? 'paragraph' : null;
  return lines.flatMap((line, index) => {
    const kind = blockKind(lineKinds.charAt(index), cells);
    const clean = cleanLine(line);
    return kind === null || clean === '' ? [] : [{ kind, text: clean }];
  });
}

function blockKind(letter: string, cells: Block['kind'] | null): Block['kind'] | null {
  if (letter >= '1' && letter <= '6') return 'heading';
  if (letter === 't') return cells;
  if (letter === 'c' || letter === 'n') return null;
  if (letter === 'd') return 'term';
  return letter === 'l' ? 'item' : 'paragraph';
}

const FENCE = /^\s*(?:```|~~~)/;
const UNDERLINE = /^\s{0,3}(?:={3,}|-{3,}|~{3,}|\^{3,})\s*$/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/;
const ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/;
const INDENTED = /^(?: {4}|\t)/;

/**
 * The blocks of a plain text or of markdown: lines that follow each other are one paragraph, which an empty line ends.
 * Of markdown the words stay, and not where its links lead or its pictures lie.
 */
export function blocksOfText(text: string): Block[] {
  const blocks: Block[] = [];
  const state: { open: Block | null; isCode: boolean } = { open: null, isCode: false };
  const close = (kind = state.open?.kind) => {
    const clean = withoutMarkup(state.open?.text ?? '');
    if (kind !== undefined && clean !== '') blocks.push({ kind, text: clean });
    state.open = null;
  };
  // Before white space is folded: the indent of a line tells code.
  for (const line of text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').split('\n')) {
    const started = startOf(line);
    if (FENCE.test(line)) {
      close();
      state.isCode = !state.isCode;
      continue;
    }
    if (state.isCode || (state.open === null && INDENTED.test(line) && started?.kind !== 'item')) continue;
    if (line.trim() === '') close();
    // What is underlined is a heading; a line of dashes alone is a rule.
    else if (UNDERLINE.test(line)) close(state.open === null ? undefined : 'heading');
    else if (started !== null) {
      close();
      state.open = started;
      if (started.kind === 'heading') close();
    } else state.open = { kind: state.open?.kind ?? 'paragraph', text: `${state.open?.text ?? ''} ${line}` };
  }
  close();
  return blocks;
}

function startOf(line: string): Block | null {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined) return { kind: 'heading', text: heading };
  const item = ITEM.exec(line)?.[1];
  return item === undefined ? null : { kind: 'item', text: item };
}

function withoutMarkup(text: string): string {
  const words = cleanText(text)
    // Each part is bounded, so that no text makes this slow.
    .replace(/!\[[^\]\n]{0,300}\](?:\([^)\s]{0,2000}\)|\[[^\]\n]{0,100}\])/g, ' ')
    .replace(/\[([^\]\n]{1,300})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, ' ')
    .replace(/(\*\*|__)(?=\S)([^*_\n]{1,500})\1/g, '$2')
    .replace(/`([^`\n]{1,300})`/g, '$1');
  return cleanLine(words);
}

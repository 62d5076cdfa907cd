import { type Block, blocksOfText } from '../blocks.ts';
import type { CitedSentence, Paragraph } from '../section.ts';
import { sentencesOf } from '../sentences.ts';
import { stemCounts } from '../vectors.ts';
import { isMarksAlone, numbersIn, withMarksInside, withoutMarks, withPlainMarks } from './marks.ts';

/** A citation of a number that there is no passage for, so that the check names it. */
const unknown = (number: number): string => `[${number}]`;

interface Reading {
  readonly title: string;
  /** The passages that it was written from, in the order of their numbers. */
  readonly ids: readonly string[];
  readonly language: string;
  /** The model came to its last token. */
  readonly isCut: boolean;
}

/** Lines that share their marks: a paragraph, or a list with the line that introduces it. */
interface Group {
  readonly lines: string[];
  readonly isList: boolean;
  hasIntro: boolean;
}

/** A sentence with the numbers that stand in it. */
interface Said {
  readonly text: string;
  readonly cited: readonly number[];
  /** It came to its stop. */
  readonly isWhole: boolean;
}

/**
 * The paragraphs of a section as a model wrote it, each sentence with the ids of the passages that it cites. One without a
 * mark takes the next one of its paragraph or list, or else that of the line which introduces the list: that is how people
 * cite. Headings, also the section's own `title`, code and where links lead are left out; a line that ends with a colon
 * belongs to the first entry of the list behind it. What was cut ends at the last whole sentence with a mark.
 */
export function readSection(text: string, { title, ids, language, isCut }: Reading): Paragraph[] {
  const blocks = blocksOfText(withoutBoldHeadings(withPlainMarks(text, ids.length))).filter(
    ({ kind, text: said }) => kind !== 'heading' && said !== title,
  );
  const groups = groupsOf(blocks).map(({ lines, ...group }) => ({
    ...group,
    lines: lines.map((line) => sentencesIn(line, language)),
  }));
  if (isCut) cutBack(groups.at(-1)?.lines);
  return groups
    .flatMap(({ lines, hasIntro }) => withIds(lines, hasIntro, ids))
    .filter(({ sentences }) => sentences.length > 0);
}

/** A line that is bold as a whole is meant as a heading. */
function withoutBoldHeadings(text: string): string {
  return text.replace(/^[ \t]*\*\*([^*\n]{1,200})\*\*:?[ \t]*$/gm, '\n## $1\n');
}

function groupsOf(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  for (const { kind, text } of blocks) {
    const last = groups.at(-1);
    const isItem = kind === 'item';
    if (last !== undefined && isMarksAlone(text)) last.lines.push(`${last.lines.pop() ?? ''} ${text}`);
    else if (isItem && last?.lines.at(-1)?.endsWith(':') === true) {
      const intro = last.lines.pop() ?? '';
      const group = last.isList ? last : { lines: [], isList: true, hasIntro: true };
      if (group !== last) groups.splice(-1, 1, group);
      group.lines.push(`${intro} ${text}`);
    } else if (isItem && last?.isList === true) last.lines.push(text);
    else groups.push({ lines: [text], isList: isItem, hasIntro: false });
  }
  return groups;
}

/** The sentences of a line. What has no word that says something, as "But not only that.", belongs to the one behind it. */
function sentencesIn(line: string, language: string): Said[] {
  const sentences: Said[] = [];
  let open = '';
  for (const sentence of sentencesOf(withMarksInside(line).trim(), language)) {
    const cited = numbersIn(sentence);
    const last = sentences.at(-1);
    if (isMarksAlone(sentence)) {
      if (last?.cited.length === 0) sentences.splice(-1, 1, { ...last, cited });
      continue;
    }
    const own = withoutMarks(sentence);
    const text = `${open} ${own}`.trim();
    open = text;
    if (cited.length === 0 && saysNothing(own)) continue;
    sentences.push({ text, cited, isWhole: isWhole(own) });
    open = '';
  }
  return open === '' ? sentences : withTail(sentences, open);
}

function withTail(sentences: readonly Said[], tail: string): Said[] {
  const last = sentences.at(-1) ?? { text: '', cited: [] };
  return [...sentences.slice(0, -1), { ...last, text: `${last.text} ${tail}`.trim(), isWhole: isWhole(tail) }];
}

function isWhole(text: string): boolean {
  return /[.!?…。！？]["”’»)]*$/.test(text);
}

function saysNothing(text: string): boolean {
  return stemCounts(text).size === 0 && !/\d/.test(text);
}

/** What comes after the last mark may have been cut off from its own. */
function cutBack(lines: Said[][] = []): void {
  const last = lines.at(-1);
  if (last === undefined) return;
  if (last.at(-1)?.isWhole !== true) last.pop();
  while (last.at(-1)?.cited.length === 0) last.pop();
}

function withIds(lines: readonly (readonly Said[])[], hasIntro: boolean, ids: readonly string[]): Paragraph[] {
  const intro = hasIntro ? (lines[0]?.[0]?.cited ?? []) : [];
  let next = intro;
  const paragraphs = lines.toReversed().map((line): Paragraph => {
    const sentences = line.toReversed().map(({ text, cited }): CitedSentence => {
      if (cited.length > 0) next = cited;
      const passages = next.map((number) => ids[number - 1] ?? unknown(number));
      return { text, passages, ...(cited.length === 0 && next.length > 0 ? { is_inherited: true } : {}) };
    });
    return { lead: null, sentences: sentences.toReversed() };
  });
  return paragraphs.toReversed();
}

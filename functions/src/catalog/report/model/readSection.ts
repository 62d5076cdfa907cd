import { blocksOfText } from '../blocks.ts';
import type { Paragraph } from '../section.ts';
import { sentencesOf } from '../sentences.ts';

/** `[3]`, `[3, 5]`, `[3–5]`. */
const MARK = /\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]/g;

/** Marks that follow each other, also behind the stop of their sentence. */
const MARKS_BEHIND = /([.!?…]["”’»)]*)\s*((?:\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]\s*)+)/g;

/** A citation of a number that there is no passage for, so that the check names it. */
const unknown = (number: number): string => `[${number}]`;

interface Reading {
  readonly title: string;
  /** The passages that it was written from, in the order of their numbers. */
  readonly ids: readonly string[];
  readonly language: string;
  readonly isCut: boolean;
}

/**
 * The paragraphs of a section as a model wrote it, each sentence with the ids of the passages that it cites. Sentences without a number belong to the next one with a number in their paragraph: that is
 * how people cite. Headings, also the section's own `title`, code and where links lead are left out; what ends with a colon
 * belongs to what follows. `isCut`: what comes after the last citation is left out
 * too, since it broke off.
 */
export function readSection(text: string, { title, ids, language, isCut }: Reading): Paragraph[] {
  const blocks = blocksOfText(withPlainMarks(text)).filter(
    ({ kind, text: said }) => kind !== 'heading' && said !== title,
  );
  const lines = joinedAtColons(blocks.map((block) => block.text));
  const paragraphs = lines.map((line) => ({ lead: null, sentences: statementsOf(line, ids, language) }));
  const last = paragraphs.at(-1);
  if (isCut && last?.sentences.at(-1)?.passages.length === 0) last.sentences.pop();
  return paragraphs.filter(({ sentences }) => sentences.length > 0);
}

/** Marks as they are told from links (`[1](…)`, `[1][2]`), and none in a code span. */
function withPlainMarks(text: string): string {
  return (
    text
      .replace(/(\[\d{1,3}\])\([^)\s]{0,2000}\)/g, '$1')
      .replace(/\]\s*\[(?=\d)/g, ', ')
      .replace(/\[\^(\d{1,3})\]/g, '[$1]')
      // A line that is bold as a whole is meant as a heading.
      .replace(/^[ \t]*\*\*([^*\n]{1,200})\*\*:?[ \t]*$/gm, '\n## $1\n')
  );
}

function joinedAtColons(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (before?.endsWith(':') === true) joined[joined.length - 1] = `${before} ${line}`;
    else joined.push(line);
  }
  return joined;
}

function statementsOf(line: string, ids: readonly string[], language: string): Paragraph['sentences'] {
  const moved = line.replace(MARKS_BEHIND, (_found, stop: string, marks: string) => ` ${marks.trim()}${stop} `);
  const statements: Paragraph['sentences'] = [];
  let open: string[] = [];
  for (const sentence of sentencesOf(moved.trim(), language)) {
    const cited = [...sentence.matchAll(MARK)].flatMap(([, numbers = '']) => numbersOf(numbers));
    const said = withoutMarks(sentence);
    if (said !== '') open.push(said);
    if (cited.length === 0 || open.length === 0) continue;
    const passages = [...new Set(cited)].map((number) => ids[number - 1] ?? unknown(number));
    statements.push({ text: open.join(' '), passages });
    open = [];
  }
  if (open.length > 0) statements.push({ text: open.join(' '), passages: [] });
  return statements;
}

/** A span such as 3–5 stands for all in between; one that is no span for its ends. */
function numbersOf(marks: string): number[] {
  return marks.split(/[,;]/).flatMap((part) => {
    const [first = 0, last = first] = part.split(/[–-]/).map(Number);
    if (last <= first || last - first > 20) return [...new Set([first, last])];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function withoutMarks(sentence: string): string {
  return sentence
    .replace(MARK, ' ')
    .replace(/\s+([.,;:!?…])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

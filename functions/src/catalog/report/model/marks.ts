const NUMBERS = String.raw`\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*`;

/** `[3]`, `[3, 5]`, `[3–5]`. */
const MARK = new RegExp(String.raw`\[(${NUMBERS})\]`, 'g');

/** Marks that follow each other, behind the stop of their sentence. */
const MARKS_BEHIND = new RegExp(String.raw`([.!?…。！？]["”’»)]*)\s*((?:\[${NUMBERS}\]\s*)+)`, 'g');

/** `(3)` at the end of a sentence or a line, before its stop or behind it. */
const ROUND = new RegExp(
  String.raw`(?:\((${NUMBERS})\)(?=[.!?…。！？]|[ \t]*$))|(?:(?<=[.!?…。！？][ \t]?)\((${NUMBERS})\)(?=\s|$))`,
  'gm',
);

/** `[passage 3]`, `[Passages 3 and 5]`, `[passage 3, passage 5]`: the prompt calls them so. */
const NAMED = /\[passages?[ \t]+(\d[^[\]\n]{0,60})\]/gi;

/**
 * The text of a model with its marks as they are asked for, `[3]`: models also write `[passage 3]`, `【3】`, `[^3]` and links.
 * `(3)` is a mark only at the end of a sentence, where there are no others and there is such a number among `count`.
 */
export function withPlainMarks(text: string, count: number): string {
  const plain = text
    .replace(/【\s*(\d[\d\s,;–-]{0,20})[^【】\n]{0,40}】/g, (_found, marks: string) => `[${marks.trim()}]`)
    .replace(NAMED, (found, inner: string) => {
      const numbers = inner.replace(/\bpassages?\b/gi, '').replace(/\s*(?:\band\b|&|\+)\s*/gi, ', ');
      return /^[\d\s,;–-]+$/.test(numbers) ? `[${numbers.replace(/(?:,\s*)+/g, ', ').trim()}]` : found;
    })
    .replace(/\[\^(\d{1,3})\]/g, '[$1]')
    // What a footnote says, at the end.
    .replace(/^[ \t]*\[\d{1,3}\]:.*$/gm, '')
    // Told from links: `[1](…)`, `[1][2]`.
    .replace(/(\[\d{1,3}\])\([^)\s]{0,2000}\)/g, '$1')
    .replace(/\]\s*\[(?=\d)/g, ', ');
  if (plain.search(MARK) >= 0) return plain;
  return plain.replace(ROUND, (found, before?: string, behind?: string) => {
    const marks = before ?? behind ?? '';
    return numbersOf(marks).every((number) => number >= 1 && number <= count) ? `[${marks}]` : found;
  });
}

/** `line` with the marks behind a stop before it, so that each stands in its own sentence. */
export function withMarksInside(line: string): string {
  return line.replace(MARKS_BEHIND, (_found, stop: string, marks: string) => ` ${marks.trim()}${stop} `);
}

/** The numbers that a sentence cites, each once. */
export function numbersIn(sentence: string): number[] {
  return [...new Set([...sentence.matchAll(MARK)].flatMap(([, marks = '']) => numbersOf(marks)))];
}

/** A sentence without its marks. */
export function withoutMarks(sentence: string): string {
  return sentence
    .replace(MARK, ' ')
    .replace(/\s+([.,;:!?…。！？])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether there is nothing but marks, which then belong to what stands before: `[1]`, `Sources: [1], [2]`. */
export function isMarksAlone(text: string): boolean {
  if (text.search(MARK) < 0) return false;
  const rest = withoutMarks(text).replace(/^(?:sources?|references?|citations?|passages?)\b/i, '');
  return !/[\p{L}\p{N}]/u.test(rest);
}

/** A span such as 3–5 stands for all in between; one that is no span for its ends. */
function numbersOf(marks: string): number[] {
  return marks.split(/[,;]/).flatMap((part) => {
    const [first = 0, last = first] = part.split(/[–-]/).map(Number);
    if (last <= first || last - first > 20) return [...new Set([first, last])];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

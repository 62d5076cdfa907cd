const THINKING = '<think>';

/** A Markdown fence round a whole answer, by its first line. */
const WRAPPED = /^```(?:markdown|md)[ \t]*\r?\n/i;

/**
 * `raw` without what small local models put round their answer: what they thought (`<think>`), and a fence round the
 * whole. While it is still being written (`isWhole` false), a beginning that may become either is held back.
 */
export function tidyText(raw: string, isWhole: boolean): string {
  const said = withoutThought(raw, isWhole);
  const [opening] = WRAPPED.exec(said) ?? [];
  if (opening === undefined) return isWhole ? said.trimEnd() : said;
  const inner = said.slice(opening.length);
  if (!isWhole) return inner;
  const body = /^([\s\S]*)\n```\s*$/.exec(inner)?.[1];
  return (body !== undefined && isClosed(body) ? body : said).trimEnd();
}

/** Whether each fence in `body` is opened, with a language, before it is closed. If not, that round it ends in there. */
function isClosed(body: string): boolean {
  let isOpen = false;
  for (const [, language = ''] of body.matchAll(/^```[ \t]*(\S*)/gm)) {
    if (!isOpen && language === '') return false;
    isOpen = language !== '';
  }
  return !isOpen;
}

/** The JSON text in an answer that may have words or a fence round it. */
export function jsonIn(raw: string): string {
  const said = withoutThought(raw, true).trim();
  const fenced = /^```(?:json)?[ \t]*\r?\n([\s\S]*?)\n?```/im.exec(said)?.[1];
  const text = fenced === undefined || /^[[{]/.test(said) ? said : fenced.trim();
  const from = text.search(/[[{]/);
  return from < 0 ? text : text.slice(from, endOf(text, from));
}

/** Where the object or list ends that begins at `from`; the end of `text` where it does not. */
function endOf(text: string, from: number): number {
  let depth = 0;
  // A string with its escapes, or one bracket: brackets within strings do not count.
  for (const { 0: token, index } of text.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth === 0) return from + index + 1;
  }
  return text.length;
}

function withoutThought(raw: string, isWhole: boolean): string {
  const said = raw.trimStart();
  if (!isWhole && THINKING.startsWith(said)) return '';
  if (said.startsWith(THINKING)) {
    const end = said.indexOf('</think>');
    return end < 0 ? '' : said.slice(end + '</think>'.length).trimStart();
  }
  // Asked with each word that arrives, hence quickly.
  if (!said.includes('</think>')) return said;
  // Templates that open the thought themselves leave only its end in the answer, on a line of its own.
  const [thought] = /^[\s\S]*?\n[ \t]*<\/think>[ \t]*(\r?\n|$)/.exec(said) ?? [];
  return thought === undefined ? said : said.slice(thought.length).trimStart();
}

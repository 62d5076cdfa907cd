import createParser, { type MarkdownIt, type Token } from 'markdown-it';
import { Problem } from '../problem.ts';

/** A page of the guide, rendered. */
export interface GuidePage {
  /** File name without its ending: `errors` is served at /guide/errors. */
  readonly name: string;
  readonly title: string;
  /** The first paragraph as plain text; also what search engines show. */
  readonly description: string;
  readonly html: string;
  /** Headings of the second level, for "On this page". */
  readonly sections: readonly { readonly id: string; readonly text: string }[];
  /** Targets of its links, as they stand in the HTML, in order. */
  readonly links: readonly string[];
}

/** Where a page is served. Hosting drops `.html` and trailing slashes, so links must be absolute paths. */
export function hrefOf(name: string): string {
  return name === 'index' ? '/guide' : `/guide/${name}`;
}

/** Text as it may stand in HTML and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The page in `markdown`: one heading of the first level, then a paragraph that says what the page is about. */
export function readPage(name: string, markdown: string): GuidePage {
  const parser = createParser({ html: false });
  addRegions(parser);
  const tokens = parser.parse(markdown, {});
  const [opening, title, , lead, description] = tokens;
  if (opening?.tag !== 'h1' || title === undefined || lead?.tag !== 'p' || description === undefined) {
    throw new Problem(`web/guide/${name}.md must begin with a heading and a paragraph.`);
  }
  const links = resolveLinks(tokens);
  const sections = nameHeadings(name, tokens);
  labelCells(tokens);
  const html = parser.renderer.render(tokens, parser.options, {});
  return { name, title: textOf(title), description: textOf(description), html, sections, links };
}

/** An inline token's text without its markup. */
function textOf(token: Token): string {
  const parts = token.children?.map((child) => (child.type === 'softbreak' ? ' ' : child.content)) ?? [];
  return parts.join('').trim();
}

/** `errors.md#over_budget`, which also works where the source is read, becomes `/guide/errors#over_budget`. */
function resolveLinks(tokens: readonly Token[]): string[] {
  const opened = tokens.flatMap((token) => token.children ?? []).filter((child) => child.type === 'link_open');
  return opened.map((link) => {
    const target = String(link.attrGet('href') ?? '');
    const [, page, anchor = ''] = /^([a-z-]+)\.md(#.*)?$/.exec(target) ?? [];
    const href = page === undefined ? target : `${hrefOf(page)}${anchor}`;
    link.attrSet('href', href);
    return href;
  });
}

/** Gives every heading below the first level an id, and returns those of the second. Two of one id are a mistake. */
function nameHeadings(name: string, tokens: readonly Token[]): GuidePage['sections'] {
  const headings = tokens.flatMap((token, index) => {
    const inline = tokens[index + 1];
    return token.type === 'heading_open' && token.tag !== 'h1' && inline !== undefined
      ? [{ token, text: textOf(inline) }]
      : [];
  });
  const ids = new Set<string>();
  for (const { token, text } of headings) {
    const id = slugOf(text);
    if (ids.has(id)) throw new Problem(`web/guide/${name}.md has two headings "${text}".`);
    ids.add(id);
    token.attrSet('id', id);
  }
  return headings.filter(({ token }) => token.tag === 'h2').map(({ text }) => ({ id: slugOf(text), text }));
}

/** The id of a heading. */
export function slugOf(text: string): string {
  const kept = text.toLowerCase().replaceAll(/[^a-z0-9_ -]/g, '');
  return kept.trim().replaceAll(/[\s-]+/g, '-');
}

/** Gives the cells of tables with three columns and more the head of their column: on a phone they stand one under the other. */
function labelCells(tokens: readonly Token[]): void {
  let heads: string[] = [];
  let column = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'table_open') heads = [];
    if (token.type === 'tr_open') column = 0;
    const inline = tokens[index + 1];
    if (token.type === 'th_open' && inline !== undefined) heads.push(textOf(inline));
    if (token.type !== 'td_open') continue;
    const head = heads[column];
    if (head !== undefined && column > 0 && heads.length > 2) token.attrSet('data-label', head);
    column += 1;
  }
}

/** What may be wider than a phone scrolls in a region of its own, which the keyboard reaches and a name tells apart. */
function addRegions(parser: MarkdownIt): void {
  const { rules } = parser.renderer;
  rules.fence = (tokens, index) =>
    `<pre ${regionAt(tokens, index, 'Example')}><code>${escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`;
  rules.table_open = (tokens, index) => `<div class="scroll" ${regionAt(tokens, index, 'Table')}>\n<table>\n`;
  rules.table_close = () => '</table>\n</div>\n';
}

/** The region's attributes. Its name is the heading above it and a number that no other region of the page has. */
function regionAt(tokens: readonly Token[], index: number, kind: 'Example' | 'Table'): string {
  const before = tokens.slice(0, index + 1);
  const count = before.filter(({ type }) => type === 'fence' || type === 'table_open').length;
  const heading = before[before.findLastIndex(({ type }) => type === 'heading_open') + 1];
  const label = `${kind} ${count}, ${heading === undefined ? '' : textOf(heading)}`;
  return `role="region" tabindex="0" aria-label="${escapeHtml(label)}"`;
}

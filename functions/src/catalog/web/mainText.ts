import type { HtmlElement, HtmlNode } from './htmlNode.ts';
import { MAX_TEXT } from './pageContent.ts';

/** What a reader would call the page's content. */
export interface MainText {
  readonly text: string;
  readonly headings: readonly string[];
  readonly linkShare: number;
  readonly hasCode: boolean;
}

/** Never part of the text. */
const DROPPED = new Set(
  'script style noscript template svg math iframe object nav footer aside form button select textarea head'.split(' '),
);

/** What sites mark as not being content, by role or by the class names that generators of documentation use. */
const DROPPED_ROLE = /^(?:navigation|search|banner|contentinfo|complementary|menu|menubar)$/;
const DROPPED_CLASS =
  /(?:^|\s)(?:nav|navbar|navheader|navfooter|navigation|sidebar|sphinxsidebar|breadcrumbs?|footer|cookie-?(?:banner|notice|consent)|skip-?link|headerlink|toc|table-of-contents|edit-?(?:page|link))(?:\s|$)/i;

/** Whatever their class says: without them there is no page. */
const KEPT = new Set(['html', 'body', 'main', 'article']);

const BLOCK = new Set(
  'address article blockquote br dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td th thead tr ul body'.split(
    ' ',
  ),
);

const HEADING = /^h[1-6]$/;

/**
 * The text of the page's main part: of the first of `mains` (`<main>`, or a single `<article>`) where there is one with
 * text in it, else of the whole body.
 */
export function mainText(roots: readonly HtmlNode[], mains: readonly HtmlElement[]): MainText {
  const [main] = mains;
  const isClear = main !== undefined && (main.name !== 'article' || mains.length === 1);
  const found = isClear ? collect([main], false) : null;
  return found !== null && found.text.length >= 100 ? found : collect(roots, true);
}

/** Walks without recursion: a deep page must not exhaust the stack. A function on the stack ends an element. */
function collect(roots: readonly HtmlNode[], isWholeBody: boolean): MainText {
  const parts: string[] = [];
  const headings: string[] = [];
  const counts = { all: 0, links: 0, hasCode: false };
  const open = { heading: '', link: 0 };
  const stack: (HtmlNode | (() => void))[] = roots.toReversed();
  const endBlock = () => void parts.push('\n');
  while (stack.length > 0 && counts.all < MAX_TEXT) {
    const node = stack.pop();
    if (typeof node === 'function') node();
    else if (node?.type === 'text') {
      // A line break in the source is a space; only blocks break lines.
      parts.push(node.data.replace(/\s+/g, ' '));
      counts.all += node.data.length;
      if (open.link > 0) counts.links += node.data.trim().length;
    } else if (node !== undefined && 'attribs' in node && !isDropped(node.name, node.attribs, isWholeBody)) {
      const { name } = node;
      if (name === 'pre' || name === 'code') counts.hasCode = true;
      if (BLOCK.has(name)) stack.push(endBlock);
      if (BLOCK.has(name)) endBlock();
      if (name === 'a') stack.push(() => void (open.link -= 1));
      if (name === 'a') open.link += 1;
      if (HEADING.test(name)) {
        const from = parts.length;
        stack.push(() => void headings.push(tidy(parts.slice(from).join(''))));
      }
      // Not `push(...children)`: a hundred thousand arguments are too many.
      for (const child of node.children.toReversed()) stack.push(child);
    }
  }
  const text = tidy(parts.join('')).slice(0, MAX_TEXT).toWellFormed();
  return {
    text,
    headings: headings.filter((h) => h !== '').slice(0, 200),
    linkShare: counts.links / Math.max(1, text.length),
    hasCode: counts.hasCode,
  };
}

function isDropped(name: string, attributes: Readonly<Record<string, string>>, isWholeBody: boolean): boolean {
  if (KEPT.has(name)) return false;
  if (DROPPED.has(name) || (isWholeBody && name === 'header')) return true;
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true;
  return DROPPED_ROLE.test(attributes['role'] ?? '') || DROPPED_CLASS.test(attributes['class'] ?? '');
}

/** One space between words, one line a block. */
function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

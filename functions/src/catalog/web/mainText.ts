import type { HtmlElement, HtmlNode } from './htmlNode.ts';
import { MAX_TEXT } from './pageContent.ts';
import { PageLines } from './pageLines.ts';

/** What a reader would call the page's content. */
export interface MainText {
  readonly text: string;
  /** What each line of the text is, as `LineKind` has it. */
  readonly lineKinds: string;
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

/** Styles by which a page hides from its readers what it tells programs. */
const HIDDEN_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0)/i;

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
  const lines = new PageLines();
  const headings: string[] = [];
  const counts = { all: 0, links: 0, hasCode: false };
  let openLinks = 0;
  const stack: (HtmlNode | (() => void))[] = roots.toReversed();
  while (stack.length > 0 && counts.all < MAX_TEXT) {
    const node = stack.pop();
    if (typeof node === 'function') node();
    else if (node?.type === 'text') {
      lines.write(node.data, openLinks > 0);
      counts.all += node.data.length;
      if (openLinks > 0) counts.links += node.data.trim().length;
    } else if (node !== undefined && 'attribs' in node && !isDropped(node.name, node.attribs, isWholeBody)) {
      const { name } = node;
      if (name === 'pre' || name === 'code') counts.hasCode = true;
      // The line ends inside the element that it stands in, so that its kind is the element's.
      if (BLOCK.has(name)) lines.endLine();
      const from = lines.count;
      if (HEADING.test(name)) stack.push(() => void headings.push(lines.textFrom(from)));
      if (lines.enter(name)) stack.push(() => lines.leave());
      if (BLOCK.has(name)) stack.push(() => lines.endLine());
      if (name === 'a') stack.push(() => void (openLinks -= 1));
      if (name === 'a') openLinks += 1;
      // Not `push(...children)`: a hundred thousand arguments are too many.
      for (const child of node.children.toReversed()) stack.push(child);
    }
  }
  lines.endLine();
  const text = lines.textFrom(0).slice(0, MAX_TEXT).toWellFormed();
  return {
    text,
    lineKinds: lines.kinds.slice(0, text.split('\n').length),
    headings: headings.filter((h) => h !== '').slice(0, 200),
    linkShare: counts.links / Math.max(1, text.length),
    hasCode: counts.hasCode,
  };
}

function isDropped(name: string, attributes: Readonly<Record<string, string>>, isWholeBody: boolean): boolean {
  if (KEPT.has(name)) return false;
  if (DROPPED.has(name) || (isWholeBody && name === 'header')) return true;
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true;
  if (HIDDEN_STYLE.test(attributes['style'] ?? '')) return true;
  return DROPPED_ROLE.test(attributes['role'] ?? '') || DROPPED_CLASS.test(attributes['class'] ?? '');
}

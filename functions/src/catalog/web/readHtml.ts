import type { HtmlElement, HtmlNode } from './htmlNode.ts';
import { mainText } from './mainText.ts';
import { isNestedTooDeeply } from './nesting.ts';
import { pageAddress } from './pageAddress.ts';
import type { Link, PageContent } from './pageContent.ts';
import { robotsDirectives } from './robotsDirectives.ts';

/** More links than this are an index of everything; the first ones do. */
const MAX_LINKS = 3_000;

/**
 * Reads a page; null for one that is nested too deeply. The parser is htmlparser2 (`cheerio/slim`), and the tree is
 * walked by hand: parse5 takes time with the square of the nesting (measured: 92 s for 500 kB of `<div>`), and CSS
 * selectors with the square of the siblings (13 s for 40,000 `<dt>`), which no page may make us spend.
 */
export async function readHtml(html: string, url: string): Promise<PageContent | null> {
  if (isNestedTooDeeply(html)) return null;
  const { load } = await import('cheerio/slim');
  const roots = load(html).root().get(0)?.children ?? [];
  const found = elementsOf(roots);
  const base = found('base', 'href').at(0)?.attribs['href'];
  const baseUrl = (base === undefined ? null : URL.parse(base, url)?.href) ?? url;
  const canonical = found('link', 'href').find(({ attribs }) => /\bcanonical\b/i.test(attribs['rel'] ?? ''))?.attribs[
    'href'
  ];
  const meta = (key: string) => metaContent(found('meta', 'content'), key);
  const main = mainText(roots, [...found('main'), ...found('article')]);
  const title = found('title').map((element) => textOf(element));
  const titles = [title.at(0), meta('og:title'), main.headings.at(0)].map((text) =>
    (text ?? '').replace(/\s+/g, ' ').trim(),
  );
  return {
    title: (titles.find((text) => text !== '') ?? '').slice(0, 200).toWellFormed(),
    headings: main.headings.join('\n'),
    text: main.text,
    lineKinds: main.lineKinds,
    links: linksOf(found('a', 'href'), meta('refresh'), baseUrl),
    canonical: canonical === undefined ? null : pageAddress(canonical, baseUrl),
    ...robotsDirectives(meta('robots')),
    linkShare: main.linkShare,
    hasCode: main.hasCode,
  };
}

/** All elements of a name, in the order of the page, of those that matter here; only those with `attribute` if given. */
function elementsOf(roots: readonly HtmlNode[]): (name: string, attribute?: string) => readonly HtmlElement[] {
  const wanted = new Map<string, HtmlElement[]>(
    ['base', 'link', 'meta', 'title', 'main', 'article', 'a'].map((name) => [name, []]),
  );
  const stack: HtmlNode[] = roots.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('attribs' in node) wanted.get(node.attribs['role'] === 'main' ? 'main' : node.name)?.push(node);
    if ('children' in node) for (const child of node.children.toReversed()) stack.push(child);
  }
  return (name, attribute) => {
    const all = wanted.get(name) ?? [];
    return attribute === undefined ? all : all.filter(({ attribs }) => attribs[attribute] !== undefined);
  };
}

/** The content of the first `<meta>` with this name, property or http-equiv. */
function metaContent(metas: readonly HtmlElement[], key: string): string | undefined {
  const keyOf = ({ attribs }: HtmlElement) => attribs['name'] ?? attribs['property'] ?? attribs['http-equiv'] ?? '';
  return metas.find((element) => keyOf(element).toLowerCase() === key)?.attribs['content'];
}

function linksOf(anchors: readonly HtmlElement[], refresh: string | undefined, baseUrl: string): Link[] {
  const links: Link[] = [];
  const target = /^\s*\d*\s*;\s*url\s*=\s*['"]?([^'"]+)/i.exec(refresh ?? '')?.[1];
  const moved = target === undefined ? null : pageAddress(target, baseUrl);
  if (moved !== null) links.push({ address: moved, text: '' });
  for (const anchor of anchors.slice(0, MAX_LINKS)) {
    const { href = '', rel = '' } = anchor.attribs;
    const address = href.startsWith('#') || /\bnofollow\b/i.test(rel) ? null : pageAddress(href, baseUrl);
    if (address !== null) links.push({ address, text: textOf(anchor).replace(/\s+/g, ' ').trim().slice(0, 150) });
  }
  return links;
}

/** The first 300 characters inside an element. */
function textOf(element: HtmlElement): string {
  let text = '';
  const stack: HtmlNode[] = element.children.toReversed();
  for (let node = stack.pop(); node !== undefined && text.length < 300; node = stack.pop()) {
    if (node.type === 'text') text += node.data;
    else if ('children' in node) for (const child of node.children.toReversed()) stack.push(child);
  }
  return text.slice(0, 300);
}

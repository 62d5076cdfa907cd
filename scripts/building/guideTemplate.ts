import { escapeHtml, type GuidePage, hrefOf } from './guidePage.ts';

const PRODUCT = 'Mission Progress';

/** A page with fewer sections is seen whole without a list of them. */
const MIN_LISTED_SECTIONS = 3;

/** The whole document of `page`, one of `pages` in their order. The content policy allows no inline script or style. */
export function pageHtml(page: GuidePage, pages: readonly GuidePage[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(titleOf(page))}</title>
<meta name="description" content="${escapeHtml(page.description)}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/guide/guide.css">
<script type="module" src="/guide/copy.js"></script>
</head>
<body>
<a class="skip" href="#guide-content">Skip to the content</a>
<header>
<p><a href="/">${PRODUCT}</a></p>
<nav aria-label="Product"><a href="/">Dashboard</a> <a href="/guide"${page.name === 'index' ? ' aria-current="page"' : ''}>Guide</a> <a class="to-pages" href="#guide-pages">All pages</a></nav>
</header>
<div class="columns">
<main id="guide-content" tabindex="-1">
<article>
${withSections(page)}</article>
${neighbours(page, pages)}</main>
${pageList(page, pages)}</div>
</body>
</html>
`;
}

function titleOf(page: GuidePage): string {
  return page.name === 'index' ? page.title : `${page.title} · ${PRODUCT} guide`;
}

/** The page's own HTML with the list of its sections behind the first paragraph. */
function withSections({ html, sections, name }: GuidePage): string {
  // The index lists pages, and a list of those lists would only stand in the way.
  if (name === 'index' || sections.length < MIN_LISTED_SECTIONS) return html;
  const items = sections.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`);
  const list = `<nav class="sections" aria-label="On this page">\n<ul>\n${items.join('\n')}\n</ul>\n</nav>\n`;
  return html.replace('</p>\n', () => `</p>\n${list}`);
}

function neighbours(page: GuidePage, pages: readonly GuidePage[]): string {
  const at = pages.indexOf(page);
  const links = [link('prev', 'Previous', pages[at - 1]), link('next', 'Next', pages[at + 1])];
  return `<nav class="neighbours" aria-label="Neighbouring pages">\n${links.join('')}</nav>\n`;
}

function link(rel: 'prev' | 'next', word: string, page: GuidePage | undefined): string {
  if (page === undefined) return '';
  return `<a rel="${rel}" href="${hrefOf(page.name)}"><span>${word}</span> ${escapeHtml(page.title)}</a>\n`;
}

function pageList(page: GuidePage, pages: readonly GuidePage[]): string {
  const items = pages.map((each) => {
    const current = each === page ? ' aria-current="page"' : '';
    return `<li><a href="${hrefOf(each.name)}"${current}>${escapeHtml(each.name === 'index' ? 'Contents' : each.title)}</a></li>`;
  });
  return `<nav class="pages" id="guide-pages" aria-label="All pages">\n<ul>\n${items.join('\n')}\n</ul>\n</nav>\n`;
}

/// <reference types="vite/client" />
import { countText } from '../../../client/src/words/amount.ts';
import { FILE_WORDS } from '../words/results.ts';
import type { Heading, Outline } from './outline.ts';
import FRAME from './resultFile.html?raw';

/** What a result says of itself, in a file of its own. */
export interface FileHead {
  readonly title: string;
  readonly summary: string;
  /** When it was made, by which mission, and what it took. */
  readonly facts: readonly string[];
  /** Why there is less of it than there could be; null where it is whole. */
  readonly partial: string | null;
}

/** Below so many headings a list of them is longer than the way to them. */
const WORTH_LISTING = 3;

/** What a report is: a text with its sources below it, or a ranked list, which is its sources itself. */
type Look = 'text' | 'list';

/** A whole HTML file of a result: no script, nothing to fetch, to be mailed or printed. `report` is HTML that was cleaned. */
export function filePage(head: FileHead, report: string, outline: Outline, look: Look = 'text'): string {
  const parts: Readonly<Record<string, string>> = {
    ...{ title: escapeHtml(head.title), head: headHtml(head) },
    ...{ facts: escapeHtml(head.facts.join(' · ')), contents: contentsHtml(outline.headings) },
    ...{ report, look, sources: sourcesHtml(outline) },
  };
  // All at once: what looks like a place in somebody's text is text. And no line is indented: some of them are code.
  return FRAME.replaceAll(/^ +/gm, '').replaceAll(/%(\w+)%/g, (place, name) => parts[name] ?? place);
}

/** The same to be pasted into a text: without the frame of a file, and its style. */
export function richText(head: FileHead, report: string, outline: Outline): string {
  return `${headHtml(head)}\n${report}\n${sourcesHtml(outline)}`;
}

function headHtml({ title, summary, partial }: FileHead): string {
  return [
    `<h1>${escapeHtml(title)}</h1>`,
    ...(summary === '' ? [] : [`<p class="summary">${escapeHtml(summary)}</p>`]),
    ...(partial === null ? [] : [`<p class="partial"><strong>${escapeHtml(partial)}</strong></p>`]),
  ].join('\n');
}

function contentsHtml(headings: readonly Heading[]): string {
  if (headings.length < WORTH_LISTING) return '';
  const lines = headings.map(
    ({ id, text, depth }) =>
      `<li${depth === 0 ? '' : ' class="below"'}><a href="#${encodeURIComponent(id)}">${escapeHtml(text)}</a></li>`,
  );
  return `<nav>\n<h2>${FILE_WORDS.contents}</h2>\n<ul>\n${lines.join('\n')}\n</ul>\n</nav>\n`;
}

/** With the addresses in full: paper and some mail programs show no more than the text. */
function sourcesHtml({ sources }: Outline): string {
  if (sources.length === 0) return '';
  const lines = sources.map(({ href, text }) => {
    const link = `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${escapeHtml(text || href)}</a>`;
    return `<li>${link}${text === '' || text === href ? '' : ` <span class="address">${escapeHtml(href)}</span>`}</li>`;
  });
  const title = FILE_WORDS.sources(countText(sources.length));
  return `<section>\n<h2>${title}</h2>\n<ol>\n${lines.join('\n')}\n</ol>\n</section>\n`;
}

function escapeHtml(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (mark) => escapes[mark] ?? mark);
}

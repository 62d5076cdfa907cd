import { setImmediate } from 'node:timers/promises';
import type { CrawledPage } from '../web/crawlJob.ts';
import { withoutSiteName } from '../web/siteTitles.ts';
import { blocksOfPage, blocksOfText } from './blocks.ts';
import { cleanLine } from './cleanText.ts';
import { tidyHeading } from './headings.ts';
import type { NamedText } from './namedSources.ts';
import { passagesOf } from './passages.ts';
import type { ReadSource } from './selectPassages.ts';

/** How sources are read: in which language, and when (milliseconds since the epoch) a text was given. */
export interface Reading {
  readonly language: string;
  readonly now: number;
}

/** Pages and texts as sources, in their order. A long page takes some ten milliseconds, so others get their turn. */
export async function readSources(
  pages: readonly CrawledPage[],
  texts: readonly NamedText[],
  { language, now }: Reading,
): Promise<ReadSource[]> {
  const titles = titlesOf(pages);
  const sources: ReadSource[] = [];
  for (const page of pages) {
    const { text, lineKinds, address: url, readAt } = page;
    const blocks = lineKinds === null ? blocksOfText(text) : blocksOfPage(text, lineKinds);
    const title = tidyHeading(cleanLine(titles.get(page) ?? '')) || new URL(url).pathname;
    sources.push({ kind: 'page', title, url, retrieved_at: timeOf(readAt), passages: passagesOf(blocks, language) });
    await setImmediate();
  }
  for (const { kind, title, text } of texts) {
    const passages = passagesOf(blocksOfText(text), language);
    sources.push({ kind, title: cleanLine(title), url: null, retrieved_at: timeOf(now), passages });
  }
  return sources;
}

/** The titles of pages without the names of their sites. */
function titlesOf(pages: readonly CrawledPage[]): Map<CrawledPage, string> {
  const bySite = Map.groupBy(pages, ({ domain }) => domain);
  return new Map(
    [...bySite.values()].flatMap((group) => {
      const names = withoutSiteName(group.map(({ title }) => title));
      return group.map((page, index) => [page, names[index] ?? ''] as const);
    }),
  );
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

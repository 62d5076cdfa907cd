import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCitations } from '../../../functions/src/catalog/report/checkCitations.ts';
import { cleanLine } from '../../../functions/src/catalog/report/cleanText.ts';
import { wordCount } from '../../../functions/src/catalog/report/quotable.ts';
import { readHtml } from '../../../functions/src/catalog/web/readHtml.ts';
import { packageDocs } from '../../support/packageDocs.ts';
import { type Site, serveSite } from '../../support/site.ts';
import { type RanReport, runReport } from './runReport.ts';

const PAGES = 200;
const docs = packageDocs(PAGES);
const state: { site: Site | null } = { site: null };

beforeAll(async () => {
  state.site = await serveSite(docs);
});

afterAll(() => state.site?.close());

function site(): Site {
  if (state.site === null) throw new Error('the site is not there yet');
  return state.site;
}

/** The text of a page as the site serves it, but for its white space and what can't be seen. */
async function textAt(url: string): Promise<string> {
  const html = docs[new URL(url).pathname];
  if (typeof html !== 'string') throw new Error(`the site has no page ${url}`);
  return cleanLine((await readHtml(html, url))?.text ?? '');
}

function sentencesOf({ sections }: RanReport) {
  return sections.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences));
}

describe.each([
  ['How are HTTP requests cancelled and timed out?', 'standard', 'medium'],
  ['How to write logs as JSON and redact secrets', 'deep', 'long'],
  ['parse command line arguments', 'brief', 'short'],
] as const)(`a report on ${PAGES} pages of real documentation: %s`, (objective, depth, length) => {
  it('has for every sentence citations that really hold it', { timeout: 120_000 }, async () => {
    const budget = { max_pages: PAGES + 20 };
    const ran = await runReport({ objective, domains: [site().domain], report: { depth, length }, budget });
    expect(Object.keys(docs).length).toBeGreaterThan(PAGES);

    const sources = new Map(ran.gathered.sources.flatMap((one) => one.passages.map(({ id }) => [id, one] as const)));
    const passages = ran.gathered.sources.flatMap((one) => one.passages);
    const sentences = sentencesOf(ran);
    expect(sentences.length).toBeGreaterThan(5);
    for (const { text, passages: cited } of sentences) {
      expect(cited.length).toBeGreaterThan(0);
      expect(wordCount(text)).toBeGreaterThanOrEqual(4);
      for (const id of cited) expect(await textAt(sources.get(id)?.url ?? '')).toContain(cleanLine(text));
    }
    for (const section of ran.sections) expect(checkCitations(section, passages)).toEqual([]);

    // What sites say to their visitors is no part of it, and no sentence comes twice.
    expect(ran.report.markdown).not.toMatch(/cookies to make|All rights reserved|page helpful|On this page you find/);
    expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
    // Each number leads to a source that is listed under it.
    const { markdown, cited } = ran.report;
    const numbers = [...markdown.matchAll(/\[\\\[(\d+)\\\]\]\(#sources\)/g)].map(([, number]) => Number(number));
    expect(numbers.length).toBeGreaterThanOrEqual(sentences.length);
    expect(Math.max(...numbers)).toBe(cited.length);
    for (const [index, { url }] of cited.entries()) {
      expect(markdown.split('\n').some((line) => line.startsWith(`${index + 1}. [`) && line.includes(url ?? '-'))).toBe(
        true,
      );
    }
  });
});

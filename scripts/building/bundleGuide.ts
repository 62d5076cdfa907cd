import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describeApi } from '../../functions/src/http/openApi.ts';
import { inRepo } from '../paths.ts';
import { Problem } from '../problem.ts';
import { type GuidePage, hrefOf, readPage } from './guidePage.ts';
import { pageHtml } from './guideTemplate.ts';
import { referenceMarkdown } from './referencePage.ts';

/** Pages of the API cost a function call each, and none of them is for search engines. */
const ROBOTS_TXT = `User-agent: *
Disallow: /missions
Disallow: /mission-types
Disallow: /schedules
Disallow: /form-drafts
Disallow: /keys
Disallow: /webhooks
Disallow: /health
Disallow: /session
`;

/**
 * Renders the user guide, web/guide/*.md, into `outDir`/guide, and a robots.txt beside it. The order of the pages is
 * the order in which index.md links them; a page that it does not link is a mistake and throws. There is no sitemap:
 * its addresses must be absolute, and the same build is served at many origins.
 */
export async function bundleGuide(outDir: string): Promise<void> {
  const source = inRepo('web/guide');
  const names = (await readdir(source)).filter((name) => name.endsWith('.md')).map((name) => basename(name, '.md'));
  const pages = await Promise.all(
    names.map(async (name) => readPage(name, await markdownOf(name, join(source, `${name}.md`)))),
  );
  const ordered = inOrder(pages);
  await mkdir(join(outDir, 'guide'), { recursive: true });
  await Promise.all([
    ...ordered.map((page) => writeFile(join(outDir, 'guide', `${page.name}.html`), pageHtml(page, ordered))),
    ...['guide.css', 'copy.js'].map((file) => cp(join(source, file), join(outDir, 'guide', file))),
    writeFile(join(outDir, 'robots.txt'), ROBOTS_TXT),
  ]);
}

/** The page's source. The reference goes on with what the API's own description says, so that the two can't differ. */
async function markdownOf(name: string, path: string): Promise<string> {
  const written = await readFile(path, 'utf8');
  return name === 'api' ? `${written}\n${referenceMarkdown(describeApi())}\n` : written;
}

/** The index, then every other page where the index first links it. */
function inOrder(pages: readonly GuidePage[]): GuidePage[] {
  const index = pages.find((page) => page.name === 'index');
  if (index === undefined) throw new Problem('web/guide has no index.md.');
  const linked = index.links.map((href) => href.replace(/#.*$/, ''));
  const place = (page: GuidePage) => (page === index ? -1 : linked.indexOf(hrefOf(page.name)));
  const lost = pages.filter((page) => page !== index && place(page) === -1).map((page) => `${page.name}.md`);
  if (lost.length > 0) throw new Problem(`web/guide/index.md does not link ${lost.join(', ')}.`);
  return pages.toSorted((a, b) => place(a) - place(b));
}

import { afterEach, describe, expect, it } from 'vitest';
import { type Execution, toolExecution } from '../../../functions/src/catalog/research/toolExecution.ts';
import { AppError } from '../../../functions/src/core/errors.ts';
import { type Route, type Site, serveSite, sitePage } from '../../support/site.ts';
import { type Ask, type Ran, runResearch } from './runResearch.ts';

const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.close()));
});

async function site(routes: Record<string, Route>): Promise<Site> {
  const served = await serveSite(routes);
  sites.push(served);
  return served;
}

async function crawled(served: Site, ask: Partial<Ask> = {}): Promise<Ran & { execution: Execution }> {
  const ran = await runResearch({ objective: 'pages about apples', domains: [served.domain], ...ask });
  return { ...ran, execution: toolExecution.output.parse(ran.outputs.get('tool_execution')) };
}

const words = (seed: string) =>
  Array.from({ length: 120 }, (_, n) => `${seed}${n % 17} apples word${n}${seed}`).join(' ');

/** A homepage that links to `count` pages, each with a text of its own. */
function orchard(count: number, size = 1, seed = ''): Record<string, Route> {
  const paths = Array.from({ length: count }, (_, n) => `/page-${n}`);
  const pages = paths.map((path) => [path, sitePage(`Apples ${path}`, words(path + seed).repeat(size))] as const);
  return { '/': sitePage('Orchard', words(`home${seed}`), paths), ...Object.fromEntries(pages) };
}

const text = (body: string): Route => ({ headers: { 'content-type': 'text/plain' }, body });

describe('robots.txt', () => {
  it('is obeyed page by page, and what it forbids is counted and never asked', async () => {
    const served = await site({
      ...orchard(6),
      '/robots.txt': text('User-agent: *\nDisallow: /page-1\nDisallow: /page-2'),
    });
    const { execution } = await crawled(served);
    expect(served.pagesAsked()).not.toContain('/page-1');
    expect(served.pagesAsked()).not.toContain('/page-2');
    expect(execution.counts).toMatchObject({ read: 5, missed: 0, skipped: { robots: 2 } });
  });

  it('sets the pace: one page at a time, the delay between two', async () => {
    const served = await site({ ...orchard(4), '/robots.txt': text('User-agent: *\nCrawl-delay: 0.3') });
    const { execution } = await crawled(served);
    expect(execution.counts.read).toBe(5);
    // The first two requests for pages are verification's and the crawl's first.
    const at = served.requests.filter(({ path }) => path.startsWith('/page-')).map((request) => request.at);
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(200);
  });

  it('asks for one page at a time even where pages take longer than the delay', async () => {
    const most = await mostAtOnce(orchard(5), text('User-agent: *\nCrawl-delay: 0.01'));
    expect(most).toBe(1);
  });

  it('holds for the homepage too, where a sitemap lists other pages', async () => {
    const served = await site({ ...orchard(2), '/robots.txt': text('User-agent: *\nDisallow: /$') });
    const body = `<urlset><url><loc>${served.origin}/page-0</loc></url></urlset>`;
    served.set('/sitemap.xml', { headers: { 'content-type': 'application/xml' }, body });
    const { execution } = await crawled(served);
    expect(served.pagesAsked()).toEqual(['/page-0']);
    expect(execution.counts).toMatchObject({ read: 1, skipped: { robots: 1 } });
  });

  it('counts a page once that a sitemap lists and robots.txt forbids, however many links lead there', async () => {
    const served = await site({ ...orchard(30), '/robots.txt': text('User-agent: *\nDisallow: /page-7') });
    const paths = ['/', ...Array.from({ length: 30 }, (_, n) => `/page-${n}`)];
    const listed = paths.map((path) => `<url><loc>${served.origin}${path}</loc></url>`).join('');
    served.set('/sitemap.xml', { headers: { 'content-type': 'application/xml' }, body: `<urlset>${listed}</urlset>` });
    const { execution } = await crawled(served);
    expect(execution.counts).toMatchObject({ read: 30, missed: 0, skipped: { robots: 1 } });
  });

  it('reads up to six pages at once where no delay is asked for, and not more', async () => {
    expect(await mostAtOnce(orchard(20))).toBe(6);
  });
});

/** How many pages of `routes` are asked for at the same time at most, when each takes 40 ms. */
async function mostAtOnce(routes: Record<string, Route>, robots?: Route): Promise<number> {
  let [now, most] = [0, 0];
  const slow: Route = (request, response) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(sitePage(`Apples ${request.url}`, words(request.url ?? '')));
    }, 40);
    return undefined;
  };
  const slowed = Object.fromEntries(
    Object.keys(routes).map((path) => [path, path === '/' ? (routes['/'] ?? '') : slow]),
  );
  await crawled(await site({ ...slowed, ...(robots === undefined ? {} : { '/robots.txt': robots }) }));
  return most;
}

describe('pages that are one', () => {
  it('are read once under all spellings, and counted once by text and by canonical link', async () => {
    const body = sitePage('Apples', words('same'));
    const original = (frame: string) =>
      `<title>Apples original</title><link rel="canonical" href="/original"><p>${frame}</p>${words('original')}`;
    const served = await site({
      '/': sitePage('Orchard', words('home'), [
        '/a',
        '/a#top',
        '/a?utm_source=x',
        '/a/',
        '/b',
        '/original',
        '/print',
        '/mistaken',
      ]),
      '/a': body,
      '/a/': body,
      '/b': body,
      '/original': original('Screen'),
      '/print': original('Print'),
      '/mistaken': `<title>Other</title><link rel="canonical" href="/"><p>Quite another text.</p>${words('mistaken')}`,
    });
    const { execution } = await crawled(served);
    expect(served.pagesAsked().filter((path) => path.startsWith('/a'))).toHaveLength(1);
    // /b by its text, /print by its canonical link; /mistaken only claims to be the homepage.
    expect(execution.counts).toMatchObject({ read: 4, skipped: { duplicate: 2 } });
    const paths = execution.candidates.map(({ url }) => new URL(url).pathname);
    expect(paths).toContain('/original');
    expect(paths).toContain('/mistaken');
    expect(paths).not.toContain('/print');
  });

  it('follow redirects to their place, also from /x to /x/, and end in loops', async () => {
    const served = await site({
      '/': sitePage('Orchard', words('home'), ['/docs', '/old', '/loop-a', '/self']),
      '/docs': { status: 301, headers: { location: '/docs/' } },
      '/docs/': sitePage('Docs on apples', words('docs')),
      '/old': { status: 302, headers: { location: '/new' } },
      '/new': sitePage('New apples', words('new')),
      '/loop-a': { status: 302, headers: { location: '/loop-b' } },
      '/loop-b': { status: 302, headers: { location: '/loop-a' } },
      '/self': { status: 302, headers: { location: '/self' } },
    });
    const { execution } = await crawled(served);
    expect(execution.counts.read).toBe(3);
    expect(execution.missed).toEqual([{ url: `${served.origin}/self`, reason: 'it redirects to itself' }]);
    expect(served.pagesAsked().length).toBeLessThan(12);
  });
});

describe('pages that are not read', () => {
  it('are reported with their reasons, and the mission succeeds', async () => {
    const served = await site({
      ...orchard(4),
      '/page-1': { status: 404 },
      '/page-2': { status: 500 },
      '/page-3': { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.7' },
    });
    const { execution, result, notes } = await crawled(served);
    expect(execution.counts).toMatchObject({ read: 2, missed: 2, skipped: { not_text: 1 } });
    expect(result.missed_count).toBe(2);
    expect(result.missed).toContainEqual({ url: `${served.origin}/page-2`, reason: 'it answers 500' });
    expect(result.summary).toContain('2 of 4 pages could not be read');
    expect(result.markdown).toContain('## Not read');
    expect(notes).toContainEqual({ kind: 'error', message: `Could not read ${served.origin}/page-1: it answers 404` });
  });

  it('have twenty remarks at most, and a count of the rest', async () => {
    const served = await site({
      ...orchard(30),
      ...Object.fromEntries(Array.from({ length: 27 }, (_, n) => [`/page-${n}`, { status: 410 }])),
    });
    const { notes, execution } = await crawled(served);
    expect(execution.counts).toMatchObject({ read: 4, missed: 27 });
    expect(notes.filter(({ message }) => message.startsWith('Could not read'))).toHaveLength(20);
    expect(notes).toContainEqual({ kind: 'error', message: '7 more pages could not be read.' });
  });

  it('get a second try after a lost connection and after 503, and no third', async () => {
    const tries = new Map<string, number>();
    const failing =
      (failures: number, fail: Route): Route =>
      (request, response) => {
        const path = request.url ?? '';
        tries.set(path, (tries.get(path) ?? 0) + 1);
        if ((tries.get(path) ?? 0) > failures) return sitePage(`Apples ${path}`, words(path));
        return typeof fail === 'function' ? fail(request, response) : fail;
      };
    const hangUp: Route = (_request, response) => void response.destroy();
    const served = await site({
      ...orchard(3),
      '/page-0': failing(1, hangUp),
      '/page-1': failing(9, hangUp),
      '/page-2': failing(1, { status: 503, headers: { 'retry-after': '1' } }),
    });
    const { execution } = await crawled(served);
    expect(Object.fromEntries(tries)).toEqual({ '/page-0': 2, '/page-1': 2, '/page-2': 2 });
    expect(execution.counts).toMatchObject({ read: 3, missed: 1 });
    expect(execution.missed[0]?.reason).toContain('closed the connection');
  });

  it('include those that ask not to be indexed, whose links count all the same unless they say otherwise', async () => {
    const served = await site({
      '/': sitePage('Orchard', words('home'), ['/hidden', '/closed']),
      '/hidden': `<meta name="robots" content="noindex"><a href="/behind">more apples</a>${words('hidden')}`,
      '/behind': sitePage('Behind apples', words('behind')),
      '/closed': {
        headers: { 'x-robots-tag': 'noindex, nofollow' },
        body: `<a href="/never">apples</a>${words('closed')}`,
      },
      '/never': sitePage('Never', words('never')),
    });
    const { execution } = await crawled(served);
    expect(execution.counts).toMatchObject({ read: 2, skipped: { noindex: 2 } });
    expect(served.pagesAsked()).toContain('/behind');
    expect(served.pagesAsked()).not.toContain('/never');
  });

  it('fail the mission when they are all', async () => {
    let asked = 0;
    const served = await site({ '/': () => ((asked += 1) > 1 ? { status: 500 } : sitePage('Orchard', words('home'))) });
    const error = await runResearch({ domains: [served.domain] }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'no_page_read', message: expect.stringContaining('it answers 500') });
  });
});

describe('ceilings', () => {
  it('max_pages: reads no more, says what is left', async () => {
    const served = await site(orchard(30));
    const { execution, notes, reports } = await crawled(served, { budget: { max_pages: 8 } });
    expect(execution).toMatchObject({ ended_by: 'max_pages', counts: { read: 8 } });
    // Verification reads the homepage once more.
    expect(served.pagesAsked()).toHaveLength(9);
    expect(notes).toContainEqual({
      kind: 'app',
      message: 'Stopped reading: budget.max_pages is reached; 23 known addresses were not read.',
    });
    expect(reports.every(({ total }) => (total ?? 0) <= 8)).toBe(true);
  });

  it('max_bytes: never passes it, not even with six pages in flight', async () => {
    const served = await site(orchard(30, 40));
    const { execution, usage } = await crawled(served, { budget: { max_pages: 30, max_bytes: 700_000 } });
    expect(execution.ended_by).toBe('max_bytes');
    expect(usage['bytes']).toBeLessThanOrEqual(700_000);
    expect(execution.counts.read).toBeGreaterThan(3);
  });

  it('max_seconds: hangs up on what is in flight and keeps what was read', async () => {
    const silent: Route = () => undefined;
    const served = await site({ ...orchard(8), '/page-3': silent, '/page-4': silent });
    const startedAt = performance.now();
    const { execution } = await crawled(served, { budget: { max_seconds: 3, max_pages: 12 } });
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    expect(execution).toMatchObject({ ended_by: 'max_seconds', counts: { read: 7, missed: 0 } });
  });

  it('requests: a site of nothing but redirects comes to an end', async () => {
    const endless: Route = (request) => {
      const n = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0);
      return { status: 302, headers: { location: `/hop-${n + 1}` } };
    };
    const hops = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`/hop-${n}`, endless]));
    const links = Array.from({ length: 40 }, (_, n) => `/hop-${n * 10}`);
    const served = await site({ '/': sitePage('Orchard', words('home'), links), ...hops });
    const { execution } = await crawled(served, { budget: { max_pages: 10 } });
    expect(execution.counts.read).toBe(1);
    expect(served.requests.length).toBeLessThan(100);
  });
});

describe('several domains', () => {
  it('share the pages', async () => {
    const one = await site(orchard(30));
    const other = await site(orchard(30, 1, 'other'));
    await crawled(one, { domains: [one.domain, other.domain], budget: { max_pages: 20 } });
    const [first, second] = [one.pagesAsked().length, other.pagesAsked().length];
    expect(first + second).toBe(22);
    expect(Math.abs(first - second)).toBeLessThanOrEqual(4);
  });
});

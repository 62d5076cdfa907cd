import { afterEach, describe, expect, it } from 'vitest';
import { researchMission } from '../../../functions/src/catalog/research/mission.ts';
import { toolExecution } from '../../../functions/src/catalog/research/toolExecution.ts';
import { verification } from '../../../functions/src/catalog/research/verification.ts';
import { AppError } from '../../../functions/src/core/errors.ts';
import { guardedWeb } from '../../../functions/src/edge/guardedFetch.ts';
import { planOf } from '../../../functions/src/missions/defineMission.ts';
import { type Route, type Site, serveSite, sitePage } from '../../support/site.ts';
import { type Ask, runResearch, webFor } from './runResearch.ts';

const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.close()));
});

async function site(routes: Record<string, Route>): Promise<Site> {
  const served = await serveSite(routes);
  sites.push(served);
  return served;
}

async function failureOf(ask: Ask): Promise<AppError> {
  const error = await runResearch(ask).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

const FILLER =
  'This page is part of a small manual and says a few things about its own subject, at some length. '.repeat(6);
const INSTALL = `To install a package with pip, run pip install and the name of the package. ${FILLER}`;

/** A manual with the pages that mislead a search: a changelog and an index that hold every word. */
function manual(): Record<string, Route> {
  const words = 'install installing packages pip package installation '.repeat(60);
  const paths = ['/installing.html', '/changelog.html', '/genindex.html', '/colours.html', '/numbers.html'];
  return {
    '/': sitePage('The manual', FILLER, paths),
    '/installing.html': sitePage('Installing packages', INSTALL, ['/colours.html']),
    '/changelog.html': sitePage('Changelog', `pip pip packages: ${words}`),
    '/genindex.html': sitePage('Index', `${words} pip packages`),
    '/colours.html': sitePage('Colours', `Colours are red and blue. ${FILLER}`),
    '/numbers.html': sitePage('Numbers', `Numbers can be installed nowhere. ${FILLER}`),
  };
}

describe('the mission type', () => {
  it('has the six steps at 10, 20, 30, 40, 95 and 100 percent', () => {
    const type = researchMission({ web: webFor() });
    expect([type.name, type.version]).toEqual(['research', 1]);
    expect(planOf(type)).toEqual([
      { step_name: 'verification', cumulative_percent: 10 },
      { step_name: 'intent_classification', cumulative_percent: 20 },
      { step_name: 'budget_check', cumulative_percent: 30 },
      { step_name: 'tool_selection', cumulative_percent: 40 },
      { step_name: 'tool_execution', cumulative_percent: 95 },
      { step_name: 'finalize', cumulative_percent: 100 },
    ]);
  });

  it('finds the page about the subject before those that hold its words', async () => {
    const served = await site(manual());
    const ran = await runResearch({ objective: 'how to install packages with pip', domains: [served.domain] });
    expect(ran.result.items[0]).toMatchObject({
      title: 'Installing packages',
      url: `${served.origin}/installing.html`,
    });
    expect(ran.result.items[0]?.snippet).toContain('To install a package with pip');
    expect(ran.result.items.map((item) => item.title)).not.toContain('Colours');
    expect(ran.result.pages_read).toBe(6);
    expect(ran.result.markdown).toContain(`[Installing packages](<${served.origin}/installing.html>)`);
    expect(ran.tool).toEqual({ name: 'link_crawler', confidence: 0.8 });
    expect(ran.messages.get('verification')).toBe('1 of 1 domain answers; no robots.txt.');
    const scores = ran.result.items.map((item) => item.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(ran.usage).toMatchObject({ pages: 6 });
  });

  it('reports "n of m pages" while it reads, and its fraction never falls', async () => {
    const served = await site(manual());
    const { reports } = await runResearch({ domains: [served.domain] });
    const pages = reports.filter((report) => report.unit === 'pages');
    expect(pages.at(-1)).toMatchObject({ done: 6, total: 6, fraction: 1, message: '6 of 6 pages' });
    const fractions = pages.map((report) => report.fraction ?? 0);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions[0]).toBeLessThan(0.2);
  });

  it('says so when no page speaks to the objective', async () => {
    const served = await site(manual());
    const ran = await runResearch({ objective: 'zeppelin maintenance', domains: [served.domain] });
    expect(ran.result.items).toEqual([]);
    expect(ran.result.summary).toBe('Read 6 pages; none of them speaks to the objective.');
  });
});

describe('verification', () => {
  it('reports a domain that fails and goes on with the others', async () => {
    const [served, gone] = [await site(manual()), await serveSite({})];
    await gone.close();
    const ran = await runResearch({ domains: [served.domain, gone.domain] });
    const { domains } = verification.output.parse(ran.outputs.get('verification'));
    expect(domains.map((domain) => domain.reason)).toEqual([null, expect.stringContaining('refuses connections')]);
    expect(ran.messages.get('verification')).toBe('1 of 2 domains answers; no robots.txt.');
    expect(ran.notes).toContainEqual({ kind: 'error', message: expect.stringContaining(gone.domain) });
    expect(ran.result.items[0]?.title).toBe('Installing packages');
  });

  it('fails when no domain answers, and names each with its reason', async () => {
    const gone = await serveSite({});
    await gone.close();
    const other = await site({});
    const error = await failureOf({ domains: [gone.domain, other.domain] });
    expect(error.code).toBe('domain_unreachable');
    expect(error.message).toContain(`${gone.domain} could not be read: it refuses connections.`);
    expect(error.message).toContain(`The homepage of ${other.domain} answers 404.`);
    expect(error.next).not.toBeNull();
  });

  it('refuses a private address without asking it', async () => {
    const served = await site(manual());
    const web = webFor();
    const error = await failureOf({ domains: [served.domain], web });
    await web.close();
    expect(error.code).toBe('domain_unreachable');
    expect(error.message).toContain('private or reserved address');
    expect(error.next).not.toContain('Without a port');
    expect(served.requests).toHaveLength(0);
  });

  it.each(['localhost', '127.0.0.1'])('says of %s that its port is missing', async (domain) => {
    const web = webFor();
    const error = await failureOf({ domains: [domain], web });
    await web.close();
    expect(error.next).toContain(`FETCH_ALLOW_HOSTS. Without a port ${domain} stands for`);
    expect(error.next).toContain(`such as ${domain}:5000.`);
  });

  it('fails when robots.txt forbids everything, and asks for nothing else', async () => {
    const served = await site({
      ...manual(),
      '/robots.txt': { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /' },
    });
    const error = await failureOf({ domains: [served.domain] });
    expect(error.code).toBe('crawling_forbidden');
    expect(error.message).toContain(`robots.txt of ${served.domain} forbids reading`);
    expect(served.requests.map(({ path }) => path)).toEqual(['/robots.txt']);
  });

  it('leaves a site alone whose robots.txt answers 500', async () => {
    const served = await site({ ...manual(), '/robots.txt': { status: 500 } });
    const error = await failureOf({ domains: [served.domain] });
    expect(error.code).toBe('domain_unreachable');
    expect(error.message).toContain('answers 500 for its robots.txt');
    expect(served.pagesAsked()).toEqual([]);
  });

  it('names the domain to which a homepage leads, without asking it', async () => {
    const elsewhere = await site(manual());
    const served = await site({ '/': { status: 301, headers: { location: `${elsewhere.origin}/` } } });
    const error = await failureOf({ domains: [served.domain], web: webFor(served.domain, elsewhere.domain) });
    expect(error.message).toContain(`redirects to ${elsewhere.domain}, which is not among the allowed domains`);
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('counts what sitemaps list', async () => {
    const served = await site(manual());
    const locations = ['/installing.html', '/colours.html'].map(
      (path) => `<url><loc>${served.origin}${path}</loc></url>`,
    );
    served.set('/map.xml', {
      headers: { 'content-type': 'application/xml' },
      body: `<urlset>${locations.join('')}</urlset>`,
    });
    served.set('/robots.txt', { headers: { 'content-type': 'text/plain' }, body: `Sitemap: ${served.origin}/map.xml` });
    const ran = await runResearch({ domains: [served.domain], budget: { max_pages: 2 } });
    expect(ran.messages.get('verification')).toBe('1 of 1 domain answers; robots.txt read; sitemaps list 2 addresses.');
    expect(ran.tool?.name).toBe('sitemap_crawler');
    // The homepage, and of the two listed pages the one whose address speaks of installing.
    expect(ran.result.items[0]?.url).toBe(`${served.origin}/installing.html`);
    expect(ran.result.pages_read).toBe(2);
  });
});

describe('budget', () => {
  it('fails before any page is read when the crawl delay does not fit', async () => {
    const served = await site({
      ...manual(),
      '/robots.txt': { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nCrawl-delay: 10' },
    });
    const error = await failureOf({ domains: [served.domain], budget: { max_pages: 60, max_seconds: 120 } });
    expect(error.code).toBe('over_budget');
    expect(error.message).toContain(
      'asks for 10 s between pages: 60 pages would take about 9.9 min, the budget allows 2 min',
    );
    expect(error.next).toBe('Raise budget.max_seconds to 600, or lower budget.max_pages to 12.');
    expect(served.pagesAsked()).toEqual(['/']);
  });
});

describe('cancelling', () => {
  it('stops within moments, hangs up, and throws the reason', async () => {
    const closed = Promise.withResolvers<void>();
    const cancel = new AbortController();
    const reason = new Error('cancelled by its owner');
    const served = await site({
      ...manual(),
      '/installing.html': (_request, response) => {
        response.on('close', closed.resolve);
        setTimeout(() => cancel.abort(reason), 50);
        return undefined;
      },
    });
    const startedAt = performance.now();
    await expect(runResearch({ domains: [served.domain], signal: cancel.signal })).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await closed.promise;
    const asked = served.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(served.requests).toHaveLength(asked);
  });
});

describe('cancelling during a pause', () => {
  it('does not wait for the pause to end', async () => {
    const cancel = new AbortController();
    const reason = new Error('cancelled by its owner');
    const served = await site({
      ...manual(),
      '/robots.txt': { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nCrawl-delay: 3' },
    });
    const running = runResearch({ domains: [served.domain], signal: cancel.signal, budget: { max_pages: 4 } });
    // The homepage is asked by verification and by the crawl; then the pause begins.
    const asked = () => served.pagesAsked().length;
    await expect.poll(asked).toBe(2);
    setTimeout(() => cancel.abort(reason), 100);
    const startedAt = performance.now();
    await expect(running).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(asked()).toBe(2);
  });
});

describe('outside the scope', () => {
  it('never asks another port or name, whichever way leads there', async () => {
    const other = await site(manual());
    const named = `http://127.0.0.1:${other.port}/`;
    const served = await site({
      ...manual(),
      '/': sitePage('Home', FILLER, [
        '/install-redirect',
        '/installing.html',
        `${other.origin}/installing.html`,
        named,
        '/refresh',
        '/base',
        `http://localhost.evil.example/`,
      ]),
      '/install-redirect': { status: 302, headers: { location: `${other.origin}/installing.html` } },
      '/refresh': `<meta http-equiv="refresh" content="0;url=${other.origin}/">${FILLER}`,
      '/base': `<base href="${other.origin}/"><link rel="canonical" href="${other.origin}/x"><a href="installing.html">install</a>${FILLER}`,
      '/sitemap.xml': {
        headers: { 'content-type': 'application/xml' },
        body: `<urlset><url><loc>${other.origin}/installing.html</loc></url></urlset>`,
      },
    });
    const web = guardedWeb({ allowHosts: ['localhost', '127.0.0.1'], userAgent: 'MissionProgress/1.0' });
    const ran = await runResearch({ domains: [served.domain], web });
    await web.close();
    expect(other.requests).toHaveLength(0);
    const { counts } = toolExecution.output.parse(ran.outputs.get('tool_execution'));
    expect(counts.skipped.out_of_scope).toBe(1);
    expect(ran.notes).toContainEqual({ kind: 'app', message: expect.stringContaining('outside the allowed domains') });
    expect(ran.result.items.every((item) => item.url.startsWith(served.origin))).toBe(true);
  });

  it('does not follow a redirect within the scope to a private address', async () => {
    const secret = await site(manual());
    const served = await site({
      ...manual(),
      '/installing.html': { status: 302, headers: { location: `${secret.origin}/installing.html` } },
    });
    const ran = await runResearch({ domains: [served.domain, secret.domain], web: webFor(served.domain) });
    expect(secret.requests).toHaveLength(0);
    expect(ran.result.missed).toContainEqual({
      url: `${secret.origin}/installing.html`,
      reason: expect.stringContaining('private or reserved'),
    });
  });
});

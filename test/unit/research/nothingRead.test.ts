import { afterEach, describe, expect, it } from 'vitest';
import { locationsIn } from '../../../functions/src/catalog/web/sitemap.ts';
import { type Route, type Site, serveSite, sitePage } from '../../support/site.ts';
import { runResearch } from './runResearch.ts';

const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.close()));
});

async function site(routes: Record<string, Route>): Promise<Site> {
  const served = await serveSite(routes);
  sites.push(served);
  return served;
}

const hidden = (page: string): Route => ({
  headers: { 'content-type': 'text/html', 'x-robots-tag': 'noindex' },
  body: page,
});
const LINKS = ['/secret', '/away', '/picture', '/hidden'];

/** A homepage that no index may show, with links to pages of which none can be read either, each for another reason. */
const UNREADABLE: Record<string, Route> = {
  '/': hidden(sitePage('Apples', 'Apples and pears.', LINKS)),
  '/robots.txt': { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /secret' },
  '/away': { status: 302, headers: { location: 'http://elsewhere.test/' } },
  '/picture': { headers: { 'content-type': 'image/png' }, body: 'png' },
  '/hidden': hidden(sitePage('More apples', 'Apples, too.')),
};

describe('a site of which nothing can be read', () => {
  it('fails the mission with every reason, and how often each', async () => {
    const served = await site(UNREADABLE);
    const failure = await runResearch({ objective: 'pages about apples', domains: [served.domain] }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'no_page_read', next: expect.stringContaining('another domain') });
    const message = failure instanceof Error ? failure.message : '';
    expect(message).toContain('robots.txt forbids 1');
    expect(message).toContain('1 lead out of the allowed domains');
    expect(message).toContain('1 are not text');
    expect(message).toContain('2 ask not to be indexed');
    expect(served.pagesAsked()).not.toContain('/secret');
  });

  it.each<[string, Route, RegExp]>([
    ['answers 404', { status: 404, body: 'gone' }, /answers 404/],
    ['is a picture', { headers: { 'content-type': 'image/png' }, body: 'png' }, /is image\/png, which is not text/],
    [
      'leads elsewhere',
      { status: 301, headers: { location: 'http://elsewhere.test/' } },
      /redirects to elsewhere\.test/,
    ],
  ])('is told apart when its homepage %s', async (_what, home, words) => {
    const served = await site({ '/': home });
    const failure = await runResearch({ domains: [served.domain] }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: expect.stringMatching(/^(domain_unreachable|no_page_read)$/) });
    expect(failure instanceof Error ? failure.message : '').toMatch(words);
  });
});

describe('the addresses in a sitemap', () => {
  it('are unescaped, out of CDATA too, and known for sitemaps where it is an index', () => {
    const loc =
      '<loc><![CDATA[http://a.test/?x=1&y=2]]></loc><loc> http://a.test/?x=&lt;1&amp;y=&quot;2&apos;&gt; </loc>';
    expect(locationsIn(`<urlset>${loc}</urlset>`)).toEqual([
      { url: 'http://a.test/?x=1&y=2', isSitemap: false },
      { url: `http://a.test/?x=<1&y="2'>`, isSitemap: false },
    ]);
    expect(locationsIn('<sitemapindex><loc>http://a.test/1.xml</loc></sitemapindex>')).toEqual([
      { url: 'http://a.test/1.xml', isSitemap: true },
    ]);
    expect(locationsIn('no sitemap')).toEqual([]);
  });
});

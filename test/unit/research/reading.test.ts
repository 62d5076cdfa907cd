import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeText } from '../../../functions/src/catalog/web/charset.ts';
import { readHtml } from '../../../functions/src/catalog/web/readHtml.ts';
import { readPage } from '../../../functions/src/catalog/web/readPage.ts';
import { parseRobots } from '../../../functions/src/catalog/web/robots.ts';
import { robotsDirectives } from '../../../functions/src/catalog/web/robotsDirectives.ts';
import { locationsIn, readSitemaps } from '../../../functions/src/catalog/web/sitemap.ts';
import { type Site, serveSite } from '../../support/site.ts';
import { webFor } from './runResearch.ts';

const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.close()));
});

function bytes(...values: (number | string)[]): Uint8Array {
  return Buffer.concat(
    values.map((value) => (typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from([value]))),
  );
}

describe('charset', () => {
  it.each([
    [
      'header latin1 means windows-1252',
      bytes('caf', 0xe9, ' ', 0x93, 'x', 0x94),
      'text/html; charset=ISO-8859-1',
      'café “x”',
    ],
    ['header in quotes', bytes('caf', 0xe9), 'text/html; charset="windows-1252"', 'café'],
    [
      'shift_jis by meta',
      bytes('<meta charset="shift_jis">', 0x93, 0xfa, 0x96, 0x7b),
      'text/html',
      '<meta charset="shift_jis">日本',
    ],
    [
      'old meta',
      bytes('<meta http-equiv=Content-Type content="text/html; charset=euc-kr">', 0xc7, 0xd1),
      undefined,
      '<meta http-equiv=Content-Type content="text/html; charset=euc-kr">한',
    ],
    [
      'xml declaration',
      bytes('<?xml version="1.0" encoding="iso-8859-2"?>', 0xb1),
      'application/xhtml+xml',
      '<?xml version="1.0" encoding="iso-8859-2"?>ą',
    ],
    [
      'header before meta',
      bytes('<meta charset="shift_jis">', 0xc3, 0xa9),
      'text/html; charset=utf-8',
      '<meta charset="shift_jis">é',
    ],
    ['byte order mark before header', bytes(0xef, 0xbb, 0xbf, 0xc3, 0xa9), 'text/html; charset=shift_jis', 'é'],
    ['utf-16 by its mark', bytes(0xff, 0xfe, 'h', 0, 'i', 0), 'text/html', 'hi'],
    ['no word on it, utf-8', bytes('na', 0xc3, 0xaf, 've'), 'text/html', 'naïve'],
    ['no word on it, not utf-8', bytes('na', 0xef, 've caf', 0xe9), 'text/html', 'naïve café'],
    ['unknown name counts as none', bytes('caf', 0xc3, 0xa9), 'text/html; charset=klingon', 'café'],
    ['meta utf-16 is a lie', bytes('<meta charset=utf-16>', 0xc3, 0xa9), 'text/html', '<meta charset=utf-16>é'],
  ])('%s', (_name, body, contentType, text) => expect(decodeText(body, contentType)).toBe(text));
});

describe('readHtml', () => {
  const url = 'https://example.org/docs/page.html';
  const page = (body: string, head = '') =>
    readHtml(`<html><head><title> A  page </title>${head}</head><body>${body}</body></html>`, url);

  it('keeps the main text, with blocks apart, and drops navigation, scripts and the like', async () => {
    const long =
      'The text of the page goes on for long enough to be the main thing here, one hundred characters and more.';
    const read =
      await page(`<nav>Menu</nav><header>Site</header><div class="sidebar">Side</div><script>var x = "<p>code</p>";</script>
      <main><h1>Head</h1><p>${long}</p><table><tr><td>a</td><td>b</td></tr></table><footer>Foot</footer></main><aside>Ad</aside>`);
    expect(read?.text).toBe(`Head\n${long}\na\nb`);
    expect(read?.headings).toBe('Head');
    expect(read?.title).toBe('A page');
  });

  it('takes the body when there is no main part, and never drops it for its class', async () => {
    const read = await readHtml('<body class="toc sidebar"><p>All of it</p></body>', url);
    expect(read?.text).toBe('All of it');
    expect((await readHtml('<h1>Only a heading</h1>', url))?.title).toBe('Only a heading');
    expect((await readHtml('<meta property="og:title" content="Shared"><p>x</p>', url))?.title).toBe('Shared');
  });

  it('reads links by <base>, without fragments, nofollow, mail and scripts', async () => {
    const read = await page(
      '<a href="a.html#x">A</a><a href="#top">Top</a><a href="/b" rel="nofollow">B</a><a href="mailto:x@y.z">M</a><a href="javascript:x()">J</a><a href="https://other.org/c?utm_source=z">C <b>bold</b></a>',
      '<base href="/base/"><meta http-equiv="Refresh" content="0; url=moved.html"><link rel="canonical" href="canon.html">',
    );
    expect(read?.links).toEqual([
      { address: 'https://example.org/base/moved.html', text: '' },
      { address: 'https://example.org/base/a.html', text: 'A' },
      { address: 'https://other.org/c', text: 'C bold' },
    ]);
    expect(read?.canonical).toBe('https://example.org/base/canon.html');
  });

  it('hears what robots are told, in the page and in the header', async () => {
    expect(await page('x', '<meta name="ROBOTS" content="NoIndex, NoFollow">')).toMatchObject({
      noindex: true,
      nofollow: true,
    });
    expect(await page('x')).toMatchObject({ noindex: false, nofollow: false });
    expect(robotsDirectives('none')).toEqual({ noindex: true, nofollow: true });
    expect(robotsDirectives('googlebot: noindex')).toEqual({ noindex: false, nofollow: false });
    expect(robotsDirectives('googlebot: nofollow, noindex')).toEqual({ noindex: true, nofollow: false });
  });

  it('knows a table of contents by its links', async () => {
    const list = await page(Array.from({ length: 50 }, (_, n) => `<a href="/p${n}">Chapter number ${n}</a> `).join(''));
    const prose = await page(`${'Some words of prose. '.repeat(50)}<a href="/p">one link</a>`);
    expect(list?.linkShare).toBeGreaterThan(0.8);
    expect(prose?.linkShare).toBeLessThan(0.1);
  });

  it.each(['<li>x', '<p>x', '<tr><td>x', '<dt>x<dd>y', '<svg><path/><path/></svg>', '<a name=x>y</a></b>'])(
    'reads careless HTML such as %s × 20,000, and quickly',
    async (careless) => {
      const startedAt = performance.now();
      expect(await readHtml(careless.repeat(20_000), url)).not.toBeNull();
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    },
  );

  it('refuses what is nested to hurt, and does not mistake long pages and inline HTML for it', async () => {
    expect(await readHtml('<div>'.repeat(200_000), url)).toBeNull();
    expect(await readHtml('<p>x<li>y<td>z'.repeat(20_000), url)).toBeNull();
    expect(await readHtml(`${'<div>'.repeat(1_400)}${'</x>'.repeat(100_000)}`, url)).toBeNull();
    expect((await readHtml('<b>x</b>'.repeat(200_000), url))?.text).toMatch(/^x+$/);
    const inline = `<script>const all = [${'"<div><\\/div>",'.repeat(5_000)}]</script><p>Text</p>`;
    expect((await readHtml(inline, url))?.text).toBe('Text');
  });

  it('reads plain text and markdown', async () => {
    const headers = new Map([['content-type', 'text/markdown; charset=utf-8']]);
    const body = Buffer.from('# Installing\n\nSee [the guide](guide.md) first.\n');
    const read = await readPage({
      status: 200,
      headers,
      finalUrl: 'https://example.org/docs/',
      body,
      bytes: body.length,
      truncated: false,
    });
    expect(read).toMatchObject({
      title: 'Installing',
      headings: 'Installing',
      links: [{ address: 'https://example.org/docs/guide.md', text: 'the guide' }],
    });
  });
});

describe('robots.txt', () => {
  const text =
    'User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 1.5\n\nUser-agent: missionprogress\nDisallow: /not-for-us\n\nSitemap: https://example.org/map.xml\n';

  it('obeys our own group where there is one, else the one for everybody', async () => {
    const other = await parseRobots('https://example.org/robots.txt', text, 'SomeBot/2.0');
    expect(other.isAllowed('https://example.org/private/x')).toBe(false);
    expect(other.isAllowed('https://example.org/private/open/x')).toBe(true);
    expect(other.crawlDelayMs).toBe(1_500);
    const ours = await parseRobots(
      'https://example.org/robots.txt',
      text,
      'MissionProgress/1.0 (+https://example.org/bot)',
    );
    expect(ours.isAllowed('https://example.org/private/x')).toBe(true);
    expect(ours.isAllowed('https://example.org/not-for-us')).toBe(false);
    expect(ours.sitemaps).toEqual(['https://example.org/map.xml']);
  });

  it.each(['-5', 'soon', '1e999'])('survives a crawl delay of %s', async (delay) => {
    const rules = await parseRobots('https://a.org/robots.txt', `User-agent: *\nCrawl-delay: ${delay}`, 'x');
    expect(rules.crawlDelayMs).toBeGreaterThanOrEqual(0);
    expect(rules.crawlDelayMs).toBeLessThanOrEqual(86_400_000);
  });
});

describe('sitemaps', () => {
  it('finds addresses, unescaped, also in CDATA, and none of pictures', () => {
    const xml =
      '<urlset><url><loc> https://a.org/x?a=1&amp;b=2 </loc><image:loc>https://a.org/p.png</image:loc></url><url><loc><![CDATA[https://a.org/y]]></loc></url></urlset>';
    expect(locationsIn(xml)).toEqual([
      { url: 'https://a.org/x?a=1&b=2', isSitemap: false },
      { url: 'https://a.org/y', isSitemap: false },
    ]);
    expect(locationsIn('<html><body>Not found</body></html>')).toEqual([]);
  });

  it('takes no longer for a hostile file', () => {
    const startedAt = performance.now();
    locationsIn('<loc>'.repeat(500_000));
    locationsIn(`<loc>${' '.repeat(2_000_000)}`);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('follows an index, unpacks gzip, keeps to the scope and reports what is broken', async () => {
    const site = await serveSite({});
    sites.push(site);
    const urls = (...paths: string[]) =>
      `<urlset>${paths.map((path) => `<url><loc>${path}</loc></url>`).join('')}</urlset>`;
    const xml = { 'content-type': 'application/xml' };
    const index = ['/a.xml', '/b.xml.gz', '/gone.xml', '/bomb.xml.gz', '/index.xml'].map(
      (path) => `<sitemap><loc>${site.origin}${path}</loc></sitemap>`,
    );
    site.set('/index.xml', {
      headers: xml,
      body: `<sitemapindex>${index.join('')}<sitemap><loc>https://elsewhere.example/map.xml</loc></sitemap></sitemapindex>`,
    });
    site.set('/a.xml', {
      headers: xml,
      body: urls(`${site.origin}/one`, 'https://elsewhere.example/x', `${site.origin}/pic.png`),
    });
    site.set('/b.xml.gz', {
      headers: { 'content-type': 'application/gzip' },
      body: gzipSync(urls(`${site.origin}/two`, `${site.origin}/one`)),
    });
    site.set('/bomb.xml.gz', {
      headers: { 'content-type': 'application/gzip' },
      body: gzipSync(Buffer.alloc(50_000_000)),
    });
    const web = webFor(site.domain);
    const found = await readSitemaps({
      web,
      scope: { allowed_domains: [site.domain] },
      urls: [`${site.origin}/index.xml`],
      maxBytes: 1_000_000,
      signal: new AbortController().signal,
    });
    await web.close();
    expect(found.addresses).toEqual([`${site.origin}/one`, `${site.origin}/two`]);
    expect(found.files.map(({ url, addresses, reason }) => [new URL(url).pathname, addresses, reason])).toEqual([
      ['/index.xml', 0, null],
      ['/a.xml', 1, null],
      ['/b.xml.gz', 1, null],
      ['/gone.xml', 0, 'it answers 404'],
      ['/bomb.xml.gz', 0, 'it does not unpack'],
    ]);
  });
});

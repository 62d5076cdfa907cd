import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey, looksLikePage, pageAddress } from '../../../functions/src/catalog/web/pageAddress.ts';
import { coveringDomain, isInScope } from '../../../functions/src/catalog/web/scope.ts';

describe('pageAddress', () => {
  it.each([
    ['HTTP://Example.ORG:80/a#part', 'http://example.org/a'],
    ['https://example.org./a', 'https://example.org/a'],
    ['https://user:secret@example.org/a', 'https://example.org/a'],
    ['https://example.org/a?utm_source=x&b=2&gclid=7&a=1', 'https://example.org/a?b=2&a=1'],
    ['https://example.org/a?utm_source=x', 'https://example.org/a'],
    ['https://example.org/%7euser/%2fx%c3%a9', 'https://example.org/~user/%2Fx%C3%A9'],
    ['https://example.org/a;jsessionid=1A2B?x=1', 'https://example.org/a?x=1'],
    ['../b', 'https://example.org/b'],
    ['//other.org/c', 'https://other.org/c'],
  ])('%s becomes %s', (text, address) => expect(pageAddress(text, 'https://example.org/a/')).toBe(address));

  it.each([
    'mailto:a@example.org',
    'javascript:alert(1)',
    'ftp://example.org/',
    'http://',
    `https://example.org/${'x'.repeat(1_100)}`,
  ])('%s is no page', (text) => expect(pageAddress(text)).toBeNull());

  it('changes nothing when it is applied twice, and keeps host and scheme', () => {
    const anyUrl = fc.webUrl({ withFragments: true, withQueryParameters: true });
    const odd = fc.tuple(anyUrl, fc.string()).map(([url, tail]) => url + tail);
    fc.assert(
      fc.property(fc.oneof(anyUrl, odd), (text) => {
        const once = pageAddress(text);
        if (once === null) return;
        expect(pageAddress(once)).toBe(once);
        expect(new URL(once).protocol).toBe(new URL(text.trim()).protocol);
      }),
      { numRuns: 200 },
    );
  });

  it('asks a page once under all its spellings', () => {
    const spellings = [
      'https://a.org/docs',
      'https://a.org/docs/',
      'https://a.org/docs/index.html',
      'https://a.org/docs/index.php',
    ];
    expect(new Set(spellings.map(addressKey)).size).toBe(1);
    expect(addressKey('https://a.org/docs?p=1')).not.toBe(addressKey('https://a.org/docs?p=2'));
    expect(addressKey('http://a.org/')).not.toBe(addressKey('https://a.org/'));
  });

  it('knows files without text by their names', () => {
    expect(
      ['/a.png', '/b/c.PDF', '/d.tar.gz', '/style.css'].map((path) => looksLikePage(`https://a.org${path}`)),
    ).toEqual([false, false, false, false]);
    expect(
      ['/', '/a.html', '/v1.2', '/node.js/guide', '/a.php?file=b.png'].map((path) =>
        looksLikePage(`https://a.org${path}`),
      ),
    ).toEqual([true, true, true, true, true]);
  });
});

describe('scope', () => {
  const scope = { allowed_domains: ['python.org', 'localhost:5000', 'secure.example:443'] };

  it.each([
    ['https://python.org/', 'python.org'],
    ['http://docs.python.org/3/', 'python.org'],
    ['https://a.b.python.org./', 'python.org'],
    ['http://localhost:5000/guide/', 'localhost:5000'],
    ['https://secure.example/', 'secure.example:443'],
    ['https://evilpython.org/', null],
    ['https://python.org.evil.example/', null],
    ['https://python.org@evil.example/', null],
    ['https://python.org:8443/', null],
    ['http://localhost:5001/', null],
    ['http://localhost/', null],
    ['http://sub.localhost:5000/', null],
    ['http://secure.example/', null],
    ['ftp://python.org/', null],
  ])('%s is covered by %s', (url, domain) => expect(coveringDomain(scope, new URL(url))).toBe(domain));

  it('covers a subdomain of what it covers, and nothing that only ends alike', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    fc.assert(
      fc.property(label, label, (domain, sub) => {
        const one = { allowed_domains: [`${domain}.org`] };
        expect(isInScope(one, new URL(`https://${sub}.${domain}.org/`))).toBe(true);
        expect(isInScope(one, new URL(`https://${sub}${domain}.org/`))).toBe(false);
        expect(isInScope(one, new URL(`https://${domain}.org.${sub}/`))).toBe(false);
      }),
    );
  });
});

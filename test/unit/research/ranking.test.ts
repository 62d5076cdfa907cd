import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, scoreOf } from '../../../functions/src/catalog/research/candidate.ts';
import { resultOf } from '../../../functions/src/catalog/research/finalize.ts';
import { fitOutput, sizeOf } from '../../../functions/src/catalog/research/fitOutput.ts';
import { bestPassage } from '../../../functions/src/catalog/research/passage.ts';
import { rankCandidates } from '../../../functions/src/catalog/research/rank.ts';
import type { Execution } from '../../../functions/src/catalog/research/toolExecution.ts';
import { pageKind, qualityOf } from '../../../functions/src/catalog/web/pageKind.ts';
import { signatureDistance, signatureOf } from '../../../functions/src/catalog/web/signature.ts';
import { withoutSiteName } from '../../../functions/src/catalog/web/siteTitles.ts';
import { escapeMarkdown, markdownLink } from '../../../functions/src/core/markdown.ts';

const FULL = { relevance: 1, coverage: 1, title: 1, heading: 1, passage: 1, intent: 1, phrases: 1, quality: 1 };

function page(url: string, parts: Partial<Candidate['parts']> = {}, more: Partial<Candidate> = {}): Candidate {
  return {
    title: `Title of ${url}`,
    url,
    snippet: 'A snippet.',
    parts: { ...FULL, ...parts },
    signature: signatureOf(`${url} `.repeat(30)),
    ...more,
  };
}

const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const anyCandidate = fc.record({
  title: fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.toWellFormed()),
  url: fc.webUrl({ withQueryParameters: true }),
  snippet: fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.toWellFormed()),
  parts: fc.record({
    relevance: share,
    coverage: share,
    title: share,
    heading: share,
    passage: share,
    intent: share,
    phrases: share,
    quality: share,
  }),
  signature: fc.stringMatching(/^[0-9a-f]{16}$/),
});

function execution(candidates: Candidate[], missed: Execution['missed'] = []): Execution {
  const skipped = { robots: 0, out_of_scope: 0, not_text: 0, duplicate: 0, noindex: 0 };
  return {
    counts: { read: 9, missed: missed.length, skipped, bytes: 1, requests: 1 },
    ended_by: 'finished',
    candidates,
    missed,
  };
}

describe('ranking', () => {
  it('scores 1 for everything and 0 for nothing', () => {
    expect(scoreOf(page('https://a.org/'))).toBe(1);
    expect(scoreOf(page('https://a.org/', { quality: 0 }))).toBe(0);
  });

  it('puts the better first, removes near-duplicates and what is far behind', () => {
    const text = Array.from({ length: 300 }, (_, n) => `word${n}`).join(' ');
    const copy = signatureOf(`${text} and a footer`);
    const { items, duplicates } = rankCandidates([
      page('https://a.org/weak', { relevance: 0, title: 0, heading: 0, passage: 0, coverage: 0 }),
      page('https://a.org/print', { title: 0.9 }, { title: 'Same', signature: copy }),
      page('https://a.org/second', { title: 0.5 }),
      page('https://a.org/first', {}, { title: 'Same', signature: signatureOf(text) }),
    ]);
    expect(items.map(({ url }) => new URL(url).pathname)).toEqual(['/first', '/second']);
    expect(duplicates).toBe(1);
  });

  it('gives at most 50 results, in order, with scores from 0 to 1, and the same for every order of the candidates', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyCandidate, { maxLength: 60, selector: ({ url }) => url }), (candidates) => {
        const { items } = rankCandidates(candidates);
        expect(items.length).toBeLessThanOrEqual(50);
        const scores = items.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
        expect(rankCandidates(candidates.toReversed()).items).toEqual(items);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['https://a.org/genindex-all.html', '', 'index'],
    ['https://a.org/py-modindex.html', '', 'index'],
    ['https://a.org/search.html', '', 'index'],
    ['https://a.org/x', 'Search results', 'index'],
    ['https://a.org/whatsnew/3.11.html', '', 'changelog'],
    ['https://a.org/CHANGELOG', '', 'changelog'],
    ['https://a.org/release-16.html', '', 'changelog'],
    ['https://a.org/x', 'What’s New In Python 3.7', 'changelog'],
    ['https://a.org/license.html', '', 'minor'],
    ['https://a.org/_sources/index.rst.txt', '', 'minor'],
    ['https://a.org/indexes-types.html', 'Index Types', 'ordinary'],
    ['https://a.org/library/searching-text.html', 'Searching text', 'ordinary'],
    ['https://a.org/x', 'Index of refraction', 'ordinary'],
    ['https://a.org/x', 'Index of /files', 'index'],
    ['https://a.org/x', 'Index — The docs', 'index'],
  ])('%s “%s” is of the kind %s', (url, title, kind) => expect(pageKind(url, title)).toBe(kind));

  it('takes from a changelog, unless news are asked for', () => {
    const facts = { kind: 'changelog', textLength: 5_000, linkShare: 0.1 } as const;
    expect(qualityOf(facts, 'how_to')).toBeLessThan(0.5);
    expect(qualityOf(facts, 'news')).toBe(1);
    expect(qualityOf({ ...facts, kind: 'ordinary', linkShare: 0.95 }, 'how_to')).toBeLessThan(0.5);
    expect(qualityOf({ ...facts, kind: 'ordinary', textLength: 20 }, 'how_to')).toBeLessThan(0.6);
  });

  it('takes the name of the site off its titles', () => {
    const titles = ['Installing — The docs', 'Glossary — The docs', 'venv — Virtual environments — The docs', 'About'];
    expect(withoutSiteName(titles)).toEqual(['Installing', 'Glossary', 'venv — Virtual environments', 'About']);
    expect(withoutSiteName(['The docs | A', 'The docs | B', 'The docs | C', 'D'])).toEqual(['A', 'B', 'C', 'D']);
    expect(withoutSiteName(['A – x', 'B – y', 'C – z', 'D – w'])).toEqual(['A – x', 'B – y', 'C – z', 'D – w']);
  });
});

describe('passages', () => {
  const weights = new Map([
    ['instal', 1],
    ['install', 1],
    ['pip', 2],
  ]);
  const filler = 'Nothing of interest stands in this sentence. '.repeat(20);

  it('shows where the terms stand together, from the beginning of a sentence', () => {
    const { snippet, share: found } = bestPassage(
      `${filler}Pip is a tool. ${filler}You can install it with pip today. ${filler}`,
      new Map([
        ['install', 1],
        ['pip', 2],
      ]),
    );
    expect(snippet).toMatch(/^You can install it with pip today\./);
    expect(found).toBe(1);
  });

  it('prefers a section about them, and gives the beginning of a text without any', () => {
    const text = `${filler} We mention pip to install. ${filler}\nInstalling with pip\nRun it like this.\n${filler}`;
    expect(
      bestPassage(
        text,
        new Map([
          ['install', 1],
          ['pip', 1],
        ]),
      ).snippet,
    ).toMatch(/^Installing with pip Run it/);
    expect(bestPassage(filler, weights)).toMatchObject({
      share: 0,
      snippet: expect.stringMatching(/^Nothing of interest/),
    });
    expect(bestPassage('', weights).snippet).toBe('');
  });

  it('is never longer than a result may show, nor broken', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('pip', ' ', '\n', '. ', 'install')), {
          maxLength: 200,
        }),
        (parts) => {
          const { snippet, share: found } = bestPassage(parts.join(' '), weights);
          expect(snippet.length).toBeLessThanOrEqual(360);
          expect(snippet.isWellFormed()).toBe(true);
          expect(found).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('signatures', () => {
  const text = Array.from({ length: 500 }, (_, n) => `term${(n * 7919) % 311}`).join(' ');

  it('are near for near texts and far for others', () => {
    expect(signatureDistance(signatureOf(text), signatureOf(text))).toBe(0);
    expect(signatureDistance(signatureOf(text), signatureOf(`Menu ${text} Footer 2024`))).toBeLessThanOrEqual(6);
    const other = Array.from({ length: 500 }, (_, n) => `other${(n * 104_729) % 307}`).join(' ');
    expect(signatureDistance(signatureOf(text), signatureOf(other))).toBeGreaterThan(16);
    expect(signatureDistance('', signatureOf(text))).toBe(64);
  });
});

describe('the output', () => {
  it('fits in 200 kB whatever the pages hold, and keeps the best', () => {
    const long = fc.string({ unit: 'binary', minLength: 900, maxLength: 900 });
    const missed = fc.record({
      url: long.map((tail) => `https://a.org/${encodeURIComponent(tail.toWellFormed()).slice(0, 980)}`),
      reason: long.map((text) => text.slice(0, 300).toWellFormed()),
    });
    const many = fc.array(anyCandidate, { minLength: 50, maxLength: 60 });
    fc.assert(
      fc.property(many, fc.array(missed, { minLength: 80, maxLength: 100 }), (candidates, allMissed) => {
        const grown = candidates.map((one) => ({
          ...one,
          url: `${one.url}${'/%F0%9F%98%80'.repeat(70)}`,
          title: '😀'.repeat(100),
          snippet: '😀'.repeat(160),
        }));
        const fitted = fitOutput(execution(grown, allMissed));
        expect(sizeOf(fitted)).toBeLessThan(200_000);
        expect(fitted.candidates.length).toBeGreaterThan(20);
        expect(fitted.candidates).toEqual(grown.slice(0, fitted.candidates.length));
        expect(fitted.counts.missed).toBe(allMissed.length);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it.each([
    ['a [link](http://evil.example) here', 'a \\[link\\](http://evil.example) here'],
    ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
    ['# heading', '\\# heading'],
    ['1. item\n\n- item', '1\\. item - item'],
    ['*bold* _it_ `code` ~no~ | &amp; \\', '\\*bold\\* \\_it\\_ \\`code\\` \\~no\\~ \\| \\&amp; \\\\'],
  ])('shows %j as it is', (text, markdown) => expect(escapeMarkdown(text)).toBe(markdown));

  it('links to http and https alone, and no address breaks out of its link', () => {
    expect(markdownLink('A [title]', 'https://a.org/x?a=1&b=(2)')).toBe(
      '[A \\[title\\]](<https://a.org/x?a=1\\&b=(2)>)',
    );
    expect(markdownLink('click', 'javascript:alert(1)')).toBe('click');
    expect(markdownLink('click', 'https://a.org/>)[x](https://evil.example')).not.toContain('>)[x]');
  });

  it('says what was found, and what could not be read', () => {
    const missed = [{ url: 'https://a.org/x', reason: 'it answers 404' }];
    const { items } = rankCandidates([page('https://a.org/best')]);
    const result = resultOf(items, execution([], missed), 'apples_and *pears*');
    expect(result.summary).toBe(
      'Found 1 result in 9 pages; the best is “Title of https://a.org/best”. 1 of 10 pages could not be read, the first because it answers 404.',
    );
    expect(result.markdown).toContain('# apples\\_and \\*pears\\*');
    expect(result.markdown).toContain('1. [Title of https://a.org/best](<https://a.org/best>)');
    expect(result.markdown).toContain('- [https://a.org/x](<https://a.org/x>): it answers 404');
  });
});

import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { type FileHead, filePage, richText } from '../../../web/src/results/filePage.ts';
import { EMPTY_OUTLINE, type Outline } from '../../../web/src/results/outline.ts';
import { PlainReport } from '../../../web/src/results/PlainReport.tsx';
import { XSS_VECTORS } from '../../support/xssVectors.ts';

const HEAD: FileHead = { title: 'Find it', summary: 'Found.', facts: ['Made 3 Nov', 'research'], partial: null };
const html = (text: string) => renderToStaticMarkup(<PlainReport text={text} />);

/** The tags of a piece of HTML that was written by a serialiser: each `<` in it begins one. */
function tagsOf(markup: string): { name: string; attributes: string[] }[] {
  return [...markup.matchAll(/<([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = '', rest = '']) => ({
      name,
      attributes: [...rest.matchAll(/([\w-]+)(?:="[^"]*")?/g)].map(([, attribute = '']) => attribute),
    }),
  );
}

const MAY =
  'a blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr input li ol p pre s section span strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  );

describe('the report in bare tags', () => {
  test('of whatever a hostile report says, nothing is more than text', () => {
    const all = [...XSS_VECTORS, ...XSS_VECTORS.map((vector) => `- ${vector}`)];
    for (const vector of all) {
      const markup = html(vector);
      for (const { name, attributes } of tagsOf(markup)) {
        expect(MAY, vector).toContain(name);
        expect(
          attributes.filter((attribute) => /^on|^style$|^src|^ping$|^formaction$/.test(attribute)),
          vector,
        ).toEqual([]);
      }
      const addresses = [...markup.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
      expect(
        addresses.filter((href) => !/^(https?:|mailto:|#)/i.test(href)),
        vector,
      ).toEqual([]);
    }
  });

  test('a link to the web gives nobody a way back, and an image is its words', () => {
    expect(html('[a](https://a.org) ![chart](https://a.org/x.png) [b](/settings)')).toBe(
      '<p><a href="https://a.org" target="_blank" rel="noopener noreferrer nofollow">a</a> <span>[image: chart]</span> <span>b</span></p>',
    );
  });

  test('headings follow the one of the file, and lead where the contents say', () => {
    expect(html('# One\n\n## Two\n\n[up](#one)')).toBe(
      '<h2 id="report-one">One</h2>\n<h2 id="report-two">Two</h2>\n<p><a href="#report-one">up</a></p>',
    );
  });

  test('tables, code and footnotes are there', () => {
    const markup = html('| a |\n| - |\n| 1 |\n\n```\n<b>\n```\n\nSo it is.[^1]\n\n[^1]: Because.');
    expect(markup).toContain('<td>1</td>');
    // Keys reach a box that may scroll, and it says what it is.
    expect(markup).toContain('<div class="table" role="region" aria-label="Table 1: a" tabindex="0"><table>');
    expect(markup).toContain('<pre><code>&lt;b&gt;\n</code></pre>');
    expect(markup).toMatch(/href="#user-content-fn-1"[^>]*>1<\/a>/);
    expect(markup).toContain('id="user-content-fn-1"');
  });
});

describe('the file', () => {
  const outline: Outline = {
    headings: [
      { id: 'report-a', text: 'A & <b>', depth: 0 },
      { id: 'report-größe', text: 'B', depth: 1 },
      { id: 'report-c', text: 'C', depth: 0 },
    ],
    sources: [
      { href: 'https://a.org/?a=1&b="2"', text: '<i>A</i>' },
      { href: 'https://b.org/', text: '' },
    ],
  };

  test('has its title, its facts, its contents and its sources, with what they say escaped', () => {
    const page = filePage({ ...HEAD, title: '</title><script>1</script>' }, '<p>Text</p>', outline);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/%[a-z]+%/);
    expect(page).toContain('<title>&lt;/title&gt;&lt;script&gt;1&lt;/script&gt;</title>');
    expect(page).toContain('<p class="facts">Made 3 Nov · research</p>');
    expect(page).toContain('<li class="below"><a href="#report-gr%C3%B6%C3%9Fe">B</a></li>');
    expect(page).toContain('<a href="#report-a">A &amp; &lt;b&gt;</a>');
    expect(page).toContain(
      '<a href="https://a.org/?a=1&amp;b=&quot;2&quot;" rel="noopener noreferrer nofollow">&lt;i&gt;A&lt;/i&gt;</a> <span class="address">https://a.org/?a=1&amp;b=&quot;2&quot;</span>',
    );
    expect(page).toContain('<p>Text</p>');
    expect(page).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|javascript:/i);
  });

  test('what looks like one of its places is text, and code keeps its indent', () => {
    const page = filePage({ ...HEAD, summary: '100 %report% $& $1' }, '<pre>  a\n    %title%</pre>', EMPTY_OUTLINE);
    expect(page).toContain('<p class="summary">100 %report% $&amp; $1</p>');
    expect(page).toContain('<pre>  a\n    %title%</pre>');
  });

  test('forbids whoever opens it to run or to fetch anything', () => {
    const page = filePage(HEAD, '', EMPTY_OUTLINE);
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
    // Before the style, which is the first thing that it rules over.
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });

  test('on paper a ranked list says its addresses; a text has them in the list below it', () => {
    const printed = (look: 'text' | 'list') => {
      const page = filePage(HEAD, '<ol>\n<li>a</li>\n</ol>', EMPTY_OUTLINE, look);
      return [
        /@media print[^]*\.list > ol > li > a\[href\^="http"\]::after/.test(page),
        /<main class="(\w+)">\n?<ol>/.exec(page)?.[1],
      ];
    };
    expect(printed('list')).toEqual([true, 'list']);
    expect(printed('text')).toEqual([true, 'text']);
  });

  test('short ones have no contents, and those without sources no empty list', () => {
    const page = filePage(HEAD, '<p>Text</p>', { headings: outline.headings.slice(0, 2), sources: [] });
    expect(page).not.toMatch(/<nav>|<section>/);
  });

  test('what stopped early says so, also where it is pasted', () => {
    const head = { ...HEAD, partial: 'Partial — stopped at step 2' };
    for (const text of [filePage(head, '', EMPTY_OUTLINE), richText(head, '', EMPTY_OUTLINE)]) {
      expect(text).toContain('<strong>Partial — stopped at step 2</strong>');
    }
    expect(richText(HEAD, '<p>Text</p>', outline)).toMatch(
      /^<h1>Find it<\/h1>\n<p class="summary">Found\.<\/p>\n<p>Text<\/p>/,
    );
  });
});

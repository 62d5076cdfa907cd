import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import {
  type Assembled,
  assemble,
  MAX_REPORT_BYTES,
  type Report,
} from '../../../functions/src/catalog/report/assemble.ts';
import type { Gathered, GatheredSource } from '../../../functions/src/catalog/report/gathered.ts';
import type { WrittenSection } from '../../../functions/src/catalog/report/section.ts';
import { shownText } from '../../../functions/src/catalog/report/shownText.ts';
import { uniqueSlug } from '../../../functions/src/core/headingSlug.ts';

/** As renderers of GitHub's markdown: also what only looks like an address becomes a link. */
const renderer = new MarkdownIt({ html: true, linkify: true });

/** The same without taking a bare host for an address, which GitHub's markdown does not. */
const strict = new MarkdownIt({ html: true, linkify: true });
strict.linkify.set({ fuzzyLink: false });

function linksIn(markdown: string): string[] {
  return [...renderer.render(markdown).matchAll(/<a\s[^>]*href="([^"]*)"/g)].map(([, href = '']) => href);
}

function headingsIn(markdown: string): string[] {
  const tokens = renderer.parse(markdown, {});
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return [];
    return (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
  });
}

function source(number: number, more: Partial<GatheredSource> = {}): GatheredSource {
  return {
    id: `s${number}`,
    kind: 'page',
    title: `Source ${number}`,
    url: `https://docs.example.org/${number}`,
    retrieved_at: '2026-11-22T03:00:00.000Z',
    passages: [{ id: `s${number}.1`, heading: 'Part', text: 'A text.' }],
    ...more,
  };
}

function section(
  title: string,
  sentences: readonly [text: string, ...passages: string[]][],
  lead: string | null = null,
): WrittenSection {
  return {
    ...{ title, question: `What of ${title}?` },
    paragraphs: [{ lead, sentences: sentences.map(([text, ...passages]) => ({ text, passages })) }],
  };
}

function assembled(
  sections: WrittenSection[],
  gathered: Partial<Gathered> = {},
  more: Partial<Report> = {},
): Assembled {
  return assemble({
    objective: 'How do queues work?',
    engine: { kind: 'extractive' },
    language: 'en',
    madeAt: Date.UTC(2026, 10, 22, 3, 4, 5),
    sections,
    gathered: { sources: [source(1), source(2), source(3)], domains: ['example.org'], left_out: [], ...gathered },
    ...more,
  });
}

describe('a report', () => {
  it('has its title, how it was made, contents, sections with numbers, and sources', () => {
    const { markdown, summary, cited } = assembled([
      section('Queues', [
        ['A queue holds tasks.', 's2.1'],
        ['It is run.', 's2.1', 's1.1'],
      ]),
      section('Tasks', [['Tasks are run once.', 's1.1']], 'run'),
    ]);
    expect(markdown).toBe(`# How do queues work?

> How this was made: on 2026-11-22 03:04 UTC a program selected 3 sentences of 2 sources and put them in order. Each sentence is quoted word for word, and the number behind it names the source that it stands in. Nothing was written, summarised or judged by a language model or a person, and a quotation lacks what stood around it: read the source before you rely on it.

## Contents

1. [Queues](#queues)
2. [Tasks](#tasks)
3. [Sources](#sources)

## Queues

A queue holds tasks. [\\[1\\]](#sources) It is run. [\\[1\\]](#sources) [\\[2\\]](#sources)

## Tasks

**run:** Tasks are run once. [\\[2\\]](#sources)

## Sources

1. [Source 2](<https://docs.example.org/2>) (docs.example.org), read on 2026-11-22
2. [Source 1](<https://docs.example.org/1>) (docs.example.org), read on 2026-11-22

## Read and not quoted

- [Source 3](<https://docs.example.org/3>) (docs.example.org), read on 2026-11-22: too little on the objective can be quoted of it: fewer than 15 words in whole sentences
`);
    expect(summary).toBe('2 sections, 3 sentences from 2 sources.');
    expect(cited.map(({ id }) => id)).toEqual(['s2', 's1']);
  });

  it('says of a model that a model wrote it, of a text that it was given, and what was left out and why', () => {
    const { markdown } = assembled(
      [section('Queues', [['A queue holds tasks.', 's1.1']])],
      {
        sources: [
          source(1, { kind: 'text', url: null, title: 'My notes' }),
          source(2, { kind: 'mission', url: null, title: 'mission abc' }),
        ],
        left_out: [{ source: 'https://example.org/gone', reason: 'it answers 404' }],
      },
      { engine: { kind: 'model', model: 'some-model' } },
    );
    expect(markdown).toContain('the language model some-model wrote 1 sentence from 1 source.');
    expect(markdown).toContain('1. My notes, a text that was given, read on 2026-11-22');
    expect(markdown).toContain(
      '- mission abc, the result of another mission, read on 2026-11-22: the model cites nothing of it',
    );
    expect(markdown).toContain('- `https://example.org/gone`: it answers 404');
  });

  it('says of each source why nothing of it is quoted, once it is complete', () => {
    const long = 'A queue holds tasks until a worker has the time to run them, one after the other.';
    const text = (number: number, title: string, said: string) =>
      source(number, { kind: 'text', url: null, title, passages: [{ id: `s${number}.1`, heading: '', text: said }] });
    const sources = [source(1), text(2, 'Thin', 'A queue holds tasks.'), text(3, 'Thick', long), text(4, 'Cut', long)];
    const sections = [section('Queues', [['A text.', 's1.1']]), section('Long', [[`${long} `.repeat(3_000), 's4.1']])];
    const reasons = ({ markdown }: Assembled) => [...markdown.matchAll(/^- (\w+), .*? on 2026-11-22(.*)$/gm)];
    expect(reasons(assembled(sections, { sources })).map(([, title, why]) => [title, why])).toEqual([
      ['Thin', ': too little on the objective can be quoted of it: fewer than 15 words in whole sentences'],
      ['Thick', ': other sources say more on the objective'],
      ['Cut', ': what was taken from it was left out for the length of the report'],
    ]);
    const half = assembled(sections.slice(0, 1), { sources }, { language: null, missing: ['Long'] });
    expect(reasons(half).map(([, title, why]) => [title, why])).toEqual([
      ['Thin', ''],
      ['Thick', ''],
      ['Cut', ''],
    ]);
  });

  it('says of a model what it was not shown, what of it is left out, what ends early, and what nobody checked', () => {
    const engine = { kind: 'model', model: 'some-model' } as const;
    const queues = section('Queues', [['A queue holds tasks.', 's1.1']]);
    const lossy = { ...queues, left_out: { unfit: 2, repeated: 1 }, is_cut: true };
    const { markdown } = assembled([lossy], {}, { engine, unshown: ['s3'] });
    expect(markdown).toContain(
      '> 1 of 3 sources was not shown to the model: its context is too small for all of them.',
    );
    expect(markdown).toContain(
      'A queue holds tasks. [\\[1\\]](#sources)\n\n> Left out here: 2 sentences that no cited passage bears out, and 1 sentence that had been said before.\n\n> This section ends early: the model came to the most that it may write at once.\n\n## Sources',
    );
    expect(markdown).toMatch(
      /Source 2.*: the model cites nothing of it\n.*Source 3.*: not shown to the model: its context is too small\n/,
    );
    expect(markdown).toContain('names the source that it was checked against');
    const half = assembled([queues], {}, { engine, language: null, missing: ['Long'] }).markdown;
    expect(half).toContain('They have not been checked against their sources yet.');
    expect(half).not.toContain('it was checked against');
    expect(assembled([queues], {}, { engine }).markdown).not.toMatch(/Left out here|ends early|not shown/);
  });

  it('has contents whose links lead to its headings, however these are called', () => {
    const titles = [
      'Contents',
      'Sources',
      'Sources',
      'C++ & C#: a _comparison_',
      '  ',
      'What is `this`?',
      'Überblick',
      '概要',
      'Sources 1',
      '!!!',
    ];
    const { markdown } = assembled(titles.map((title) => section(title, [['A queue holds tasks.', 's1.1']])));
    const taken = new Map<string, number>();
    const slugs = headingsIn(markdown).map((heading) => uniqueSlug(heading, taken));
    const links = linksIn(markdown)
      .filter((href) => href.startsWith('#'))
      .map((href) => decodeURIComponent(href.slice(1)));
    expect(links.length).toBeGreaterThan(titles.length);
    for (const link of links) expect(slugs).toContain(link);
    // All citations lead to the list of sources, and not to a section that is called so.
    expect(headingsIn(markdown)[slugs.indexOf(links.at(-1) ?? '')]).toBe('Sources');
    expect(slugs.indexOf(links.at(-1) ?? '')).toBe(slugs.length - 2);
  });

  it('tells a long objective whole, and has a short title', () => {
    const objective = `How do queues work ${'and work '.repeat(40)}in the end?`;
    const { markdown } = assembled([section('Queues', [['A queue holds tasks.', 's1.1']])], {}, { objective });
    const [title = '', , whole] = markdown.split('\n');
    expect(title.length).toBeLessThan(130);
    expect(title).toMatch(/^# How do queues .* …$/);
    expect(whole).toBe(objective);
  });

  it('is cut where it is longest, and says so', () => {
    const long = (title: string, count: number): WrittenSection => ({
      ...{ title, question: title },
      paragraphs: Array.from({ length: count }, (_, n) => ({
        lead: null,
        sentences: [{ text: `${'A queue holds tasks '.repeat(50)}${n}.`, passages: ['s1.1'] }],
      })),
    });
    const { markdown } = assembled([long('Long', 400), long('Short', 3)]);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(MAX_REPORT_BYTES);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(0.97 * MAX_REPORT_BYTES);
    const cut = Number(
      /> (\d+) paragraphs at the end of the longest sections were left out: the report would have been longer than 200 kB/.exec(
        markdown,
      )?.[1],
    );
    expect(markdown.match(/A queue holds tasks /g)?.length).toBe((403 - cut) * 50);
    expect(markdown).toMatch(/## Short\n\n(?:A queue.*\n\n){3}## Sources/);
  });

  it('tells a section that says nothing from one that was too long', () => {
    const empty = { title: 'Nothing', question: 'Nothing?', paragraphs: [] };
    const { markdown } = assembled([empty, section('Long', [['A queue holds tasks. '.repeat(11_000), 's1.1']])]);
    expect(markdown).toContain(
      '## Nothing\n\nThe sources say nothing on this that could be quoted.\n\n## Long\n\nAll of this section was left out for its length.\n',
    );
    expect(markdown).toContain('> 1 paragraph at the end of the longest sections was left out');
  });

  it('fits in 200 kB whatever it is made of', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 }).map((one) => one.toWellFormed());
    const sentence = fc.record({
      text: text.map((one) => one.repeat(40)),
      passages: fc.array(fc.constantFrom('s1.1', 's2.1', 's9.1'), { maxLength: 3 }),
    });
    const sections = fc.array(
      fc.record({
        title: text,
        question: text,
        paragraphs: fc.array(fc.record({ lead: fc.option(text), sentences: fc.array(sentence, { maxLength: 5 }) }), {
          maxLength: 10,
        }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        sections,
        fc.array(fc.record({ source: text, reason: text }), { maxLength: 30 }),
        text,
        (all, leftOut, objective) => {
          const { markdown } = assembled(
            all,
            { left_out: leftOut, sources: [source(1, { title: 'x'.repeat(200) }), source(2)] },
            { objective },
          );
          expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(MAX_REPORT_BYTES);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the text of others in a report', () => {
  const hostile = [
    'Click https://evil.org/x now.',
    'Go to www.evil.org/x, or (https://evil.org)!',
    'Mail me@evil.org or mailto:me@evil.org today.',
    '[a link](https://evil.org) and <https://evil.org> and <a href="https://evil.org">this</a>.',
    '![a picture](https://evil.org/p.png) <img src=https://evil.org/p.png onerror=alert(1)>',
    '_https://evil.org_ *https://evil.org* xhttps://evil.org `https://evil.org`',
    '[ref]: https://evil.org "x" \\[x\\](https://evil.org)',
    'HTTPS://EVIL.ORG and https://example.org@evil.org/ and https://example.org.evil.org',
    '<script>alert(1)</script> <b>bold</b> # no heading | no | table',
    '[1](#sources) javascript:alert(1) data:text/html,x',
  ];

  it.each(hostile)('makes no link to elsewhere, and nothing but text: %s', (text) => {
    const { markdown } = assembled(
      [section(text, [[text, 's1.1']], text)],
      {
        sources: [source(1, { title: text }), source(2, { url: 'https://evil.org/x', title: text })],
        left_out: [{ source: text, reason: text }],
      },
      { objective: text },
    );
    const outside = linksIn(markdown).filter(
      (href) => !href.startsWith('#') && !/^https:\/\/docs\.example\.org\/\d$/.test(href),
    );
    expect(outside).toEqual([]);
    const html = renderer.render(markdown);
    expect(html).not.toMatch(/<(?:img|script|b|table)\b/);
    const shown = html
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    // Word for word, but for backticks, which an address can't have.
    expect(shown.replace(/[`\s]/g, '')).toContain(text.replace(/[`\s]/g, ''));
  });

  it('has links within the allowed domains', () => {
    expect(
      linksIn(shownText('See https://docs.example.org/a?b=c&d=e, or https://example.org.', ['example.org'])),
    ).toEqual(['https://docs.example.org/a?b=c&amp;d=e', 'https://example.org/']);
  });

  it('is shown quickly, whatever it is', () => {
    const texts = [
      `${'.'.repeat(50_000)}@`,
      `${'a.'.repeat(25_000)}@`,
      `https://a${'.'.repeat(50_000)}b`,
      'a@'.repeat(25_000),
    ];
    const started = performance.now();
    for (const text of texts) shownText(text, []);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('makes no link to elsewhere of any text', () => {
    const piece = fc.constantFrom(
      'https://',
      'www.',
      'evil.org',
      '[',
      '](',
      ')',
      '<',
      '>',
      '`',
      '``',
      '\\',
      '@',
      '.',
      ' ',
      '\n',
      '*',
      '_',
      '!',
      'http:',
      '/',
      'a',
      '#',
      '&#104;',
      '|',
      '~',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const html = strict.render(shownText(pieces.join(''), ['example.org']));
        expect(html).not.toContain('<a ');
      }),
      { numRuns: 2_000 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOfText } from '../../../functions/src/catalog/report/blocks.ts';
import {
  type CitationProblem,
  checkCitations,
  citationSentence,
} from '../../../functions/src/catalog/report/checkCitations.ts';
import type { GatheredPassage, GatheredSource } from '../../../functions/src/catalog/report/gathered.ts';
import { biasedLexRank } from '../../../functions/src/catalog/report/lexRank.ts';
import { outlineOf } from '../../../functions/src/catalog/report/outlineOf.ts';
import { folded, passagesOf, sentencesOfPassage } from '../../../functions/src/catalog/report/passages.ts';
import { wordCount } from '../../../functions/src/catalog/report/quotable.ts';
import { plannedSection, type WrittenSection, writtenSection } from '../../../functions/src/catalog/report/section.ts';
import { writeSection } from '../../../functions/src/catalog/report/writeSection.ts';

function sourceOf(number: number, title: string, text: string): GatheredSource {
  const id = `s${number}`;
  const passages = passagesOf(blocksOfText(text), 'en').map((passage, at) => ({ id: `${id}.${at + 1}`, ...passage }));
  return { id, kind: 'text', title, url: null, retrieved_at: '2026-01-01T00:00:00.000Z', passages };
}

const HONEY = sourceOf(
  1,
  'Honey',
  `# How bees make honey
Bees collect nectar from flowers and carry it to the hive. In the hive other bees take the nectar and dry it with their wings. However, they only close a cell when the honey in it is dry enough.
Bees need about two million flowers for a single pound of honey.

# Winter
In winter the bees of a hive stay close together and eat the honey that they made in summer. This keeps them warm until spring. A hive needs some twenty kilograms of honey for the winter.

# Diseases
The varroa mite is the worst enemy of the bees in Europe. It weakens the bees and carries viruses from hive to hive. Beekeepers treat their hives against the mite in late summer.`,
);
const WAX = sourceOf(
  2,
  'Wax',
  `# Wax
Young bees make wax in glands on their bodies and build the comb of the hive with it. The comb holds the honey and the brood of the bees. See the picture for more.
$ npm install the-bees --save
Back to the top of this page about bees.`,
);
const SOURCES = [HONEY, WAX];
const objective = 'How do bees make honey and survive the winter?';

function report(
  sources: readonly GatheredSource[],
  options: { sections?: number; words?: number; objective?: string } = {},
) {
  const planning = { objective: options.objective ?? objective, language: 'en' };
  const outline = outlineOf(sources, { ...planning, sections: options.sections ?? 3 });
  const sections = outline.map((section) =>
    writeSection(section, sources, { ...planning, words: options.words ?? 60 }),
  );
  return { outline, sections };
}

function passagesIn(sources: readonly GatheredSource[]): GatheredPassage[] {
  return sources.flatMap(({ passages }) => passages);
}

function sentencesIn(sections: readonly WrittenSection[]): string[] {
  return sections.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences.map(({ text }) => text)));
}

describe('the worth of sentences', () => {
  it('is highest for what speaks to the question, and higher for what is like that than for what is not', () => {
    const sentences = [
      'Bees make honey.',
      'Honey is stored in the comb of wax.',
      'Wax burns well in candles.',
      'Cars need petrol.',
    ];
    const [honey = 0, like = 0, wax = 0, cars = 0] = biasedLexRank(sentences, 'how is honey made by bees').map(
      ({ worth }) => worth,
    );
    expect(honey).toBe(1);
    expect(like).toBeGreaterThan(wax);
    expect(wax).toBeGreaterThan(cars);
  });

  it('is 0 to 1 for any sentences, and never fails to be a number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60 }), { maxLength: 12 }),
        fc.string({ maxLength: 60 }),
        (sentences, question) => {
          const ranked = biasedLexRank(sentences, question);
          expect(ranked).toHaveLength(sentences.length);
          for (const { worth } of ranked) expect(worth >= 0 && worth <= 1).toBe(true);
        },
      ),
    );
  });
});

describe('outline', () => {
  it('names its sections after the headings that speak to the objective', () => {
    const { outline } = report(SOURCES, { sections: 2 });
    expect(outline.map(({ title }) => title)).toEqual(['How bees make honey', 'Winter']);
    expect(outline[1]?.question).toMatch(/^What do the sources say about “Winter”.*\?$/);
    expect(outline.every((section) => plannedSection.safeParse(section).success)).toBe(true);
  });

  it('gives no passage to two sections, and every section passages that there are', () => {
    const { outline } = report(SOURCES, { sections: 8 });
    const given = outline.flatMap(({ passages }) => passages);
    const known = passagesIn(SOURCES).map(({ id }) => id);
    expect(new Set(given).size).toBe(given.length);
    expect(given.every((id) => known.includes(id))).toBe(true);
  });

  it('is the same every time, has no title twice, and no more sections than asked for', () => {
    const twin = {
      ...HONEY,
      id: 's3',
      passages: HONEY.passages.map((passage) => ({ ...passage, id: `s3${passage.id}` })),
    };
    for (const sections of [1, 3, 5, 8]) {
      const { outline } = report([...SOURCES, twin], { sections });
      expect(report([...SOURCES, twin], { sections }).outline).toEqual(outline);
      expect(outline.length).toBeLessThanOrEqual(sections);
      const titles = outline.map(({ title }) => title.toLowerCase());
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('has no section where nothing can be quoted', () => {
    expect(report([sourceOf(1, 'Code', 'const a = 1;\n\nlet b = 2;')]).outline).toEqual([]);
    expect(report([]).outline).toEqual([]);
  });

  it('divides a long text without headings, and calls its parts by their words', () => {
    const about = (thing: string, n: number) =>
      `${thing} number ${n} stands in the garden of the museum, and ${thing.toLowerCase()} after ${thing.toLowerCase()} is cared for by people who know everything about it and its long life in the garden. It is watered, cleaned and looked at every day of the year number ${n}, since a garden lives from the care that people take of it.`;
    const text = ['Roses', 'Statues', 'Fountains']
      .flatMap((thing) => Array.from({ length: 14 }, (_, n) => about(thing, n)))
      .join('\n\n');
    const { outline } = report([sourceOf(1, 'Notes', text)], { sections: 3, objective: 'the garden of the museum' });
    expect(outline).toHaveLength(3);
    expect(new Set(outline.map(({ title }) => title)).size).toBe(3);
  });
});

describe('a section by quotation', () => {
  it('quotes what speaks to it, in the order of the source, with what a sentence leans on', () => {
    const { sections } = report(SOURCES, { sections: 2, words: 200 });
    const [honey, winter] = sections.map((section) => sentencesIn([section]));
    expect(honey?.[0]).toBe('Bees collect nectar from flowers and carry it to the hive.');
    const however = honey?.findIndex((sentence) => sentence.startsWith('However')) ?? -1;
    if (however !== -1) expect(honey?.[however - 1]).toMatch(/^In the hive other bees/);
    expect(winter).toContain(
      'In winter the bees of a hive stay close together and eat the honey that they made in summer.',
    );
    const warm = winter?.indexOf('This keeps them warm until spring.') ?? -1;
    expect(warm).not.toBe(0);
    if (warm > 0) expect(winter?.[warm - 1]).toMatch(/^In winter/);
    expect(sections.every((section) => writtenSection.safeParse(section).success)).toBe(true);
  });

  it('leaves out code, navigation and what says nothing by itself', () => {
    const said = sentencesIn(report(SOURCES, { sections: 8, words: 450 }).sections).join(' ');
    expect(said).toContain('wax');
    expect(said).not.toMatch(/npm|Back to the top|picture/);
  });

  it('is about as long as asked for, and says what a paragraph is about where the title does not', () => {
    const text = Array.from(
      { length: 40 },
      (_, n) => `The bees of hive ${n} made honey from plant ${n * 7} in a garden near village ${n * 13}.`,
    ).join(' ');
    const { sections } = report(
      [sourceOf(1, 'Bees', `# Making honey\n${text}\n\n# Honey of hives\n${text.replaceAll('garden', 'field')}`)],
      { sections: 1, words: 120 },
    );
    const words = wordCount(sentencesIn(sections).join(' '));
    expect(words).toBeGreaterThan(80);
    expect(words).toBeLessThan(150);
    const leads = sections.flatMap(({ paragraphs }) => paragraphs.map(({ lead }) => lead));
    for (const lead of leads) expect(lead).not.toBe(sections[0]?.title);
  });

  it('cites every passage that holds a sentence', () => {
    const sentence = 'Bees collect nectar from flowers and carry it to the hive.';
    const two = [sourceOf(1, 'One', `# Bees\n${sentence}`), sourceOf(2, 'Two', `# Nectar\n${sentence} They like it.`)];
    const section = { title: 'Nectar', question: 'What of nectar?', passages: ['s1.1'] };
    const written = writeSection(section, two, { objective: 'nectar', language: 'en', words: 100 });
    expect(written.paragraphs).toEqual([{ lead: 'Bees', sentences: [{ text: sentence, passages: ['s1.1', 's2.1'] }] }]);
  });

  it('of any text has sentences alone that their passages hold, whole, each once', () => {
    const piece = fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
      fc.constantFrom(
        'However, it is run again. ',
        'Bees make honey in the hive. ',
        '# Bees\n',
        '- an entry of it.\n',
        '\n\n',
        'The bees (e.g. ours) rest. ',
        'See the guide for more. ',
        'これは文です。',
        '"Quoted words are said here." ',
      ),
    );
    const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 4 }),
        fc.string({ maxLength: 40 }),
        fc.constantFrom(20, 120, 450),
        (texts, asked, words) => {
          const sources = texts
            .map((one, index) => sourceOf(index + 1, `Source ${index}`, one))
            .filter(({ passages }) => passages.length > 0);
          const { sections, outline } = report(sources, { objective: `bees ${asked}`, words, sections: 5 });
          const passages = passagesIn(sources);
          const whole = passages.flatMap((passage) =>
            sentencesOfPassage(passage.text, 'en').map((sentence) => folded(sentence.text)),
          );
          for (const [index, section] of sections.entries()) {
            expect(checkCitations(section, passages)).toEqual([]);
            const own = outline[index]?.passages ?? [];
            for (const { sentences } of section.paragraphs) {
              for (const sentence of sentences) {
                expect(whole).toContain(folded(sentence.text));
                expect(sentence.passages.some((id) => own.includes(id))).toBe(true);
                expect(wordCount(sentence.text)).toBeGreaterThanOrEqual(4);
              }
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('citations', () => {
  const passages = [
    { id: 's1.1', heading: '', text: 'Bees make\nhoney. They dry it.' },
    { id: 's1.2', heading: '', text: 'Bees make wax.' },
  ];
  const section = (text: string, cited: string[]): WrittenSection => ({
    ...{ title: 'Bees', question: 'What of bees?' },
    paragraphs: [{ lead: null, sentences: [{ text, passages: cited }] }],
  });

  it.each<[string, string, string[], CitationProblem['kind'][]]>([
    ['are right but for white space', 'Bees  make honey.', ['s1.1'], []],
    ['are missing', 'Bees make honey.', [], ['uncited']],
    ['are of nothing', ' \n ', ['s1.1'], ['uncited']],
    ['are of no passage', 'Bees make honey.', ['s9.9'], ['unknown']],
    ['are of a passage that does not say it', 'Bees make honey.', ['s1.2'], ['not_contained']],
    ['are right and wrong', 'Bees make honey.', ['s1.1', 's1.2', 's2.1'], ['not_contained', 'unknown']],
    ['are of other words', 'Bees make much honey.', ['s1.1'], ['not_contained']],
    [
      'go over the end of a passage',
      'They dry it. Bees make wax.',
      ['s1.1', 's1.2'],
      ['not_contained', 'not_contained'],
    ],
  ])('%s', (_name, text, cited, kinds) => {
    const problems = checkCitations(section(text, cited), passages);
    expect(problems.map(({ kind }) => kind)).toEqual(kinds);
    for (const problem of problems) expect(citationSentence(problem)).toMatch(/^“.*” (?:cites|is not in) .*\.$/s);
  });

  it('are found wrong for any sentence that was changed', () => {
    const sentence = fc.constantFrom(
      ...passagesIn(SOURCES).flatMap(({ id, text }) =>
        sentencesOfPassage(text, 'en').map((one) => ({ id, text: one.text })),
      ),
    );
    fc.assert(
      fc.property(
        sentence,
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 3 }).filter((more) => more.trim() !== ''),
        (one, at, more) => {
          const place = at % one.text.length;
          const changed = `${one.text.slice(0, place)}${more}${one.text.slice(place)}`;
          expect(checkCitations(section(one.text, [one.id]), passagesIn(SOURCES))).toEqual([]);
          const text = passagesIn(SOURCES).find(({ id }) => id === one.id)?.text ?? '';
          const problems = checkCitations(section(changed, [one.id]), passagesIn(SOURCES));
          expect(problems.length).toBe(folded(text).includes(folded(changed)) ? 0 : 1);
        },
      ),
    );
  });
});

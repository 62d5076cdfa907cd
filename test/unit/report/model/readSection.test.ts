import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSection } from '../../../../functions/src/catalog/report/model/readSection.ts';

const IDS = ['s1.1', 's1.2', 's2.1', 's2.2', 's3.1'];
const read = (text: string, isCut = false) =>
  readSection(text, { title: 'On leases', ids: IDS, language: 'en', isCut }).map(({ sentences }) =>
    sentences.map((said) => [said.is_inherited === true ? `~${said.text}` : said.text, ...said.passages]),
  );

describe('a section as a model wrote it', () => {
  it.each([
    [
      'before the stop',
      'A lease ends [1]. It is renewed [2].',
      [
        ['A lease ends.', 's1.1'],
        ['It is renewed.', 's1.2'],
      ],
    ],
    [
      'behind the stop',
      'A lease ends. [1] It is renewed.[2]',
      [
        ['A lease ends.', 's1.1'],
        ['It is renewed.', 's1.2'],
      ],
    ],
    ['several, each way', 'It ends [1, 3], says one [2][4].', [['It ends, says one.', 's1.1', 's2.1', 's1.2', 's2.2']]],
    ['a span', 'It ends [1-3].', [['It ends.', 's1.1', 's1.2', 's2.1']]],
    [
      'as footnotes and links',
      'It ends [^1]. It begins [2](https://a.org/x).',
      [
        ['It ends.', 's1.1'],
        ['It begins.', 's1.2'],
      ],
    ],
    [
      'of the next sentence',
      'A lease ends. It is renewed [2].',
      [
        ['~A lease ends.', 's1.2'],
        ['It is renewed.', 's1.2'],
      ],
    ],
    [
      "at the paragraph's end",
      'A lease ends. It is renewed. Nobody else may write. [1, 2]',
      [
        ['~A lease ends.', 's1.1', 's1.2'],
        ['~It is renewed.', 's1.1', 's1.2'],
        ['Nobody else may write.', 's1.1', 's1.2'],
      ],
    ],
    [
      'by name',
      'It ends [passage 1], and begins [Passages 2 and 3].',
      [['It ends, and begins.', 's1.1', 's1.2', 's2.1']],
    ],
    [
      'in wide brackets',
      'It ends【1】. It begins 【2†source】.',
      [
        ['It ends.', 's1.1'],
        ['It begins.', 's1.2'],
      ],
    ],
    [
      'in round brackets, where there are no others',
      'It ends (1). It begins. (2) It has a part (3) and goes on for a year (40).',
      [['It ends.', 's1.1'], ['It begins.', 's1.2'], ['It has a part (3) and goes on for a year (40).']],
    ],
    [
      'and round brackets beside them, which are none',
      'It ends (1). It begins [2].',
      [
        ['~It ends (1).', 's1.2'],
        ['It begins.', 's1.2'],
      ],
    ],
    [
      'in a script without blanks',
      '租约结束。[1] 它续订。[2]',
      [
        ['租约结束。', 's1.1'],
        ['它续订。', 's1.2'],
      ],
    ],
    [
      'and a phrase that says nothing',
      'But not only that. A lease ends [1].',
      [['But not only that. A lease ends.', 's1.1']],
    ],
    ['none', 'It ends [1]. Nobody knows.', [['It ends.', 's1.1'], ['Nobody knows.']]],
    ['of nothing that there is', 'It ends [9].', [['It ends.', '[9]']]],
    ['no citation but a list of years', 'In [1999] it ended [1].', [['In [1999] it ended.', 's1.1']]],
  ])('citations %s', (_name, text, sentences) => {
    expect(read(text)).toEqual([sentences]);
  });

  it('keeps words, and neither headings nor markup nor where links lead', () => {
    const text =
      '## Leases\n\n**A lease** ends, says [the page](https://evil.example/steal) [1].\n\n- It is `renewed` [2].';
    expect(read(text)).toEqual([[['A lease ends, says the page.', 's1.1']], [['It is renewed.', 's1.2']]]);
  });

  it('has no heading in it, however it is made, and what ends with a colon goes on', () => {
    const text = 'On leases\n\n**Their end**\nA lease ends [1].\n\nIt has two parts:\n- a holder [2],\n- a fence [3].';
    expect(read(text)).toEqual([
      [['A lease ends.', 's1.1']],
      [['It has two parts: a holder,', 's1.2']],
      [['a fence.', 's2.1']],
    ]);
  });

  it('has lists whose entries share their marks, also that of the line that introduces them', () => {
    expect(read('- A holder\n- a fence [2]\n- a clock')).toEqual([
      [['~A holder', 's1.2']],
      [['a fence', 's1.2']],
      [['a clock']],
    ]);
    expect(read('It has two parts [1]:\n\n- a holder\n- a fence [2]\n- a clock\n\nIt ends.')).toEqual([
      [['It has two parts: a holder', 's1.1']],
      [['a fence', 's1.2']],
      [['~a clock', 's1.1']],
      [['It ends.']],
    ]);
    expect(read('Here is the section:\n\nA lease ends [1].')).toEqual([
      [['Here is the section:']],
      [['A lease ends.', 's1.1']],
    ]);
  });

  it('has no list of footnotes', () => {
    expect(read('A lease ends [^1].\n\n[^1]: The page on leases')).toEqual([[['A lease ends.', 's1.1']]]);
  });

  it('that broke off ends at its last whole sentence with a mark', () => {
    expect(read('It ends [1]. In 2019 [2] it was', true)).toEqual([[['It ends.', 's1.1']]]);
    expect(read('It ends [1]. It is renewed. It is re', true)).toEqual([[['It ends.', 's1.1']]]);
  });

  it('that broke off loses what comes after its last citation', () => {
    expect(read('It ends [1]. It is rene', true)).toEqual([[['It ends.', 's1.1']]]);
    expect(read('It ends [1].\n\nIt is rene', true)).toEqual([[['It ends.', 's1.1']]]);
    expect(read('It ends [1]. It is rene')).toEqual([[['It ends.', 's1.1'], ['It is rene']]]);
  });

  it('is read whatever it is, and says nothing empty', () => {
    const pieces = fc.constantFrom(
      '[1]',
      '[2, 3]',
      '. ',
      '\n\n',
      '[',
      ']',
      'lease',
      ' ',
      '#',
      '```\n',
      '[9-1]',
      '(x)',
      '!',
    );
    fc.assert(
      fc.property(
        fc.array(pieces).map((parts) => parts.join('')),
        fc.boolean(),
        (text, isCut) => {
          const said = read(text, isCut).flat();
          expect(said.every(([words = '']) => words.trim() !== '')).toBe(true);
        },
      ),
    );
  });
});

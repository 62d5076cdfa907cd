import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { matchOf } from '../../../web/src/palette/paletteMatch.ts';
import { foundIn, type PaletteEntry, piecesOf, placeIn, withRecent } from '../../../web/src/palette/paletteView.ts';
import { GUIDE_TITLES } from '../../../web/src/words/palette.ts';

describe('what was typed fits a label', () => {
  it.each<[string, string, string, string | null]>([
    ['the beginning', 'new', 'New mission', '[New] mission'],
    ['a later word', 'mis', 'New mission', 'New [mis]sion'],
    ['words in any order', 'mission new', 'New mission', '[New] [mission]'],
    ['initials', 'nm', 'New mission', '[N]ew [m]ission'],
    ['initials and what follows', 'nemi', 'New mission', '[Ne]w [mi]ssion'],
    ['the inside of a word', 'ssion', 'New mission', 'New mi[ssion]'],
    ['without its accents', 'resume', 'Résumé', '[Résumé]'],
    ['in capitals', 'ÄRGER', 'Kein ärger', 'Kein [ärger]'],
    ['words that touch', 'ne new', 'New', '[New]'],
    ['not two letters inside', 'io', 'New mission', null],
    ['not every word', 'new york', 'New mission', null],
    ['not letters from anywhere', 'nws', 'New mission', null],
  ])('%s', (_what, typed, label, marked) => {
    const match = matchOf(typed, label);
    const text =
      match && piecesOf(label, match.ranges).map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text));
    expect(text?.join('') ?? null).toBe(marked);
  });

  it('ranks the beginning over a later word over initials over the inside, and the shorter label first', () => {
    const score = (typed: string, label: string, more = '') => matchOf(typed, label, more)?.score ?? Number.NaN;
    const scores = [
      score('run', 'Run'),
      score('run', 'Run it again'),
      score('run', 'To run'),
      score('run', 'Report until now'),
      score('run', 'A truncated one'),
      score('run', 'Nothing', 'run'),
    ];
    expect(scores.every((one, at) => one > (scores[at + 1] ?? Number.NEGATIVE_INFINITY))).toBe(true);
    expect(scores).not.toContain(Number.NaN);
  });

  it('marks what lies within the label, in order and apart, whatever is typed', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', 'ß', 'İ', ' ', '-', '1'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (typed, label) => {
        const match = matchOf(typed, label);
        if (match === null) return;
        expect(
          piecesOf(label, match.ranges)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(label);
        expect(matchOf(label, label)).not.toBeNull();
      }),
    );
  });
});

const entry = (id: string, group: PaletteEntry['group'], label: string, isOffered = true): PaletteEntry => ({
  ...{ id, group, label, isOffered },
});
const ENTRIES = [
  entry('cancel', 'here', 'Cancel mission'),
  entry('go /', 'go', 'Missions'),
  entry('go /new', 'go', 'New mission'),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => entry(`mission ${number}`, 'missions', `Read site ${number}`)),
  entry('guide list', 'guide', 'List your missions', false),
];
const ids = (typed: string, recent: readonly string[] = []) =>
  foundIn(ENTRIES, typed, recent).map(({ group, found }) => [group, found.map((one) => one.entry.id)]);

test('nothing typed offers this page, what was taken lately, five missions and the screens', () => {
  const missions = ['mission 1', 'mission 2', 'mission 3', 'mission 5', 'mission 6'];
  expect(ids(' ', ['mission 4', 'guide list', 'mission gone', 'cancel'])).toEqual([
    ['here', ['cancel']],
    ['recent', ['mission 4', 'guide list']],
    ['missions', missions],
    ['go', ['go /', 'go /new']],
  ]);
});

test('what fits best stands first, with its kind; eight of a kind at most', () => {
  expect(ids('miss')).toEqual([
    ['go', ['go /', 'go /new']],
    ['here', ['cancel']],
    ['guide', ['guide list']],
  ]);
  expect(foundIn(ENTRIES, 'read', [])[0]?.found).toHaveLength(8);
  expect(ids('nothing like it')).toEqual([]);
  const found = [{ ...entry('mission 99', 'missions', 'Über Straßen'), isFound: true }];
  expect(foundIn(found, 'strassen', [])[0]?.found).toHaveLength(1);
});

test('Enter takes the first until another is chosen, and the choice goes with its entry when more is found', () => {
  const [cancel, list, create] = ENTRIES.map(({ id }) => ({ id }));
  const before = [cancel, list].filter((one) => one !== undefined);
  expect([placeIn(before, null), placeIn(before, 'go /'), placeIn([], null)]).toEqual([0, 1, 0]);
  const after = [create, cancel, list].filter((one) => one !== undefined);
  expect(placeIn(after, 'go /')).toBe(2);
  expect(placeIn(after, 'one that is gone')).toBe(0);
});

test('what was taken last stands first, once, and five are kept', () => {
  expect(withRecent(['a', 'b', 'c', 'd', 'e'], 'c')).toEqual(['c', 'a', 'b', 'd', 'e']);
  expect(withRecent(['a', 'b', 'c', 'd', 'e'], 'f')).toEqual(['f', 'a', 'b', 'c', 'd']);
});

test('every chapter of the guide can be found, by its own title', async () => {
  const folder = join(import.meta.dirname, '../../../web/guide');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'index.md');
  const titles = await Promise.all(
    names.map(async (name) => {
      const [title = ''] = (await readFile(join(folder, name), 'utf8')).split('\n');
      return [name.replace('.md', ''), title.replace('# ', '').replaceAll("'", '’')];
    }),
  );
  expect(GUIDE_TITLES).toEqual(Object.fromEntries(titles));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareParts, type Part, standingText } from '../../../web/src/results/compare/comparedParts.ts';
import { addressesOnlyIn, compareSources } from '../../../web/src/results/compare/comparedSources.ts';
import { compareHref, pairHref, readComparePlace } from '../../../web/src/results/compare/comparePlace.ts';
import {
  candidatesFor,
  columnText,
  comparedFacts,
  readableOf,
  sideNames,
} from '../../../web/src/results/compare/compareView.ts';
import { IN_STATUS } from '../../support/missions.ts';
import { RESULT } from '../../support/results.ts';

const completed = IN_STATUS.completed();

describe('the address', () => {
  test.each([
    ['', { kind: 'none' }],
    ['?a=../x&b=', { kind: 'none' }],
    ['?a=one-1', { kind: 'one', id: 'one-1' }],
    ['?b=one-1', { kind: 'one', id: 'one-1' }],
    ['?a=one-1&b=one-1', { kind: 'same', id: 'one-1' }],
    ['?a=one-1&b=two-2', { kind: 'two', first: 'one-1', second: 'two-2' }],
    ['?a=one-1&a=two-2', { kind: 'one', id: 'one-1' }],
  ])('%j names %j', (query, place) => {
    expect(readComparePlace(query)).toEqual(place);
  });

  test('of a pair has the earlier one first, whichever was chosen first', () => {
    const earlier = { ...completed, mission_id: 'earlier', finished_at: '2026-11-01T00:00:00.000Z' as const };
    const later = { ...completed, mission_id: 'later', finished_at: '2026-11-02T00:00:00.000Z' as const };
    expect(pairHref(later, earlier)).toBe('/results/compare?a=earlier&b=later');
    expect(pairHref(earlier, later)).toBe('/results/compare?a=earlier&b=later');
    expect(readComparePlace(new URL(compareHref('one-1'), 'http://x').search)).toEqual({ kind: 'one', id: 'one-1' });
  });
});

describe('sources', () => {
  const source = (href: string, text = '') => ({ href, text });
  test('are the same by their address, whatever they are called and wherever in the page they lead', () => {
    const first = [
      source('https://python.org/a#part', 'A'),
      source('https://PYTHON.org/b/'),
      source('https://python.org/c'),
    ];
    const second = [
      source('https://python.org/a', 'Another'),
      source('https://python.org/b'),
      source('https://python.org/d'),
    ];
    expect(compareSources(first, second)).toEqual({
      both: [first[0], first[1]],
      onlyFirst: [first[2]],
      onlySecond: [second[2]],
    });
  });
  test('a query makes another page', () => {
    expect(addressesOnlyIn(['https://a.org/?x=1', 'no address'], ['https://a.org/?x=2', 'no address'])).toEqual(
      new Set(['https://a.org/?x=1']),
    );
  });
  test('each address is in one place, and none is lost', () => {
    const some = fc.array(
      fc.constantFrom('a', 'b', 'c', 'd/', 'd', 'e#f').map((path) => source(`https://x.org/${path}`)),
    );
    fc.assert(
      fc.property(some, some, (first, second) => {
        const { both, onlyFirst, onlySecond } = compareSources(first, second);
        const swapped = compareSources(second, first);
        expect(swapped.both).toHaveLength(both.length);
        expect([swapped.onlyFirst, swapped.onlySecond]).toEqual([onlySecond, onlyFirst]);
        if (first.length > 0) expect(both.length + onlyFirst.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('parts', () => {
  const part = (name: string, ...sentences: string[]): Part => ({ name, title: name.toUpperCase(), sentences });
  const rowsOf = (first: readonly Part[], second: readonly Part[]) => {
    const compared = compareParts(first, second);
    return [compared.first, compared.second].map((side) => [...side].map(([name, { row }]) => `${row} ${name}`));
  };

  test('of one name stand in one row, and both keep their order', () => {
    const first = ['', 'intro', 'cost', 'risk', 'end'].map((name) => part(name));
    const second = ['intro', 'new', 'risk', 'end', 'notes'].map((name) => part(name));
    expect(rowsOf(first, second)).toEqual([
      ['1 ', '2 intro', '3 cost', '5 risk', '6 end'],
      ['2 intro', '4 new', '5 risk', '6 end', '7 notes'],
    ]);
  });

  test('what changed places stands in the row of as many others as possible', () => {
    expect(rowsOf([part('a'), part('b'), part('c')], [part('c'), part('a'), part('b')])).toEqual([
      ['2 a', '3 b', '4 c'],
      ['1 c', '2 a', '3 b'],
    ]);
  });

  test('whatever their names, each part has a row, rows of a report grow, and a shared row is of one name', () => {
    const names = fc.uniqueArray(fc.string({ maxLength: 2 }), { maxLength: 12 });
    fc.assert(
      fc.property(names, names, (one, other) => {
        const { rows, first, second } = compareParts(
          one.map((name) => part(name)),
          other.map((name) => part(name)),
        );
        expect([[...first.keys()], [...second.keys()]]).toEqual([one, other]);
        const nameAt = new Map([...first].map(([name, { row }]) => [row, name]));
        for (const [name, { row }] of second) expect(nameAt.get(row) ?? name).toBe(name);
        for (const side of [first, second]) {
          const used = [...side.values()].map(({ row }) => row);
          expect(used).toEqual(used.toSorted((a, b) => a - b));
          expect(new Set(used).size).toBe(used.length);
        }
        const all = new Set([...first.values(), ...second.values()].map(({ row }) => row));
        expect(all.size).toBe(rows);
      }),
    );
  });

  test('say what is only there; what moved to another part is not', () => {
    const first = [part('a', 'One.', 'Two.', 'Three.'), part('b', 'Same.'), part('c', 'Here.')];
    const second = [part('a', 'One.', 'Two!'), part('b', 'Same.'), part('d', 'Three.')];
    const compared = compareParts(first, second);
    const said = (side: typeof compared.first) =>
      [...side].map(([name, { standing }]) => [name, standingText(standing)]);
    expect(said(compared.first)).toEqual([
      ['a', '1 of 3 sentences is only here'],
      ['b', 'The same in both'],
      ['c', 'This part is only here'],
    ]);
    expect(said(compared.second)).toEqual([
      ['a', '1 of 2 sentences is only here'],
      ['b', 'The same in both'],
      ['d', 'This part is only here'],
    ]);
    expect(compared.differences).toEqual([
      { name: 'a', title: 'A', kind: 'differs' },
      { name: 'c', title: 'C', kind: 'only_first' },
      { name: 'd', title: 'D', kind: 'only_second' },
    ]);
    const shorter = compareParts([part('a', 'One.')], [part('a', 'One.', 'Two.')]);
    expect(said(shorter.first)).toEqual([['a', 'All of it stands in the other one too']]);
  });
});

test('what only changed its order differs in no word', () => {
  const [one, other] = [
    { name: 'a', title: 'A', sentences: ['One.', 'Two.'] },
    { name: 'a', title: 'A', sentences: ['Two.', 'One.'] },
  ];
  expect(compareParts([one], [other]).differences).toEqual([]);
});

describe('the facts of both', () => {
  test('stand line by line, and say nothing of what neither has', () => {
    const mission = { ...completed, usage: { pages: 12, cost_usd: 0.02, bytes: 3, tokens: 1_200 } };
    const first = { mission, result: { ...RESULT, pages_read: 12 } };
    const second = { mission: { ...completed, usage: {}, attempt: 2 }, result: { ...RESULT, missed_count: 3 } };
    const facts = comparedFacts(first, second);
    expect(facts.map(({ label }) => label)).toEqual([
      ...['Finished', 'Took', 'Pages read', 'Not read', 'Cost', 'Tokens', 'Attempt'],
    ]);
    const of = (label: string) => facts.find((fact) => fact.label === label);
    expect(of('Pages read')).toMatchObject({ first: '12', second: '–' });
    expect(of('Cost')).toMatchObject({ first: 'US$0.02', second: '–' });
    expect(of('Tokens')).toMatchObject({ first: '1,200', second: '–' });
    expect(of('Attempt')).toMatchObject({ first: '–', second: '2' });
  });
});

describe('a column', () => {
  const side = (objective: string, at: string) => ({
    mission: { ...completed, objective },
    result: { ...RESULT, created_at: at },
  });
  const first = side('Count the herd', '2026-11-01T07:36:00.000Z');
  test('is headed by when its result was made', () => {
    const names = sideNames(first, side('Count  the herd', '2026-11-02T07:46:00.000Z'));
    expect(columnText(names.first)).toMatch(/^The first · .*2026/);
    expect(names.first.when).not.toBe(names.second.when);
    expect(names.second.objective).toBe('');
  });
  test('is headed by its objective too where they have two', () => {
    const names = sideNames(first, side('Count the flock', '2026-11-02T07:46:00.000Z'));
    expect(columnText(names.second)).toMatch(/^The second · Count the flock · .*2026/);
    expect(names.first.objective).toBe('Count the herd');
  });
});

describe('what is offered to compare', () => {
  const external = { is_growing: false } as (typeof completed)['external'];
  const missions = [
    { ...completed, mission_id: 'own' },
    ...['there', 'none', 'unasked', 'lost'].map((id) => ({ ...completed, mission_id: id, external })),
  ];
  const known = new Map([
    ['there', true],
    ['none', false],
    ['lost', null],
  ]);
  const offered = (isLive: boolean) => {
    const { readable, isComing } = readableOf(missions, known, isLive);
    return [readable.map(({ mission_id: id }) => id), isComing];
  };
  test('nothing without a report, and nothing that may turn out to have none while that is asked', () => {
    expect(offered(true)).toEqual([['own', 'there', 'lost'], true]);
    expect(offered(false)).toEqual([['own', 'there', 'unasked', 'lost'], false]);
  });
});

describe('what it may be compared with', () => {
  const run = (id: string, objective: string, day: number) => ({
    ...completed,
    ...{ mission_id: id, objective, finished_at: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z` as const },
  });
  test('other runs of its objective come first, newest first, each once and not itself', () => {
    const base = run('base', 'Read what is new', 3);
    const known = [
      ...[run('old', 'Read  what is NEW ', 1), run('other', 'Another', 4), base],
      ...[run('new', 'Read what is new', 5), run('old', 'Read what is new', 1)],
    ];
    const { sameObjective, others } = candidatesFor(base, known);
    expect(sameObjective.map(({ mission_id: id }) => id)).toEqual(['new', 'old']);
    expect(others.map(({ mission_id: id }) => id)).toEqual(['other']);
  });
});

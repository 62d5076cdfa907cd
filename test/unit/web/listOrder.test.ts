import { describe, expect, test } from 'vitest';
import {
  type ListOrder,
  nextOrder,
  type OrderedRow,
  type OrderInput,
  sectionsOf,
} from '../../../web/src/missions/list/listOrder.ts';

function row(id: string, over: Partial<OrderedRow> = {}): OrderedRow {
  return { id, section: 'over', createdAt: 1_000 - id.charCodeAt(0), updatedAt: 0, percent: 0, ...over };
}

function input(rows: readonly OrderedRow[], over: Partial<OrderInput<OrderedRow>> = {}): OrderInput<OrderedRow> {
  return { rows, sort: 'newest', isHeld: false, isOpen: false, isFromServer: true, ...over };
}

const ids = (order: ListOrder<OrderedRow>) => order.places.map((place) => place.row.id).join('');
const [a, b, c] = [row('a'), row('b'), row('c')];
const settled = nextOrder(null, input([a, b, c]));

describe('the order of the list', () => {
  test('what needs its owner first, then what moves, what rests and what is over, each newest first', () => {
    const rows = [
      a,
      row('b', { section: 'resting' }),
      row('d', { section: 'needs_you' }),
      row('c', { section: 'needs_you' }),
    ];
    expect(ids(nextOrder(null, input(rows)))).toBe('cdba');
  });

  test('until the server was heard nothing is news', () => {
    const cached = nextOrder(null, input([b, c], { isFromServer: false }));
    const fresh = nextOrder(cached, input([a, b, c]));
    expect([ids(fresh), fresh.waiting]).toEqual(['abc', []]);
  });

  test('a new one waits until it is asked for', () => {
    const fresh = row('A');
    const next = nextOrder(settled, input([fresh, a, b, c]));
    expect([ids(next), next.waiting]).toEqual(['abc', ['A']]);
    expect(ids(nextOrder(next, input([fresh, a, b, c], { isOpen: true })))).toBe('Aabc');
  });

  test('older ones join at the end, held or not', () => {
    const rows = [a, b, c, row('d')];
    expect(ids(nextOrder(settled, input(rows)))).toBe('abcd');
    expect(ids(nextOrder(settled, input(rows, { isHeld: true })))).toBe('abcd');
  });

  test('the first one of an empty list needs no button', () => {
    const empty = nextOrder(null, input([]));
    expect(ids(nextOrder(empty, input([a])))).toBe('a');
  });

  test('while held a row that changes its section stays, with what is new of it', () => {
    const asks = row('c', { section: 'needs_you' });
    const held = nextOrder(settled, input([a, b, asks], { isHeld: true }));
    expect(ids(held)).toBe('abc');
    expect(held.places[2]).toEqual({ row: asks, section: 'over', isGone: false });
    expect(ids(nextOrder(held, input([a, b, asks])))).toBe('cab');
  });

  test('while held a row that leaves the list keeps its place, and can come back', () => {
    const held = nextOrder(settled, input([a, c], { isHeld: true }));
    expect(held.places.map((place) => place.isGone)).toEqual([false, true, false]);
    expect(nextOrder(held, input([a, b, c], { isHeld: true })).places[1]?.isGone).toBe(false);
    expect(ids(nextOrder(held, input([a, c])))).toBe('ac');
  });

  test('nothing new is the same order', () => {
    expect(nextOrder(settled, input([c, b, a]))).toBe(settled);
    const held = nextOrder(settled, input([a], { isHeld: true }));
    expect(nextOrder(held, input([a], { isHeld: true }))).toBe(held);
  });

  test.each([
    ['oldest', 'cba'],
    ['updated', 'bca'],
    ['progress', 'cab'],
  ] as const)('%s first', (sort, expected) => {
    const rows = [
      row('a', { updatedAt: 1, percent: 50 }),
      row('b', { updatedAt: 3, percent: null }),
      row('c', { updatedAt: 2, percent: 90 }),
    ];
    expect(ids(nextOrder(null, input(rows, { sort })))).toBe(expected);
  });

  test('sections have names where the order is theirs', () => {
    const order = nextOrder(null, input([a, row('b', { section: 'active' })]));
    expect(sectionsOf(order.places, 'newest').map(({ section }) => section)).toEqual(['active', 'over']);
    expect(sectionsOf(order.places, 'updated').map(({ section }) => section)).toEqual([null]);
    expect(sectionsOf([], 'updated')).toEqual([]);
  });
});

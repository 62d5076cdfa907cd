import { expect, test } from 'vitest';
import { packSaid, parseSaid, type SaidEta } from '../../../web/src/missions/saidEtas.ts';

const said: SaidEta = {
  ...{ attempt: 2, at: 1_000, remark: '' },
  ...{ text: 'about 6 to 9 min left', spoken: 'about 6 to 9 minutes left' },
};

test('what was said is there again after a reload', () => {
  const stored: unknown = JSON.parse(JSON.stringify(packSaid(new Map([['one', said]]))));
  expect([...parseSaid(stored)]).toEqual([['one', said]]);
});

test('the newest twenty are kept', () => {
  const many = new Map(Array.from({ length: 30 }, (_, index) => [String(index), said]));
  expect([...parseSaid(packSaid(many)).keys()]).toEqual([...many.keys()].slice(0, 20));
});

test.each([null, 'text', {}, [null], [['one']], [['one', 'a', 1, 'text', '', '']], [[1, 1, 1, 'text', '', '']]])(
  'what is not in this form is left out: %j',
  (stored) => {
    expect(parseSaid(stored).size).toBe(0);
  },
);

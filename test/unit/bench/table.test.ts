import { expect, it } from 'vitest';
import { rowOf } from '../../bench/figures.ts';
import { numberText, tableOf } from '../../bench/table.ts';

it('a table is aligned, names each floor, and says what was missed', () => {
  const rows = [
    rowOf({
      ...{ name: 'steps', unit: '/s', ours: [400, 500, 600], target: { of: 'ratio', at: 'least', value: 0.8 } },
      floor: { name: 'update()', values: [1000, 1000, 1000] },
    }),
    rowOf({
      ...{ name: 'documents read', unit: '', ours: [1, 1], target: { of: 'ours', at: 'most', value: 1 } },
      floor: { name: 'update()', values: [0, 0] },
    }),
  ];
  expect(tableOf(rows).split('\n')).toEqual([
    'measured        unit  ours              floor          ratio to the floor  target',
    '--------------  ----  ----------------  -------------  ------------------  ------------  ------',
    'steps           /s    500 (400 to 600)  1000 update()  0.5 (0.4 to 0.6)    ratio >= 0.8  MISSED',
    'documents read        1                 0 update()                         ours <= 1     met',
  ]);
});

it('a number has three figures that matter', () => {
  expect([0, 7, 1234.567, 43.21, 0.123456].map(numberText)).toEqual(['0', '7', '1235', '43.2', '0.123']);
});

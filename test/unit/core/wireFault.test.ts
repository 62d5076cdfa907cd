import { expect, it } from 'vitest';
import { wireFault } from '../../../functions/src/core/wireFault.ts';

const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

it.each([
  ['what is right', { objective: 'Find 😀', list: [1, null, { a: true }] }, null],
  ['40 levels', nested(40), null],
  ['half a pair', { message: 'half \ud83d' }, { field: 'message', message: 'has a broken character in it' }],
  ['one far inside', { a: ['x', { b: '\udc00' }] }, { field: 'a[1].b', message: 'has a broken character in it' }],
  ['one in a name', { a: { '\ud800': 1 } }, { field: 'a', message: 'has a field with a broken character in its name' }],
  ['41 levels', nested(41), { field: '', message: 'must not be nested deeper than 40 levels' }],
])('of %s', (_name, value, fault) => {
  expect(wireFault(value)).toEqual(fault);
});

// As deep as a body may be: the check itself must not run out of stack.
it('of 32,000 levels', () => {
  expect(wireFault(nested(32_000))?.message).toBe('must not be nested deeper than 40 levels');
});

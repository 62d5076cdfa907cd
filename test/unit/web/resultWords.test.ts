import { expect, test } from 'vitest';
import { placeOf, safeHref } from '../../../web/src/results/resultWords.ts';
import { ITEM_WORDS } from '../../../web/src/words/resultParts.ts';

test.each(['javascript:alert(1)', 'data:text/html,x', '//python.org', 'https://', ' https://x', ''])(
  '%j is no link',
  (url) => {
    expect(safeHref(url)).toBeUndefined();
  },
);

test('the web is a link', () => {
  expect(safeHref('https://python.org/a?b=c')).toBe('https://python.org/a?b=c');
});

test('a place reads without its protocol, and broken ones as they are', () => {
  expect(placeOf('https://docs.python.org/3/caf%C3%A9')).toBe('docs.python.org/3/café');
  expect(placeOf('https://python.org/%zz')).toBe('python.org/%zz');
  expect(placeOf('https://python.org/')).toBe('python.org');
  expect(placeOf('no address')).toBe('no address');
});

test('one is one', () => {
  expect([1, 1200].map(ITEM_WORDS.missed)).toEqual(['1 page could not be read', '1,200 pages could not be read']);
});

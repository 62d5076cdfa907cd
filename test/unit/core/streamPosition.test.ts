import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGINNING, eventIdOf, positionOf } from '../../../functions/src/core/streamPosition.ts';

const position = fc.oneof(
  fc.record({
    seq: fc.integer({ min: 0, max: 999_999_999 }),
    progress: fc.constant(null),
    hasEnded: fc.constant(false),
  }),
  fc.record({
    seq: fc.integer({ min: 0, max: 999_999_999 }),
    progress: fc.stringMatching(/^[0-9a-f]{12}$/),
    hasEnded: fc.boolean(),
  }),
);

describe('the id of an event', () => {
  it('says the whole position', () => {
    fc.assert(
      fc.property(position, (one) => {
        expect(positionOf(eventIdOf(one))).toEqual(one);
      }),
    );
  });

  it('differs for positions that differ', () => {
    const differ = (one: typeof BEGINNING, other: typeof BEGINNING): void => {
      expect(eventIdOf(one) === eventIdOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    };
    fc.assert(fc.property(position, position, differ));
  });

  it('is a header and a query parameter as it stands', () => {
    fc.assert(
      fc.property(position, (one) => {
        expect(encodeURIComponent(eventIdOf(one))).toBe(eventIdOf(one));
      }),
    );
  });

  it('of the beginning may be written as 0', () => expect(positionOf('0')).toEqual(BEGINNING));

  it.each([
    '',
    ' ',
    '-1',
    '1.5',
    '12-',
    '12-end',
    '12-3f9a',
    '12-3F9A0C1B2D4E',
    '12-3f9a0c1b2d4e-',
    '1234567890',
    '１２',
    '12\n',
  ])('is not %j', (text) => expect(positionOf(text)).toBeNull());

  it('is nothing else', () => {
    const says = (text: string): boolean => {
      const found = positionOf(text);
      return found === null || Number(text.split('-')[0]) === found.seq;
    };
    fc.assert(fc.property(fc.string(), says));
  });
});

import { describe, expect, it } from 'vitest';
import { AppError } from '../../../functions/src/core/errors.ts';
import { createPlaces } from '../../../functions/src/http/streamPlaces.ts';

const refusal = (take: () => unknown): string => {
  try {
    take();
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
};

describe('places for streams', () => {
  it('are so many for one caller, whatever others take', () => {
    const places = createPlaces({ perCaller: 2, all: 10 });
    places.take('anna');
    const free = places.take('anna');
    expect(refusal(() => places.take('anna'))).toMatch(/^too_many_streams: You have 2/);
    expect(refusal(() => places.take('boris'))).toBe('none');
    free();
    expect(refusal(() => places.take('anna'))).toBe('none');
  });

  it('are so many for all', () => {
    const places = createPlaces({ perCaller: 2, all: 3 });
    const frees = ['anna', 'boris', 'carla'].map((owner) => places.take(owner));
    expect(refusal(() => places.take('dora'))).toMatch(/^too_many_streams: This server/);
    for (const free of frees) free();
    expect(refusal(() => places.take('dora'))).toBe('none');
  });

  it('are freed once, however often that is said', () => {
    const places = createPlaces({ perCaller: 2, all: 2 });
    const free = places.take('anna');
    places.take('anna');
    free();
    free();
    places.take('anna');
    expect(refusal(() => places.take('anna'))).toMatch(/^too_many_streams/);
  });
});

import { describe, expect, it } from 'vitest';
import { inPerson, isApiKey, withLesser } from '../../../functions/src/core/caller.ts';
import type { ApiScope } from '../../../functions/src/schema/apiKey.ts';

describe('scopes', () => {
  it.each<[ApiScope[], ApiScope[]]>([
    [['read'], ['read']],
    [['run'], ['read', 'run']],
    [['admin'], ['read', 'run', 'admin']],
    [
      ['run', 'read'],
      ['read', 'run'],
    ],
    [
      ['admin', 'admin', 'read'],
      ['read', 'run', 'admin'],
    ],
  ])('%j bring along those below: %j', (asked, had) => {
    expect(withLesser(asked)).toEqual(had);
  });

  it('of the owner in person are all of them', () => {
    expect(inPerson('anna')).toEqual({ owner: 'anna', scopes: ['read', 'run', 'admin'], key: null });
  });
});

it('an API key is told from an ID token by its beginning', () => {
  expect(isApiKey('mp_0123')).toBe(true);
  expect(isApiKey('eyJhbGciOiJub25lIn0.e30.')).toBe(false);
});

import { expect, test } from 'vitest';
import type { Live } from '../../../web/src/liveValue.ts';
import { noneAfter } from '../../../web/src/schedules/knownNone.ts';

const ready = (data: readonly string[], source: 'cache' | 'server'): Live<readonly string[]> => {
  return { state: 'ready', data, source, receivedAt: 2_000 };
};

test.each([
  ['the server says so', ready([], 'server'), 2_000],
  ['only the cache says so', ready([], 'cache'), 1_000],
  ['there is one, by the server', ready(['one'], 'server'), null],
  ['there is one, by the cache', ready(['one'], 'cache'), null],
  ['nothing was said yet', { state: 'loading' }, 1_000],
] as const)('that there are none, known at 1 s, once %s', (_what, live, at) => {
  expect(noneAfter(1_000, live)).toBe(at);
});

import { expect, test } from 'vitest';
import { steadyEta } from '../../../web/src/missions/steadyEta.ts';

const shown = { text: 'about 2 min left', since: 1_000 };

test('an estimate stays for 5 s, whatever the next ones say', () => {
  expect(steadyEta(shown, 'about 3 min left', 3_000)).toBe(shown);
  expect(steadyEta(shown, 'about 3 min left', 6_000)).toEqual({ text: 'about 3 min left', since: 6_000 });
});

test('noisy input moves the text at most every 5 s', () => {
  let eta = steadyEta(null, 'about 10 s left', 0);
  let changes = 0;
  for (let now = 0; now < 60_000; now += 250) {
    const next = steadyEta(eta, now % 500 === 0 ? 'about 10 s left' : 'about 50 s left', now);
    if (next !== eta) changes += 1;
    eta = next;
  }
  expect(changes).toBeLessThanOrEqual(12);
});

test.each(['Stopping…', '', 'No sign of life from its runner for 20 s'])('a fact shows at once: %j', (text) => {
  expect(steadyEta(shown, text, 1_001).text).toBe(text);
});

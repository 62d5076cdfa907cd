import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announce, polite, takeBack } from '../../../web/src/ui/announcer.ts';
import { GAP_MS } from '../../../web/src/ui/speech.ts';

const page = { hidden: false };
/** What one test said is long past in the next. */
let now = Date.parse('2026-11-21T12:00:00Z');

beforeEach(() => {
  now += 3_600_000;
  vi.useFakeTimers({ now });
  vi.stubGlobal('document', page);
});
afterEach(() => {
  page.hidden = false;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const heard = () => polite.get().text;
const pass = (ms: number) => vi.advanceTimersByTime(ms);

it('what was taken back before its turn is never said', () => {
  announce('copy', 'Copied.');
  pass(0);
  announce('connection', 'Offline.');
  expect(takeBack('connection')).toBe(true);
  pass(2 * GAP_MS);
  expect(heard()).toBe('Copied.');
});

it('what was said and is no longer so does not stand in the page until the next words come', () => {
  announce('connection', 'Offline.');
  pass(GAP_MS);
  expect(heard()).toBe('Offline.');
  expect(takeBack('connection')).toBe(false);
  announce('connection', 'Live again.');
  expect(heard()).toBe('');
  pass(GAP_MS);
  expect(heard()).toBe('Live again.');
});

it('what comes while the page is hidden ends what waits of its kind, though it is not said itself', () => {
  announce('copy', 'Copied.');
  pass(GAP_MS);
  announce('connection', 'Offline.');
  page.hidden = true;
  announce('connection', 'Live again.');
  page.hidden = false;
  pass(2 * GAP_MS);
  expect(heard()).toBe('Copied.');
});

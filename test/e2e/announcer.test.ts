import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { untilLink } from './support/link.ts';
import { report, startMission } from './support/server.ts';

withBrowser();

interface Heard {
  readonly role: string;
  readonly text: string;
  /** Milliseconds, by the page's clock. */
  readonly at: number;
}

/** What a screen reader would speak is five seconds apart; what it hears is drawn a little later than it was decided. */
const APART_MS = 4_000;

/** Listens at the page's live regions, as a screen reader does, from now on. */
async function listenAt(page: Page): Promise<() => Promise<Heard[]>> {
  await page.evaluate(() => {
    const heard: Heard[] = [];
    Reflect.set(window, 'heard', heard);
    for (const region of document.querySelectorAll('[role=status].sr-only, [role=alert].sr-only')) {
      new MutationObserver(() => {
        const text = region.textContent ?? '';
        if (text !== '') heard.push({ role: region.getAttribute('role') ?? '', text, at: performance.now() });
      }).observe(region, { childList: true, subtree: true, characterData: true });
    }
  });
  return () => page.evaluate(() => Reflect.get(window, 'heard') as Heard[]);
}

test('what happens to the open mission is said in sentences, politely five seconds apart, and failure at once', async () => {
  const steps = ['fetch', 'sort', 'count', 'report'].map((name) => ({ name }));
  const id = await startMission({ objective: 'Heard, not seen', type: 'external', external: { steps } });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await untilLink(page, 'live');
  await page.getByRole('button', { name: 'Pause mission' }).waitFor();
  const heard = await listenAt(page);
  const untilHeard = (what: RegExp) =>
    until(
      String(what),
      async () => {
        const all = await heard();
        return all.find(({ text }) => what.test(text)) ?? null;
      },
      PATIENCE_MS,
    );

  await report(id, 0, { status: 'started' });
  expect((await untilHeard(/running/)).text).toBe('Heard, not seen: running, step 1 of 4, Fetch.');
  // Both within a moment: the first waits for its turn, and what the next one overtakes is not said.
  await report(id, 0, { status: 'completed' });
  await report(id, 1, { status: 'completed' });
  const half = await untilHeard(/^50 percent/);
  await report(id, 2, { status: 'started' });
  await report(id, 2, { status: 'failed', error: { message: 'The disk is full.' } });
  const failed = await untilHeard(/failed/);
  expect(failed).toMatchObject({ role: 'alert', text: 'Heard, not seen failed at Count: The disk is full.' });
  expect(half.role).toBe('status');

  const polite = (await heard()).filter(({ role }) => role === 'status');
  const gaps = polite.slice(1).map(({ at }, index) => at - (polite[index]?.at ?? 0));
  expect(polite.length).toBeGreaterThanOrEqual(2);
  expect(gaps.filter((gap) => gap < APART_MS)).toEqual([]);
  await profile.close();
});

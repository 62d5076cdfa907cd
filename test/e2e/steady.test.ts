import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { freshProfile, withBrowser } from './support/browser.ts';
import { report, startMission } from './support/server.ts';

withBrowser();

/** What has come may move what is there by this much, in the measure of Chromium's own layout shifts. */
const MAX_SHIFT = 0.05;

interface Shifts {
  readonly sum: number;
  readonly told: readonly string[];
}

/** Adds up the layout shifts of the next load, until none has come for a second. */
async function shiftsOf(page: Page, path: string, isThere: () => Promise<void>): Promise<Shifts> {
  await page.addInitScript(() => {
    const shifts = { sum: 0, told: [] as string[], lastAt: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Shift[]) {
        if (entry.hadRecentInput) continue;
        shifts.sum += entry.value;
        shifts.lastAt = performance.now();
        for (const { node, previousRect, currentRect } of entry.sources) {
          const name = node instanceof Element ? node.outerHTML.slice(0, 120) : 'a text';
          shifts.told.push(`${name}: from ${previousRect.y} to ${currentRect.y}, ${currentRect.height} high`);
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });

    interface Shift {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    }
  });
  await page.goto(path);
  await isThere();
  const seen = await page.waitForFunction(
    (thereAt) => {
      const { shifts } = window as unknown as { shifts: Shifts & { lastAt: number } };
      return performance.now() > Math.max(thereAt, shifts.lastAt) + 1_000 ? shifts : null;
    },
    await page.evaluate(() => performance.now()),
  );
  const shifts = await seen.jsonValue();
  if (shifts === null) throw new Error('waited for shifts, and got none');
  return shifts;
}

test.each([
  ['a first visit', false],
  ['a reload', true],
])('%s: from seed to cache to server nothing moves that somebody reads', async (_, isReload) => {
  const external = { steps: ['fetch', 'convert', 'upload', 'report'].map((name) => ({ name })) };
  const id = await startMission({ objective: 'Convert the archive', type: 'external', external });
  await report(id, 0, { status: 'completed' });
  await report(id, 1, { status: 'started', message: 'letters of 1912' });
  for (const path of ['/', `/m/${id}`]) {
    const profile = await freshProfile();
    const page = await profile.newPage();
    const isThere = async (): Promise<void> => {
      await page.locator('[data-connection=live]').waitFor();
      await page.locator(path === '/' ? `[data-mission="${id}"]` : '[data-step-state=completed]').waitFor();
    };
    if (isReload) {
      await page.goto(path);
      await isThere();
    }
    const { sum, told } = await shiftsOf(page, path, isThere);
    expect(sum, `${path}\n${told.join('\n')}`).toBeLessThanOrEqual(MAX_SHIFT);
    await profile.close();
  }
});

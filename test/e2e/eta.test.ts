import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { past } from './support/earlierRuns.ts';
import { ownTag } from './support/listPage.ts';
import { expectGoodLooks } from './support/looks.ts';
import { ask, report, startMission } from './support/server.ts';

withBrowser();

const { hadRuns, beganEarlier } = past();

/** Ten to fifteen minutes, one run that took an hour, and some that did not end well. */
const STEADY = Array.from({ length: 20 }, (_, index) => 600 + ((index * 7) % 20) * 15);
const RUNS = { totals: [...STEADY, 3_600], failed: 2, cancelled: 1 };

/**
 * An external mission whose first step is done, and which began `seconds` ago. Kinds with other `steps` are others. By its
 * tag the list shows it alone: other tests' missions would stand before it.
 */
async function running(objective: string, steps: readonly string[], seconds: number, tag?: string): Promise<string> {
  const watched = { stalled_after_seconds: 3_600, failed_after_seconds: 3_600 };
  const external = { ...watched, steps: steps.map((name) => ({ name })) };
  const id = await startMission({ objective, type: 'external', external, tags: tag === undefined ? [] : [tag] });
  await report(id, 0, { status: 'started' });
  await beganEarlier(id, seconds);
  await report(id, 0, { status: 'completed' });
  await report(id, 1, { status: 'started', message: 'letters of 1912' });
  return id;
}

/** Every text that stood where the time left stands, since the page was loaded. */
async function recordTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { etaTexts: seen });
    const look = (): void => {
      const text = document.querySelector('[data-eta]')?.textContent;
      if (typeof text === 'string' && seen.at(-1) !== text) seen.push(text);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

function textsSeen(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { etaTexts: string[] }).etaTexts);
}

/** Any time left; that of a first run may be wide. */
const LEFT = /^(about|less than) \d.* left$/;
const RANGE = /^about (\d+) to (\d+) min left$/;

/** The text of the time left, once it is a range. */
function rangeShown(page: Page): Promise<string> {
  const look = async (): Promise<string | null> => {
    const text = await page.locator('[data-eta]').first().textContent();
    return text !== null && RANGE.test(text) ? text : null;
  };
  return until('the page to show a range', look, PATIENCE_MS);
}

function endsOf(text: string): number[] {
  return (RANGE.exec(text) ?? []).slice(1).map(Number);
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('[data-connection=live]').waitFor();
}

test('a mission like earlier ones shows a range, which a reload does not move', async () => {
  const tag = ownTag('eta');
  const id = await running('Convert the archive', ['fetch', 'convert', 'upload'], 250, tag);
  await hadRuns(id, RUNS);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await recordTexts(page);
  await open(page, `/m/${id}`);
  const before = endsOf(await rangeShown(page));
  expect(await page.locator('[role=progressbar]').getAttribute('aria-valuetext')).toMatch(
    /33 percent, Step 2 of 3, Convert, about \d+ to \d+ minutes left$/,
  );

  for (let reloads = 0; reloads < 2; reloads += 1) {
    await page.reload();
    await page.locator('[data-connection=live]').waitFor();
    await rangeShown(page);
    const seen = await textsSeen(page);
    // Never first by the rate of this run alone and then by history.
    const guesses = seen.filter((text) => text !== 'Estimating…');
    expect(guesses.length, seen.join(' | ')).toBeLessThanOrEqual(2);
    for (const text of guesses) {
      const ends = endsOf(text);
      expect(ends, text).toHaveLength(2);
      for (const [index, end] of ends.entries()) expect(Math.abs(end - (before[index] ?? 0))).toBeLessThanOrEqual(5);
    }
  }

  await open(page, `/?tag=${tag}`);
  const row = page.locator(`[data-mission="${id}"]`);
  await row.getByText(RANGE).filter({ visible: true }).waitFor();
  await expectGoodLooks(page, 'eta-list');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('what the range rests on opens by the keyboard, moves nothing, and closes by Escape', async () => {
  const id = await running('Convert the letters', ['read', 'translate', 'file'], 250);
  await hadRuns(id, RUNS);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await open(page, `/m/${id}`);
  await rangeShown(page);
  const bar = page.locator('[role=progressbar]');
  const before = await bar.boundingBox();

  const button = page.getByRole('button', { name: 'How is this known?' });
  await button.focus();
  await page.keyboard.press('Enter');
  const explained = page.getByRole('group', { name: 'How is this known?' });
  await explained.waitFor();
  await explained.getByText(/^From 21 earlier runs/).waitFor();
  await explained.getByText(/^Earlier runs usually took 1\d min\.$/).waitFor();
  await explained.getByText('Apart from these, 2 failed and 1 was cancelled.').waitFor();
  await explained
    .getByRole('img', { name: /^21 earlier runs took 10 min to 1 h\. This run is at 4 min.* likely to end after/ })
    .waitFor();
  expect(await bar.boundingBox()).toEqual(before);
  await expectGoodLooks(page, 'eta-explained');

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Close');
  await page.keyboard.press('Escape');
  await explained.waitFor({ state: 'hidden' });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await explained.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await explained.waitFor({ state: 'hidden' });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await profile.close();
});

test('the first run of its kind goes by its own pace, and says so', async () => {
  const id = await running('Something new', ['look', 'compare', 'write', 'send'], 240);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await open(page, `/m/${id}`);
  await page.locator('[data-eta]').getByText(LEFT).waitFor();
  await page.getByRole('button', { name: 'How is this known?' }).click();
  await page.getByText('From this run’s pace: no earlier run has ended.').waitFor();
  expect(await page.getByRole('group', { name: 'How is this known?' }).getByRole('img').count()).toBe(0);
  await expectGoodLooks(page, 'eta-first');

  // A mission that stops takes its estimate away: the focus that was in it goes to the page, not nowhere.
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Close');
  await ask('POST', `/missions/${id}/cancel`);
  await page.getByText('Stopping…').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await profile.close();
});

test('a run that outlasts the earlier ones takes longer than usual, and still says how long', async () => {
  const tag = ownTag('eta-longer');
  const id = await running('Convert the maps', ['scan', 'clean', 'print'], 2_400, tag);
  await hadRuns(id, { totals: STEADY });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await open(page, `/m/${id}`);
  await page.getByText(/^taking longer than usual \(usually 1\d min\)/).waitFor();
  expect(await page.locator('[data-eta]').first().textContent()).toMatch(LEFT);
  await page.getByRole('button', { name: 'How is this known?' }).click();
  await page.getByRole('group', { name: 'How is this known?' }).waitFor();
  await expectGoodLooks(page, 'eta-longer');
  await page.keyboard.press('Escape');
  await open(page, `/?tag=${tag}`);
  await page.locator(`[data-mission="${id}"]`).getByText('longer than usual').filter({ visible: true }).waitFor();
  await expectGoodLooks(page, 'eta-list-longer');
  await profile.close();
});

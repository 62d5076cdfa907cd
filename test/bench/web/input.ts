import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Measured } from './budgets.ts';
import { type Stage, slowDown } from './stage.ts';

const LISTED = 120;
const STEPS = 100;
/** What shows or hides something and changes nothing on the server. */
const HARMLESS = 'header button, main [aria-pressed], main [role=tab], main summary';

/** How the page takes input while a mission moves once a second, on a slow processor; and how much stands in it. */
export async function input(stage: Stage): Promise<Measured[]> {
  const id = await stage.missions.begin('Watched while it moves');
  for (let count = 0; count < LISTED; count += 1) await stage.missions.propose(`Letters, part ${count}`);
  const long = await stage.missions.beginLong('Read in many parts', STEPS);
  stage.say(`  ${LISTED} missions, ${STEPS} steps`);

  const moving = new AbortController();
  const writer = keepMoving(stage, id, moving.signal);
  const profile = await stage.profile();
  try {
    return await measure(await profile.newPage(), id, long);
  } finally {
    moving.abort();
    await writer;
    await profile.close();
  }
}

async function measure(page: Page, id: string, long: string): Promise<Measured[]> {
  await recordInputs(page);
  const durations: number[] = [];
  await page.goto(`/m/${id}`);
  await page.locator('[data-step-state]').first().waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await slowDown(page, { line: false });
  durations.push(...(await pressAll(page)));
  await page.goto('/');
  await page.locator('[data-mission]').first().waitFor();
  await page.locator('[data-connection=live]').waitFor();
  durations.push(...(await pressAll(page)));
  await page.locator('input[type=search]').first().pressSequentially('letters part', { delay: 120 });
  durations.push(...(await inputsSeen(page)));
  const listRows = await longList(page);
  await page.goto(`/m/${long}?view=events`);
  const eventRows = await longLog(page);
  return [
    { name: 'input to paint, one event a second, 4x CPU', unit: 'ms', values: durations, of: 'highest', budget: 100 },
    { name: 'rows of a long list', unit: '', values: [listRows], of: 'highest', budget: 200 },
    { name: 'rows of a log of many events', unit: '', values: [eventRows], of: 'highest', budget: 200 },
  ];
}

/** The rows of the list once all that it loads is loaded. */
async function longList(page: Page): Promise<number> {
  await page.goto('/');
  const more = page.getByRole('button', { name: 'Load more' });
  const older = page.getByRole('button', { name: 'Load older missions' });
  for (await more.waitFor(); !(await older.isVisible()); await more.or(older).waitFor()) {
    const before = await rowsIn(page, '[data-mission]');
    await more.click();
    await page.waitForFunction((rows) => document.querySelectorAll('[data-mission]').length > rows, before);
  }
  await older.click();
  await older.waitFor({ state: 'detached' });
  return rowsIn(page, '[data-mission]');
}

/** The rows of the log once all of its events are loaded. */
async function longLog(page: Page): Promise<number> {
  const older = page.getByRole('button', { name: 'Older events' });
  await older.waitFor();
  while (await older.isVisible()) {
    const before = await rowsIn(page, '[data-event]');
    await older.click();
    await page.waitForFunction((rows) => document.querySelectorAll('[data-event]').length > rows, before);
  }
  return rowsIn(page, '[data-log] li');
}

async function keepMoving(stage: Stage, id: string, signal: AbortSignal): Promise<void> {
  for (let count = 0; !signal.aborted; count += 1) {
    await stage.missions.say(id, `moving ${count}`);
    await delay(1_000);
  }
}

/** Presses everything that only shows or hides, and closes it again. */
async function pressAll(page: Page): Promise<number[]> {
  const buttons = page.locator(HARMLESS);
  for (let index = 0; index < (await buttons.count()); index += 1) {
    const button = buttons.nth(index);
    if (!(await button.isVisible())) continue;
    await button.click();
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
  return inputsSeen(page);
}

/** What Chromium measured of each input, rounded to 8 ms by itself; what took less than 16 is told as 16. */
async function inputsSeen(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { inputs } = window as unknown as { inputs: Map<number, number> };
    return [...inputs.values()];
  });
}

async function recordInputs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const inputs = new Map<number, number>();
    Object.assign(window, { inputs });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
        if (entry.interactionId === 0) continue;
        inputs.set(entry.interactionId, Math.max(entry.duration, inputs.get(entry.interactionId) ?? 0));
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

function rowsIn(page: Page, selector: string): Promise<number> {
  return page.locator(selector).count();
}

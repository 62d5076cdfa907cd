import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { report, startMission } from './support/server.ts';
import { storing } from './support/storedMission.ts';
import { failedTwice, fannedOut, longRun, waitedLong } from './support/toldMissions.ts';

withBrowser();

const store = storing();

async function opened(id: string, search = '', width = 1280): Promise<Page> {
  const profile = await freshProfile({ width });
  const page = await profile.newPage();
  await page.goto(`/m/${id}${search}`);
  await page.locator('[data-connection=live]').waitFor();
  await page.locator('[data-view]').first().waitFor();
  return page;
}
const close = (page: Page) => page.context().close();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

test('each view has a key and an address, and the back button goes back', async () => {
  const page = await opened(await store(failedTwice()));
  const { pathname } = new URL(page.url());
  for (const [key, view] of [
    ['2', 'timeline'],
    ['1', 'steps'],
    ['4', 'result'],
    ['3', 'events'],
  ]) {
    await page.keyboard.press(key ?? '');
    await page.waitForURL(`**${pathname}?view=${view}`);
    await page.locator(`[data-view=${view}][aria-current=page]`).waitFor();
  }
  await page.goBack();
  await page.getByText('This mission ended without a result.').waitFor();
  await page.goBack();
  await page.goBack();
  await page.locator('[data-timeline]').waitFor();
  await close(page);
});

test('steps by keys: j and k move, Enter opens, Esc closes and gives the focus back', async () => {
  const page = await opened(await store(failedTwice()), '?view=steps', 320);
  await page.locator('[data-step-link]').first().waitFor();
  await page.keyboard.press('j');
  expect(await focused(page)).toMatch(/^Third/);
  await page.keyboard.press('k');
  expect(await focused(page)).toMatch(/^Second/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**?view=steps&step=2');
  await page.locator('[data-output]').waitFor();
  expect(await focused(page)).toMatch(/^2\. Second/);
  await page.keyboard.press('Escape');
  await page.waitForURL('**?view=steps');
  await until('the focus to be back', async () => ((await focused(page)).startsWith('Second') ? true : null), 10_000);
  await close(page);
});

test('a link opens at the step: its output, its tries in an earlier attempt, its error whole', async () => {
  const id = await store(failedTwice());
  const page = await opened(id, '?view=steps&step=2');
  await page.locator('[data-output]').getByText('stepIndex').waitFor();
  await page.getByLabel('Attempt').selectOption('Attempt 1');
  await page.waitForURL('**?view=steps&step=2&attempt=1');
  const course = page.locator('[data-course] li');
  await course.nth(4).waitFor();
  expect(await course.allTextContents()).toEqual([
    expect.stringMatching(/ran 9 s, failed: Try 1 of 3 failed/),
    expect.stringMatching(/waited for its next try 9 s/),
    expect.stringMatching(/ran 11 s, failed: Try 2 of 3 failed/),
    expect.stringMatching(/waited for its next try 9 s/),
    expect.stringMatching(/ran 21 s, failed: No page could be read/),
  ]);
  await page.locator('[data-step-detail]').getByText('Check the domains.').waitFor();
  await page.getByRole('link', { name: 'Events of this step' }).click();
  await page.waitForURL('**?view=events&step=2');
  expect(await page.getByLabel('Step', { exact: true }).inputValue()).toBe('1');
  await close(page);
});

test('the timeline is a table to assistive technology, tells what is looked at, folds and zooms by buttons', async () => {
  const page = await opened(await store(waitedLong()), '?view=timeline', 320);
  const table = page.getByRole('table', { name: 'When each step was queued, ran and waited' });
  await table.getByRole('rowheader', { name: 'Second' }).waitFor();
  const cells = table.getByRole('row', { name: /^Second/ }).getByRole('cell');
  const times = [expect.stringMatching(/^\d\d:00:31$/), '4 s', '2 h 59 min', '1 min 25 s'];
  // The steps are there first; their history follows.
  const texts = async () => (await cells.allTextContents()).filter(Boolean);
  await expect.poll(texts, { timeout: PATIENCE_MS }).toEqual(['Done', ...times]);

  await page.getByRole('link', { name: 'Second' }).focus();
  await page
    .locator('[data-readout]')
    .getByText(/Second · Done · started .* · ran 1 min/)
    .waitFor();

  const folds = page.getByRole('checkbox', { name: 'Fold idle time' });
  await page.locator('[data-fold-label]').getByText('2 h 59 min idle').waitFor();
  await folds.uncheck();
  await page.locator('[data-fold-label]').waitFor({ state: 'detached' });
  await folds.check();

  const width = () =>
    page.locator('[data-row="1-2"] [data-bar=running]').evaluate((bar) => bar.getBoundingClientRect().width);
  const before = await width();
  await page.getByRole('button', { name: 'Zoom in' }).press('Enter');
  await page.getByRole('button', { name: 'Later' }).press('Enter');
  expect(await width()).toBeGreaterThan(before * 1.5);
  await page.getByRole('button', { name: 'Whole' }).press('Enter');
  expect(await width()).toBeCloseTo(before, 0);
  await close(page);
});

test('labels of the axis never lie on one another, on a phone and at every zoom', async () => {
  const page = await opened(await store(fannedOut(40)), '?view=timeline', 320);
  await page.locator('[data-tick]').first().waitFor();
  for (let zoom = 0; zoom < 6; zoom += 1) {
    const boxes = await page
      .locator('[data-tick]')
      .evaluateAll((ticks) => ticks.map((tick) => tick.getBoundingClientRect().toJSON()));
    boxes.slice(1).forEach(({ left }, at) => {
      expect(left).toBeGreaterThanOrEqual(boxes[at].right);
    });
    expect(boxes.at(-1)?.right ?? 0).toBeLessThanOrEqual(320);
    await page.getByRole('button', { name: 'Zoom in' }).click();
  }
  await close(page);
});

test('a long run: what is not shown is said, and loaded by a button', async () => {
  const page = await opened(await store(longRun(120)), '?view=timeline');
  await page.getByText('70 steps before these are not shown.').waitFor();
  await page.getByRole('button', { name: 'Load steps before these' }).click();
  await page.locator('[data-row="1-0"]').waitFor();
  expect(await page.locator('[data-row]').count()).toBe(120);
  await page.locator('[data-not-shown]').waitFor({ state: 'detached' });
  await close(page);
});

test('events: followed until somebody scrolls up; older ones come by scrolling; what is new is counted', async () => {
  const external = { steps: [], is_growing: true, stalled_after_seconds: 3_600, failed_after_seconds: 7_200 };
  const id = await startMission({ objective: 'A long log', type: 'external', external });
  for (let index = 0; index < 120; index += 1)
    await report(id, index, { status: 'completed', message: `line ${index}, see https://a.example/${index}.` });
  const page = await opened(id, '?view=events');
  const log = page.locator('[data-log]');
  const atEnd = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 4);
  await log.getByText('line 119').waitFor();
  await until('the end to be in view', async () => ((await atEnd()) ? true : null), 10_000);
  expect(await log.getByRole('link', { name: 'https://a.example/119' }).getAttribute('rel')).toBe(
    'noopener noreferrer nofollow',
  );

  await log.hover();
  await page.mouse.wheel(0, -300);
  await page.getByRole('button', { name: 'Newest' }).waitFor();
  await report(id, 120, { status: 'completed', message: 'line 120' });
  await page.getByRole('button', { name: '1 new' }).waitFor();
  expect(await atEnd()).toBe(false);
  await page.keyboard.press('f');
  await until('the end to be in view', async () => ((await atEnd()) ? true : null), 10_000);

  await page.keyboard.press('p');
  await report(id, 121, { status: 'completed', message: 'line 121' });
  await page.getByText('The log is held, 1 new since.').waitFor();
  expect(await log.getByText('line 121').count()).toBe(0);
  await page.keyboard.press('p');
  await log.getByText('line 121').waitFor();

  await log.hover();
  await page.mouse.wheel(0, -100_000);
  await log.getByText('line 0, see').waitFor({ state: 'attached' });
  expect(await page.getByRole('button', { name: 'Older events' }).count()).toBe(0);
  await close(page);
});

test('events are filtered by kind, step and text, and taken along as they are shown', async () => {
  const page = await opened(await store(failedTwice()), '?view=events');
  const lines = page.locator('[data-event]');
  await lines.first().waitFor();
  const all = await lines.count();
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  const errors = await lines.count();
  expect(errors).toBeGreaterThan(0);
  expect(errors).toBeLessThan(all);
  await page.getByLabel('Step', { exact: true }).selectOption('3. Third');
  await page.waitForURL('**?view=events&step=3');
  await page.getByLabel('Find in these events').fill('TRY 1');
  expect(await lines.allTextContents()).toEqual([expect.stringContaining('Try 1 of 3 failed')]);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download these events (JSON lines)' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).step_index),
  ).toEqual([2]);
  await page.getByLabel('Find in these events').fill('nothing like it');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  expect(await lines.count()).toBe(all);
  await close(page);
});

test('the width of the steps is set by keys, and kept', async () => {
  const page = await opened(await store(failedTwice()));
  const splitter = page.getByRole('separator', { name: 'Width of the steps' });
  const width = () =>
    page.locator('#mission-steps').evaluate((steps) => Math.round(steps.getBoundingClientRect().width));
  expect(await width()).toBe(320);
  await splitter.press('ArrowRight');
  await splitter.press('ArrowRight');
  expect(await width()).toBe(360);
  await page.reload();
  await splitter.waitFor();
  expect(await width()).toBe(360);
  await splitter.press('Home');
  expect(await width()).toBe(240);
  await close(page);
});

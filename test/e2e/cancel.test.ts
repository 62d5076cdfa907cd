import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { complaintsOf, freshProfile, keepScreenshot, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { fillIn, untilShown, untilStatus } from './support/missionPage.ts';

withBrowser();

let site: SlowSite;
beforeAll(async () => {
  // Minutes of crawling: it must not be over before the test has cancelled it.
  site = await serveSlowSite(200, 2_000);
});
afterAll(() => site.close());

test('cancelling asks first, says what happens, and can be left with Escape', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/new');
  await fillIn(page, 'Something to stop', [site.domain]);
  await page.getByRole('button', { name: 'Create and run' }).click();
  await untilShown(page, 'the crawl', ({ doneSteps }) => doneSteps.length === 4, 60_000);

  const open = page.getByRole('button', { name: 'Cancel mission' }).first();
  const dialog = page.getByRole('dialog', { name: 'Cancel this mission?' });
  await open.click();
  await dialog.getByText('Finished steps are kept').waitFor();
  await keepScreenshot(page, 'cancel-dialog-1280-light');
  // What is typed at once is the reason, and presses nothing.
  await page.keyboard.type('wrong site');
  expect(await dialog.getByLabel('Reason').inputValue()).toBe('wrong site');
  // Nor does one key lose it.
  await page.keyboard.press('Escape');
  const leaving = page.getByRole('dialog', { name: 'Leave this form?' });
  await leaving.getByRole('button', { name: 'Go on writing' }).click();
  await leaving.waitFor({ state: 'detached' });
  expect(await dialog.getByLabel('Reason').inputValue()).toBe('wrong site');
  await page.keyboard.press('Escape');
  await leaving.getByRole('button', { name: 'Leave', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  const hasFocus = () => open.evaluate((button) => button === document.activeElement);
  await expect.poll(hasFocus, { timeout: PATIENCE_MS }).toBe(true);

  // It is said before the server has heard of it.
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/cancel', async (route) => {
    await held;
    await route.continue();
  });
  await open.click();
  await dialog.getByRole('button', { name: 'Cancel mission' }).click();
  await page
    .getByText(/Cancelling/)
    .first()
    .waitFor();
  letGo();
  const end = await untilStatus(page, 'cancelled', 60_000);
  expect(end.doneSteps.length).toBeGreaterThanOrEqual(4);
  expect(end.percent).toBeLessThan(100);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.waitForURL('**/new?from=*');
  await page.getByRole('dialog').getByText(site.domain, { exact: true }).waitFor();
  expect(await page.getByLabel('Objective').inputValue()).toBe('Something to stop');
  expect(complaints).toEqual([]);
  await profile.close();
});

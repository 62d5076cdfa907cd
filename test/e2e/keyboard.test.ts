import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { serveSlowSite } from '../support/slowSite.ts';
import { suite } from '../support/suite.ts';
import { freshProfile, withBrowser } from './support/browser.ts';
import { untilShown, untilStatus } from './support/missionPage.ts';
import { ask, startMission } from './support/server.ts';

withBrowser();

/** A mission that stays queued: its worker never comes. */
const WORKER = { steps: [{ name: 'fetch' }, { name: 'report' }] };

/** Presses Tab until `name` has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const label = await page.evaluate(() => {
      const at = document.activeElement;
      const labelled = at?.id ? document.querySelector(`label[for="${at.id}"]`)?.textContent : '';
      return `${at?.getAttribute('aria-label') ?? ''}${at?.textContent ?? ''}${labelled ?? ''}`;
    });
    if (typeof name === 'string' ? label === name : name.test(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${name} by Tab`);
}

/** Waits until what has this accessible name has the focus. */
async function untilFocused(page: Page, label: string): Promise<void> {
  await page.waitForFunction((name) => document.activeElement?.getAttribute('aria-label') === name, label);
}

test('from the list to a finished mission without a pointer', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.locator('[data-connection=live]').waitFor();

  await page.keyboard.press('n');
  await page.waitForURL('**/new');
  // The form is loaded by itself: Tab goes nowhere before.
  await page.getByLabel('Objective').waitFor();
  await tabTo(page, 'Objective');
  await page.keyboard.type('How do I use a keyboard?');
  await tabTo(page, 'Allowed domains');
  await page.keyboard.type(`${new URL(suite.hostingUrl).host},`);
  // Letters are letters in a field, not shortcuts.
  expect(page.url()).toMatch(/\/new$/);
  await tabTo(page, 'Create');
  await page.keyboard.press('Enter');
  await untilStatus(page, 'proposed');
  await tabTo(page, 'Approve');
  await page.keyboard.press('Space');
  await untilStatus(page, 'approved');
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await untilStatus(page, 'completed', 60_000);

  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.waitForURL((url) => url.pathname === '/');
  await page.keyboard.press('/');
  await page.keyboard.type('use a keyboard');
  await page.waitForURL('**/?q=use+a+keyboard');
  await page.getByRole('link', { name: 'How do I use a keyboard?' }).first().waitFor();
  await profile.close();
});

test('a mission under way is cancelled, retried and its report read without a pointer', async () => {
  // Minutes of crawling, until it was cancelled.
  const site = await serveSlowSite(40, 5_000);
  const scope = { allowed_domains: [site.domain] };
  const id = await startMission({ objective: 'Stopped and begun again by keys', scope });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await untilShown(page, 'the crawl', ({ doneSteps }) => doneSteps.length === 4, 60_000);
  await page.keyboard.press('c');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Cancel mission');
  await page.keyboard.press('Enter');
  await untilStatus(page, 'cancelled', 60_000);
  site.setDelay(50);

  await page.keyboard.press('r');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Retry');
  await page.keyboard.press('Enter');
  await untilStatus(page, 'completed', 90_000);
  await page.keyboard.press('4');
  await page.locator('[data-item]').first().waitFor();
  await tabTo(page, 'Report');
  await page.keyboard.press('Enter');
  await page.locator('[data-result] h3').first().waitFor();
  await profile.close();
  await site.close();
});

test('what the next status offers can be asked for while the answer to the last command is still on its way', async () => {
  const request = { objective: 'Quicker than the answer', type: 'external', external: WORKER };
  const { mission_id: id } = await ask('POST', '/missions/create', request);
  const profile = await freshProfile();
  const page = await profile.newPage();
  let letAnswer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letAnswer = resolve;
  });
  // The command arrives and its effect shows; its answer comes later.
  await page.route('**/approve', async (route) => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer });
  });
  await page.goto(`/m/${String(id)}`);
  await page.getByRole('button', { name: 'Approve' }).click();
  await untilStatus(page, 'approved');
  await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
  letAnswer();
  await untilStatus(page, 'queued');
  await profile.close();
});

test('the help can switch single letters off', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.locator('[data-connection=live]').waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.keyboard.press('n');
  await page.reload();
  await page.locator('[data-connection=live]').waitFor();
  await page.keyboard.press('n');
  expect(new URL(page.url()).pathname).toBe('/');
  await profile.close();
});

test('the first Tab leads past the header', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.locator('[data-connection=live]').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await profile.close();
});

test('create, approve, run, cancel, retry and the result, without a pointer', async () => {
  const site = await serveSlowSite(40, 1_000);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.locator('[data-connection=live]').waitFor();
  await page.keyboard.press('n');
  // The form opens with the focus where one begins.
  await page.waitForFunction(() => document.activeElement?.id === 'objective');
  await page.keyboard.type('All of it by keyboard');
  await tabTo(page, 'Allowed domains');
  await page.keyboard.type(site.domain);
  await page.keyboard.press('Control+Enter');
  await untilStatus(page, 'proposed');
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.activeElement?.id === 'action-approve');
  await page.keyboard.press('Enter');
  await untilStatus(page, 'approved');
  // The button is gone, and the focus is where it was: one press too many leads nowhere.
  await untilFocused(page, 'What you can do');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).search).toBe('');
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await untilShown(page, 'the crawl', ({ doneSteps }) => doneSteps.length === 4, 60_000);

  await page.keyboard.press('c');
  const question = page.getByRole('dialog', { name: 'Cancel this mission?' });
  await question.waitFor();
  await tabTo(page, 'Reason (optional)');
  await page.keyboard.type('To go on later');
  await tabTo(page, 'Cancel mission');
  await page.keyboard.press('Enter');
  // The page that is being read is read to its end.
  await untilStatus(page, 'cancelled', 60_000);
  await page.getByText('Reason: To go on later.').waitFor();
  await untilFocused(page, 'What you can do');
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
  await page.keyboard.press('Escape');
  await untilFocused(page, 'More');

  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Retry this mission?' }).waitFor();
  await tabTo(page, 'Retry');
  await page.keyboard.press('Enter');
  await untilStatus(page, 'completed', 90_000);
  await page.keyboard.press('4');
  await page.locator('[data-result]').waitFor();
  await profile.close();
  await site.close();
});

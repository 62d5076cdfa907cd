import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { complaintsOf, freshProfile, keepScreenshot, withBrowser } from './support/browser.ts';
import { expectGoodLooks } from './support/looks.ts';
import { missionIdOf, shown, untilShown, untilStatus } from './support/missionPage.ts';
import { ask, report, startMission } from './support/server.ts';

withBrowser();

/** A crawl of minutes, which a busy machine can't finish before the test has clicked; and one of a moment. */
const SLOW_MS = 5_000;
const QUICK_MS = 100;

let site: SlowSite;
beforeAll(async () => {
  site = await serveSlowSite(40, SLOW_MS);
});
afterAll(() => site.close());

test('pause and resume: nothing runs in between, no finished step runs again, and the clock tells', async () => {
  site.setDelay(SLOW_MS);
  const id = await startMission({ objective: 'Pause in between', scope: { allowed_domains: [site.domain] } });
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  const before = await untilShown(page, 'the crawl', ({ doneSteps }) => doneSteps.length === 4, 60_000);
  await page.getByRole('button', { name: 'Pause mission' }).click();
  await page.getByText('Pausing').first().waitFor();
  const paused = await untilStatus(page, 'paused', 60_000);
  await page.getByText('Nothing runs until you resume it').waitFor();
  await page.getByText(/ran for .*, paused for/).waitFor();
  expect(paused.percent).toBeGreaterThanOrEqual(before.percent);

  site.setDelay(QUICK_MS);
  await page.getByRole('button', { name: 'Resume mission' }).click();
  await untilShown(page, 'it under way', ({ status }) => status !== 'paused');
  const end = await untilStatus(page, 'completed', 90_000);
  expect(end.doneSteps).toHaveLength(6);
  expect(end.doneSteps.slice(0, before.doneSteps.length)).toEqual(before.doneSteps);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('retry: by key, from a chosen step, with a changed request; the attempt is numbered', async () => {
  site.setDelay(SLOW_MS);
  const id = await startMission({ objective: 'Cancelled, then retried', scope: { allowed_domains: [site.domain] } });
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  await untilShown(page, 'the crawl', ({ doneSteps }) => doneSteps.length === 4, 60_000);
  await page.keyboard.press('c');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel mission' }).click();
  const cancelled = await untilStatus(page, 'cancelled', 60_000);
  site.setDelay(QUICK_MS);

  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Retry this mission?' });
  await dialog.getByText('What is finished is kept: 4 steps.').waitFor();
  await dialog.getByLabel('Begin with').selectOption({ label: 'Step 3: Budget check' });
  await dialog.getByText('Kept: 2 steps; 2 steps that are finished will run again.').waitFor();
  await dialog.getByText('Change what is asked').click();
  // Objections stand at the fields, and the dialog stays.
  await dialog.getByLabel('Objective').fill('x');
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
  await dialog.locator('#objective-problem').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('objective');
  await expectGoodLooks(page, 'retry-dialog');
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByLabel('Objective').fill('Retried with another question');
  const sent = page.waitForRequest('**/retry');
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
  expect(JSON.parse((await sent).postData() ?? '{}')).toEqual({
    from_step: 2,
    objective: 'Retried with another question',
  });
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('attempt 2').first().waitFor();
  const end = await untilStatus(page, 'completed', 90_000);
  expect(end.doneSteps).toHaveLength(6);
  // The first two are those of the first attempt, with the time that they took.
  expect(end.doneSteps.slice(0, 2)).toEqual(cancelled.doneSteps.slice(0, 2).map((text) => `${text}attempt 1`));
  await page.getByRole('heading', { name: 'Retried with another question', level: 1 }).waitFor();
  await keepScreenshot(page, 'retried-1280-dark');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('an external mission: reports move it, silence is told, a failure is retried where it failed', async () => {
  const external = { steps: [], is_growing: true, stalled_after_seconds: 5, failed_after_seconds: 600 };
  const id = await startMission({ objective: 'Done on a laptop', type: 'external', external });
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  await page.getByText('Waiting for its worker').waitFor();
  await report(id, 0, { status: 'started', name: 'scan' });
  await page.getByText('Step 1 — Scan').waitFor();
  expect(await page.getByRole('progressbar').first().getAttribute('aria-valuenow')).toBeNull();
  expect((await shown(page)).percent).toBeNaN();
  await report(id, 0, { status: 'completed', message: 'scanned' });
  await page.getByText('1 step done').first().waitFor();
  await report(id, 1, { status: 'started', name: 'sort', expected_steps: 4 });
  await untilShown(page, 'a percent, once a number of steps is expected', ({ percent }) => !Number.isNaN(percent));

  await page.getByText(/No sign of life from its worker for/).waitFor();
  await page.getByText(/may come back\. If nothing is heard, it fails at/).waitFor();
  await ask('POST', `/missions/${id}/heartbeat`, { worker: 'laptop' });
  await page.getByText(/No sign of life/).waitFor({ state: 'hidden' });

  await report(id, 1, { status: 'failed', error: { message: 'The disk is full.', next: 'Make room on it.' } });
  await untilStatus(page, 'failed');
  await page.getByText('The disk is full.').first().waitFor();
  // It is not the page's to run again elsewhere; its worker goes on once it is retried.
  await page.getByRole('button', { name: 'Retry from failed step' }).click();
  const dialog = page.getByRole('dialog', { name: 'Retry this mission?' });
  await dialog.getByText('What is finished is kept: 1 step.').waitFor();
  await dialog.getByText('Change what is asked').click();
  await dialog.getByLabel('Objective').waitFor();
  expect(await dialog.getByLabel('Allowed domains').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
  await page.getByText('Waiting for its worker').waitFor();
  await report(id, 1, { status: 'started', name: 'sort' });
  const result = { summary: 'All is sorted.', markdown: '# Sorted' };
  await report(id, 1, { status: 'completed', is_last: true, result });
  await untilStatus(page, 'completed');
  await page.locator('[data-view=result]').click();
  await page.getByText('All is sorted.').first().waitFor();
  expect((await shown(page)).percent).toBe(100);
  expect(missionIdOf(page)).toBe(id);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('cancelling an external mission: its worker hears it with its next report', async () => {
  const external = { steps: [{ name: 'one' }, { name: 'two' }] };
  const id = await startMission({ objective: 'Stopped on a laptop', type: 'external', external });
  await report(id, 0, { status: 'started' });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await untilStatus(page, 'in_progress');
  await page.getByRole('button', { name: 'Cancel mission' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel mission' }).click();
  await untilStatus(page, 'cancelling');
  expect(await ask('POST', `/missions/${id}/heartbeat`)).toMatchObject({ should_stop: true });
  await untilStatus(page, 'cancelled');
  await profile.close();
});

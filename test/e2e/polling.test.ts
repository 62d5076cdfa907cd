import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { freshProfile, withBrowser } from './support/browser.ts';
import { blockSnapshots, callsOf, lookAway, swallowSnapshots, untilLink } from './support/link.ts';
import { percentsSeen, recordPercents, untilStatus } from './support/missionPage.ts';
import { ask, proposeMission, report } from './support/server.ts';

withBrowser();

/** From the doubt to the first poll are 10 s; to the doubt it is a little more, and the machine is shared. */
const POLLING_WITHIN_MS = 30_000;
/** The stream is looked for every 30 s while the page polls, and makes itself anew at its own pace. */
const LIVE_WITHIN_MS = 90_000;

async function newMission(objective: string): Promise<string> {
  const external = { steps: [{ name: 'load' }, { name: 'sort' }] };
  const { mission_id: id } = await ask('POST', '/missions/create', { objective, type: 'external', external });
  return String(id);
}

test('where live updates never get through, the page polls, moves on, and commands work', async () => {
  const profile = await freshProfile();
  await blockSnapshots(profile);
  const id = await newMission('Behind a proxy from the beginning');
  const page = await profile.newPage();
  await recordPercents(page);
  await page.goto(`/m/${id}`);
  await untilLink(page, 'polling', POLLING_WITHIN_MS);
  await untilStatus(page, 'proposed');
  await page.getByRole('button', { name: 'Approve' }).click();
  await untilStatus(page, 'approved');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await untilStatus(page, 'queued');
  await report(id, 0, { status: 'completed', message: 'Loaded 12 pages' });
  await page.getByText('50 %', { exact: true }).first().waitFor();
  await page.getByText('Loaded 12 pages').first().waitFor();
  await report(id, 1, { status: 'completed', message: 'Sorted' });
  await untilStatus(page, 'completed', 60_000);
  await page
    .getByText(/Polling/)
    .first()
    .waitFor();
  const percents = await percentsSeen(page);
  expect(percents).toEqual(percents.toSorted((one, other) => one - other));

  // The list as well, at once: the page knows by now that it has to ask.
  await page.getByRole('link', { name: 'Missions' }).first().click();
  await page.locator(`[data-mission="${id}"]`).waitFor();
  await profile.close();
});

test('live updates that are swallowed on the way give way to polls, and come back by themselves', async () => {
  const profile = await freshProfile();
  const id = await newMission('A proxy that changes its mind');
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await untilLink(page, 'live');
  const open = await swallowSnapshots(profile);
  await profile.setOffline(true);
  await profile.setOffline(false);
  await untilLink(page, 'polling', POLLING_WITHIN_MS);
  await ask('POST', `/missions/${id}/approve`);
  await untilStatus(page, 'approved', 60_000);
  await open();
  await untilLink(page, 'live', LIVE_WITHIN_MS);
  await ask('POST', `/missions/${id}/cancel`);
  await untilStatus(page, 'cancelled');
  await profile.close();
});

test('the reader may poll only, pause, refresh and go on; a tab that nobody looks at asks for nothing', async () => {
  const profile = await freshProfile();
  const id = await newMission('At the reader’s pace');
  const page = await profile.newPage();
  const calls = callsOf(page);
  await page.goto(`/m/${id}`);
  await untilLink(page, 'live');
  await openPanel(page);
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'Off' }).click();
  await panel.getByLabel('Ask the server every').selectOption('5 s');
  await untilLink(page, 'polling');
  await panel.getByText(/of \d+ \(100 %\)/).waitFor();

  await panel.getByRole('button', { name: 'Pause updates' }).click();
  await untilLink(page, 'paused');
  const madeBefore = calls.length;
  await ask('POST', `/missions/${id}/approve`);
  await panel.getByRole('button', { name: 'Refresh now' }).click();
  await untilStatus(page, 'approved');
  const madeByRefresh = calls.length;
  expect(madeByRefresh).toBeGreaterThan(madeBefore);
  await panel.getByRole('button', { name: 'Resume updates' }).click();
  await untilLink(page, 'polling');

  await lookAway(page, true);
  const seenAway = calls.length;
  // Three rounds would have been made by now.
  await page.waitForFunction((from) => performance.now() - from > 16_000, await page.evaluate(() => performance.now()));
  expect(calls.length - seenAway).toBeLessThanOrEqual(3);
  const quiet = calls.length;
  await lookAway(page, false);
  await until('a poll after the return', () => Promise.resolve(calls.length > quiet), 10_000);

  // Kept on this device.
  await page.reload();
  await untilLink(page, 'polling');
  await openPanel(page);
  await panel.getByRole('button', { name: 'On' }).click();
  await untilLink(page, 'live');
  await profile.close();
});

test('a list that nobody has looked at for five minutes is no longer listened to, and is there again at a look', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.clock.install();
  let dropped = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('removeTarget') === true) dropped += 1;
  });
  await page.goto('/');
  await untilLink(page, 'live');
  await lookAway(page, true);
  await page.clock.runFor(240_000);
  // Still listened to: what is new comes though nobody looks.
  await untilListed(page, await proposed('Proposed while it still listens'));
  dropped = 0;
  await page.clock.runFor(90_000);
  await until('the end of listening', () => Promise.resolve(dropped > 0));
  const id = await proposed('Proposed behind its back');
  await lookAway(page, false);
  await untilLink(page, 'live', 60_000);
  await untilListed(page, id);
  await profile.close();
});

async function proposed(objective: string): Promise<string> {
  return await proposeMission({ objective, scope: { allowed_domains: ['python.org'] } });
}

/** In its place, or behind the button for new ones. */
async function untilListed(page: Page, id: string): Promise<void> {
  await page.locator(`[data-mission="${id}"], [data-new-rows]`).first().waitFor();
}

async function openPanel(page: Page): Promise<void> {
  await page.locator('[data-connection]').click();
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('dialog').waitFor();
}

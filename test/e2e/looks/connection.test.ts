import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { freshProfile, withBrowser } from '../support/browser.ts';
import { blockSnapshots, untilLink } from '../support/link.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { untilStatus } from '../support/missionPage.ts';
import { report, startMission } from '../support/server.ts';

withBrowser();

const MISSION = {
  objective: 'Import the orders of November from the three shops',
  type: 'external',
  external: { steps: [{ name: 'download' }, { name: 'import', weight: 4 }, { name: 'compare' }] },
};

async function runningMission(): Promise<string> {
  const id = await startMission(MISSION);
  await report(id, 0, { status: 'completed', message: '3 shops' });
  await report(id, 1, { status: 'started', message: 'Importing' });
  return id;
}

async function openPanel(page: Page): Promise<void> {
  await page.locator('[data-connection]').click();
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('dialog').getByRole('heading', { name: 'What happened' }).waitFor();
}

test('polling, its popover, and the panel', async () => {
  const profile = await freshProfile();
  await blockSnapshots(profile);
  const id = await runningMission();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await untilLink(page, 'polling');
  await untilStatus(page, 'in_progress');
  await expectGoodLooks(page, 'polling');
  await page.locator('[data-connection]').click();
  await expectGoodLooks(page, 'polling-popover');
  await page.keyboard.press('Escape');
  await openPanel(page);
  await expectGoodLooks(page, 'connection-panel');
  await profile.close();
});

test('the page without a connection, stale, and paused', async () => {
  const profile = await freshProfile();
  const id = await runningMission();
  const page = await profile.newPage();
  await page.clock.install();
  await page.goto(`/m/${id}`);
  await untilLink(page, 'live');
  await profile.setOffline(true);
  await untilLink(page, 'offline');
  await page.clock.runFor(60_000);
  await expectGoodLooks(page, 'mission-offline');
  await page.goto('about:blank');
  await profile.close();
});

test('the settings of the connection, where nothing is live', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/settings/connection');
  await page.getByText('Nothing yet').waitFor();
  await expectGoodLooks(page, 'settings-connection');
  await profile.close();
});

import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { silentLine } from '../support/silentLine.ts';
import { suite } from '../support/suite.ts';
import { freshProfile, keepScreenshot, withBrowser } from './support/browser.ts';
import { swallowSnapshots, untilLink } from './support/link.ts';
import { fillIn, firstProgressMs, missionIdOf, recordPercents, shown, untilStatus } from './support/missionPage.ts';
import { ask } from './support/server.ts';

withBrowser();

/** Without its gate the page waits so long for Auth before it shows what is cached. */
const AUTH_GIVES_UP_MS = 25_000;

async function newMission(page: Page, objective: string): Promise<void> {
  await page.goto('/new');
  await fillIn(page, objective, ['python.org']);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  await page.locator('[data-connection=live]').waitFor();
}

test('while Auth hangs, a reload shows the cached mission all the same', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await newMission(page, 'Cached while Auth hangs');
  await recordPercents(page);
  // How fast this machine is now: a reload while Auth answers.
  await page.reload();
  await untilStatus(page, 'proposed');
  const usualMs = await firstProgressMs(page);
  await page.locator('[data-connection=live]').waitFor();
  await page.route(`http://${suite.auth}/**/accounts:lookup*`, () => undefined);
  await page.reload();
  // The whole page, steps and all, comes from the cache: only the connection is not there yet.
  const after = await untilStatus(page, 'proposed', AUTH_GIVES_UP_MS);
  await page.getByText('Intent classification').waitFor({ timeout: AUTH_GIVES_UP_MS });
  expect(after.connection).not.toBe('live');
  const firstMs = await firstProgressMs(page);
  expect(firstMs).toBeLessThan(Math.min(Math.max(1_500, 4 * usualMs), AUTH_GIVES_UP_MS));
  await profile.close();
});

test('offline is said, commands wait with a reason, and back online is live again', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await newMission(page, 'Read on a train');
  await profile.setOffline(true);
  await page
    .getByText(/Offline/)
    .first()
    .waitFor({ timeout: 2_000 });
  await page
    .locator('main')
    .getByText(/last update \d\d:\d\d/)
    .waitFor();
  const approve = page.getByRole('button', { name: 'Approve' });
  expect(await approve.getAttribute('aria-disabled')).toBe('true');
  await page.getByText('This works again once the page is connected').waitFor();
  await keepScreenshot(page, 'offline-1280-light');
  await approve.click({ force: true });
  expect((await shown(page)).status).toBe('proposed');

  await profile.setOffline(false);
  await page.locator('[data-connection=live]').waitFor();
  await approve.click();
  await untilStatus(page, 'approved');
  await profile.close();
});

test('a tab whose stream died while it was frozen is up to date a moment after it is looked at again', async () => {
  const line = await silentLine(suite.firestore);
  const profile = await freshProfile();
  await profile.route('**/session/local', async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { readonly emulators: object };
    await route.fulfill({ json: { ...session, emulators: { ...session.emulators, firestore: line.host } } });
  });
  const page = await profile.newPage();
  await newMission(page, 'Frozen for a while');
  await page.locator('[data-event]').first().waitFor();
  // Chromium no longer freezes a page on request: this is what it finds when it thaws, and what it is told.
  line.deafen();
  await ask('POST', `/missions/${missionIdOf(page)}/approve`);
  await setTimeout(3_000);
  expect(await shown(page)).toMatchObject({ status: 'proposed', connection: 'live' });
  await page.evaluate(() => document.dispatchEvent(new Event('resume')));
  // By itself it would doubt so long a silence after 35 s.
  await untilStatus(page, 'approved', 20_000);
  await profile.close();
  await line.close();
});

test('a quiet page with two tabs stays live in both: the watchdog proves the connection anew', async () => {
  const profile = await freshProfile();
  const first = await profile.newPage();
  await newMission(first, 'Two tabs');
  const second = await profile.newPage();
  await second.goto(new URL(first.url()).pathname);
  await second.locator('[data-connection=live]').waitFor();
  const statuses = { first: new Set<string>(), second: new Set<string>() };
  const end = Date.now() + 50_000;
  while (Date.now() < end) {
    statuses.first.add((await shown(first)).connection);
    statuses.second.add((await shown(second)).connection);
    await first.waitForTimeout(250);
  }
  expect([...statuses.second]).not.toContain('offline');
  expect([...statuses.first]).not.toContain('offline');
  expect((await shown(first)).connection).toBe('live');
  expect((await shown(second)).connection).toBe('live');
  await profile.close();
});

test('of two tabs the one that held the connection is closed: the other is fresh in a moment, and never offline', async () => {
  const profile = await freshProfile();
  const first = await profile.newPage();
  await newMission(first, 'Two tabs, one of which is closed');
  const second = await profile.newPage();
  await second.goto(new URL(first.url()).pathname);
  await untilStatus(second, 'proposed');
  await untilLink(second, 'live');
  await second.evaluate(() => {
    new MutationObserver(() => {
      const status = document.querySelector<HTMLElement>('[data-connection]')?.dataset['connection'] ?? '';
      window.name = [...new Set([...window.name.split(' '), status])].join(' ');
    }).observe(document.body, { subtree: true, attributes: true, childList: true });
  });
  const id = missionIdOf(first);
  await first.close();
  const closedAt = Date.now();
  await ask('POST', `/missions/${id}/approve`);
  await untilStatus(second, 'approved', 16_000);
  console.log(`fresh ${Date.now() - closedAt} ms after the primary tab was closed`);
  expect(await second.evaluate(() => window.name)).not.toContain('offline');
  await profile.close();
});

test('after an hour’s sleep the page says how old it is until it has heard the server, and then the truth', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.clock.install();
  await newMission(page, 'Slept through an hour');
  // All that it listens to has been heard: what comes while the clock stands is taken for news of an hour later.
  await page.locator('[data-event]').first().waitFor();
  const id = missionIdOf(page);
  const open = await swallowSnapshots(profile);
  await page.clock.pauseAt(Date.now() + 10_000);
  await ask('POST', `/missions/${id}/approve`);
  await page.clock.fastForward(3_600_000);
  // It asks by another way ten seconds later: until this was seen, time goes no further than to the next look.
  await page.clock.runFor(1_500);
  await untilLink(page, 'reconnecting');
  await page
    // Slept past midnight, it was another day.
    .getByText(/as of (\d+ \w+, )?\d\d:\d\d/)
    .first()
    .waitFor();
  await page.clock.resume();
  await open();
  await untilStatus(page, 'approved', 60_000);
  await untilLink(page, 'live', 60_000);
  await page.locator('[data-connection]').click();
  await page.getByRole('button', { name: 'Details' }).click();
  await page
    .getByText(/the device slept/)
    .first()
    .waitFor();
  await profile.close();
});

test('no mission with this id, and no page at this address, are said', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/m/no-such-mission');
  await page.getByRole('heading', { name: 'No mission with this id' }).waitFor();
  // The API's own address of it, where a person who opens it is led to the page.
  await page.goto('/missions/no-such-mission');
  await page.getByRole('heading', { name: 'No mission with this id' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/m/no-such-mission');
  await page.goto('/nowhere');
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
  await profile.close();
});

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, keepScreenshot, withBrowser } from './support/browser.ts';
import { untilShown, untilStatus } from './support/missionPage.ts';
import { servePublishing } from './support/publishing.ts';
import { ask, report, startMission } from './support/server.ts';

withBrowser();

/** A mission that nobody runs. */
async function aMission(objective: string): Promise<string> {
  const { mission_id: id } = await ask('POST', '/missions/create', {
    objective,
    scope: { allowed_domains: ['python.org'] },
  });
  return String(id);
}

/** The page's files lie on the device, and its worker is on duty. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

test('offline, a mission that was seen is there after a reload: how it last stood, and commands that wait', async () => {
  const id = await aMission('Read in a tunnel');
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  await page.locator('[data-connection=live]').waitFor();
  await page.getByText('Intent classification').waitFor();
  await untilKept(page);
  await profile.setOffline(true);
  await page.reload();
  await untilShown(page, 'the mission', ({ status, connection }) => status === 'proposed' && connection === 'offline');
  // Its steps come from the cache, in a part of the page that the worker kept.
  await page.getByText('Intent classification').waitFor();
  await page
    .locator('main')
    .getByText(/last update \d\d:\d\d/)
    .waitFor();
  const approve = page.getByRole('button', { name: 'Approve' });
  expect(await approve.getAttribute('aria-disabled')).toBe('true');
  await keepScreenshot(page, 'offline-reload-1280-light');

  await ask('POST', `/missions/${id}/approve`);
  await profile.setOffline(false);
  await untilStatus(page, 'approved');
  await page.locator('[data-connection=live]').waitFor();
  expect(complaints).toEqual([]);
  await profile.close();
});

test('offline, the list is there after a reload, and every part of the page can be opened', async () => {
  await aMission('Listed in a tunnel');
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  await page.goto('/');
  await page.locator('[data-mission]').first().waitFor();
  await untilKept(page);
  await profile.setOffline(true);
  await page.reload();
  await page.locator('[data-mission]').first().waitFor();
  await page.getByText('You are offline', { exact: true }).first().waitFor();
  const main = page.locator('main');
  await main.getByRole('button', { name: 'Reconnect now' }).click();
  await main.getByText('This device is offline: connect it to a network.').waitFor();
  await page.goto('/new');
  await page.getByLabel('Objective').fill('Written offline');
  await page.goto('/settings/keys');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.getByText('This part is not on your device yet').waitFor({ state: 'detached' });
  await profile.close();
});

test('offline, a page that knew of no schedules still knows it after a reload, and says as of when', async () => {
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  await page.goto('/recurring');
  const main = page.locator('main');
  await main.getByText('No schedules yet').waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await untilKept(page);
  await profile.setOffline(true);
  await page.reload();
  await main.getByText(/No schedules yet · as of \d\d:\d\d/).waitFor();
  expect(await main.getByRole('button', { name: 'New schedule' }).first().getAttribute('aria-disabled')).toBe('true');
  await profile.close();
});

test('offline, a mission that this device never showed says what to do, and comes by itself', async () => {
  const id = await aMission('Never opened here');
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  // The list would bring the mission into the cache.
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByText('Signed in as').waitFor();
  await untilKept(page);
  await profile.setOffline(true);
  await page.goto(`/m/${id}`);
  await page.getByText('This mission is not on your device yet').waitFor();
  await keepScreenshot(page, 'offline-unknown-1280-light');
  await profile.setOffline(false);
  await page.getByText('Never opened here').first().waitFor();
  await profile.close();
});

test('offline, a page of the guide that was read is there, and of one that was not a page says so', async () => {
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  await page.goto('/settings');
  await untilKept(page);
  await page.goto('/guide/pause');
  await page.getByRole('heading', { name: 'Pause and resume a mission' }).waitFor();
  await page.waitForFunction(async () => {
    const paths = (await (await caches.open('guide')).keys()).map(({ url }) => new URL(url).pathname);
    return paths.includes('/guide/pause') && paths.includes('/guide/guide.css');
  });
  await profile.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'Pause and resume a mission' }).waitFor();
  expect(await page.evaluate(async () => (await fetch('/guide/guide.css')).ok)).toBe(true);
  await page.goto('/guide/retry');
  await page.getByRole('heading', { name: 'This page of the guide is not kept on this device' }).waitFor();
  await page.getByRole('link', { name: 'Back to the dashboard' }).waitFor();
  await page.getByRole('link', { name: 'Pause' }).first().waitFor();
  await profile.close();
});

test('the API, the guide and the worker itself come from the server', async () => {
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  await page.goto('/settings');
  await untilKept(page);
  await page.goto('/guide');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  expect(await page.locator('#root').count()).toBe(0);
  const answer = await page.goto('/health/ready');
  expect(answer?.headers()['content-type']).toContain('application/json');
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/');
  expect(
    kept.filter((path) => !/^\/($|assets\/|guide($|\/)|theme\.js|favicon\.svg|manifest\.webmanifest)/.test(path)),
  ).toEqual([]);
  for (const file of ['/sw.js', '/manifest.webmanifest']) {
    const response = await profile.request.get(file);
    expect(response.headers()['cache-control'], file).toBe('no-cache');
  }
  await profile.close();
});

const buildOf = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name=build]')?.content);

test('a newer build is offered, taken by a reload, and never takes over by itself', async () => {
  const site = await servePublishing();
  const profile = await freshProfile({ isKept: true, origin: site.origin });
  const page = await profile.newPage();
  await page.goto('/settings');
  await untilKept(page);
  const other = await profile.newPage();
  await other.goto('/new');
  await other.getByLabel('Objective').fill('Half typed');

  site.publish('second');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const ready = 'A new version of this page is ready.';
  const card = page.getByText(ready).first();
  await card.waitFor();
  await keepScreenshot(page, 'new-version-1280-light');
  expect(await buildOf(page)).toBe('first');
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.waitForFunction(() => document.querySelector<HTMLMetaElement>('meta[name=build]')?.content === 'second');
  expect(await card.count()).toBe(0);

  // The other tab is left alone, is told, and keeps what was typed.
  await other.getByText(ready).first().waitFor();
  expect(await buildOf(other)).toBe('first');
  expect(await other.getByLabel('Objective').inputValue()).toBe('Half typed');
  await profile.close();
  await site.close();
});

test('where the browser offers to install the page, the menu does too', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Menu' }).click();
  const row = page.getByRole('button', { name: 'Install this app' });
  expect(await row.count()).toBe(0);
  // Headless Chromium makes no offer; this is the event that it would send.
  await page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: () => Promise.resolve(document.body.setAttribute('data-asked', 'yes')),
    });
    dispatchEvent(offer);
  });
  await row.click();
  expect(await page.locator('body').getAttribute('data-asked')).toBe('yes');
  expect(await row.count()).toBe(0);
  await profile.close();
});

test('offline, a list says nothing of a silence that is the page’s own, and how old its rows are', async () => {
  const watched = { steps: [{ name: 'fetch' }, { name: 'sort' }], stalled_after_seconds: 5, failed_after_seconds: 600 };
  const request = { type: 'external', external: watched };
  const [quick, other] = await Promise.all([
    startMission({ ...request, objective: 'Never falls silent' }),
    startMission({ ...request, objective: 'Looked at meanwhile' }),
  ]);
  const working = new AbortController();
  const works = untilAborted(working.signal, async (count) => {
    for (const id of [quick, other]) await report(id, 0, { status: 'progress', done: count, total: 100 });
  });
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  await page.goto('/');
  const row = page.locator(`[data-mission="${quick}"]`);
  await row.getByText('Running').first().waitFor();
  await untilKept(page);
  // A page that listens to one mission alone, for longer than the other may be silent.
  await page.goto(`/m/${other}`);
  await untilStatus(page, 'in_progress');
  await page.locator('[data-connection=live]').waitFor();
  const openedAt = Date.now();
  await expect.poll(() => Date.now() - openedAt, { timeout: 60_000, interval: 1_000 }).toBeGreaterThan(25_000);
  await profile.setOffline(true);
  await untilShown(page, 'offline', ({ connection }) => connection === 'offline');
  await page.getByRole('link', { name: 'Missions' }).first().click();
  // Not the seed, which tells less.
  await row.locator('[data-pick]').waitFor();
  await page.locator('[data-stale]').filter({ has: row }).getByText('as of').first().waitFor();
  expect(await row.textContent()).not.toContain('No sign of life');
  const said = await row.textContent();
  await page.waitForTimeout(6_000);
  // What it does stands still; how long ago it was made does not.
  expect(withoutAge((await row.textContent()) ?? '')).toBe(withoutAge(said ?? ''));
  working.abort();
  await works;
  await profile.close();
});

/** Calls `act` once a second until it is told to stop. */
async function untilAborted(signal: AbortSignal, act: (count: number) => Promise<void>): Promise<void> {
  for (let count = 1; !signal.aborted; count += 1) {
    await act(count);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

function withoutAge(text: string): string {
  return text.replace(/\d+ (s|min) ago|just now/, '');
}

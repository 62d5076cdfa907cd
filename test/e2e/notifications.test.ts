import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { report, startMission } from './support/server.ts';

withBrowser();

/** What the system would show, by all tabs: a fake of it, since there is none here. */
async function recordNotifications(profile: BrowserContext): Promise<{ title: string; tag: string }[]> {
  const shown: { title: string; tag: string }[] = [];
  await profile.exposeFunction('recordNotification', (title: string, tag: string) => shown.push({ title, tag }));
  await profile.addInitScript(() => {
    const record: unknown = Reflect.get(window, 'recordNotification');
    class Recorded extends EventTarget {
      static readonly permission = 'granted';
      static requestPermission = () => Promise.resolve('granted');
      close = () => undefined;
      constructor(title: string, { tag }: { readonly tag: string }) {
        super();
        if (typeof record === 'function') record(title, tag);
        Reflect.set(window, 'lastNotification', this);
      }
    }
    Reflect.set(window, 'Notification', Recorded);
  });
  return shown;
}

const EXTERNAL = { type: 'external', external: { steps: [{ name: 'fetch' }] } };

async function switchOn(page: Page): Promise<void> {
  await page.goto('/settings/notifications');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.locator('[data-notifications=On]').waitFor();
}

/** Until one tab listens, and what was there before is known to be old. */
async function listening(page: Page): Promise<void> {
  const isKnown = () =>
    page.evaluate(() => {
      const known = Object.keys(localStorage);
      return ['ended', 'asking'].every((list) => known.some((key) => key.startsWith(`ui.noticed.${list}:`)));
    });
  await until('the page to listen', isKnown, PATIENCE_MS);
}

async function fails(objective: string): Promise<string> {
  const id = await startMission({ objective, ...EXTERNAL });
  await report(id, 0, { status: 'started' });
  await report(id, 0, { status: 'failed', error: { message: 'The disk is full.' } });
  return id;
}

test('a mission that ends is told of once, by two tabs, and a press leads to it', async () => {
  const profile = await freshProfile();
  const shown = await recordNotifications(profile);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await switchOn(page);
  await listening(page);
  const other = await profile.newPage();
  await other.goto('/');
  await other.locator('[data-connection=live]').waitFor();
  const objective = `Fetch what is too large ${Date.now()}`;
  await fails(objective);
  const mine = () => shown.filter(({ title }) => title === `Failed: ${objective}`);
  await until('the notification', () => mine().length > 0, PATIENCE_MS);
  // Another event later is told too: by then a second one of the first would have come.
  await fails(`${objective} again`);
  await until('the next', () => shown.some(({ title }) => title === `Failed: ${objective} again`), PATIENCE_MS);
  expect(mine()).toHaveLength(1);

  await page.evaluate(() => {
    const last: unknown = Reflect.get(window, 'lastNotification');
    if (last instanceof EventTarget) last.dispatchEvent(new Event('click'));
  });
  await page.waitForURL('**/m/*');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('the next tab goes on where the one before was closed', async () => {
  const profile = await freshProfile();
  const shown = await recordNotifications(profile);
  const page = await profile.newPage();
  await switchOn(page);
  await listening(page);
  const other = await profile.newPage();
  await other.goto('/');
  await other.locator('[data-connection=live]').waitFor();
  await page.close();
  const objective = `Fetch it for the other tab ${Date.now()}`;
  await fails(objective);
  await until('the notification', () => shown.some(({ title }) => title === `Failed: ${objective}`), PATIENCE_MS);
  await profile.close();
});

test('what is on screen is not told of, in whichever tab it is', async () => {
  const profile = await freshProfile();
  const shown = await recordNotifications(profile);
  const page = await profile.newPage();
  await switchOn(page);
  await listening(page);
  const objective = `Seen with own eyes ${Date.now()}`;
  const id = await startMission({ objective, ...EXTERNAL });
  const other = await profile.newPage();
  await other.goto(`/m/${id}`);
  await other.locator('main [data-status=in_progress], main [data-status=queued]').first().waitFor();
  await until('the page to say that it is on screen', () =>
    other.evaluate(async (path) => {
      const { held = [] } = await navigator.locks.query();
      return held.some(({ name }) => name === `on screen ${path}`);
    }, `/m/${id}`),
  );
  await report(id, 0, { status: 'started' });
  await report(id, 0, { status: 'failed', error: { message: 'The disk is full.' } });
  const next = `Not on screen ${Date.now()}`;
  await fails(next);
  await until('the other one', () => shown.some(({ title }) => title === `Failed: ${next}`), PATIENCE_MS);
  expect(shown.filter(({ title }) => title === `Failed: ${objective}`)).toEqual([]);
  await profile.close();
});

test('a browser that said no is not asked again, and the page says what to do', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.addInitScript(() => Reflect.set(window, 'Notification', { permission: 'denied' }));
  await page.goto('/settings/notifications');
  await page.locator('[data-notifications=Blocked]').waitFor();
  expect(await page.getByRole('button', { name: 'Switch on' }).count()).toBe(0);
  await page.getByRole('link', { name: 'To the webhooks' }).waitFor();
  await profile.close();
});

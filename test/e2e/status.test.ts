import { expect, test } from 'vitest';
import { freshProfile, withBrowser } from './support/browser.ts';

withBrowser();

test('the health is looked at again by itself, not while paused or hidden, and at once when it is asked for', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.clock.install();
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/health/ready') asked += 1;
  });
  const untilMore = async (before: number): Promise<number> => {
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Check now', disabled: false }).waitFor();
    return asked;
  };
  const hide = (isHidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  await page.goto('/status');
  const first = await untilMore(0);
  await page.clock.runFor(31_000);
  await untilMore(first);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText('Nothing is checked by itself').waitFor();
  const paused = asked;
  await page.clock.runFor(120_000);
  expect(asked).toBe(paused);
  await page.getByRole('button', { name: 'Check now' }).click();
  const byHand = await untilMore(paused);
  expect(byHand).toBe(paused + 1);
  await hide(true);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.clock.runFor(120_000);
  expect(asked).toBe(byHand);
  await hide(false);
  await untilMore(byHand);
  await profile.close();
});

test('the header leads to every screen, from the menu on a phone', async () => {
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  await page.goto('/');
  for (const [name, path, heading] of [
    ['Results', '/results', 'Results'],
    ['Schedules', '/recurring', 'Schedules'],
    ['Health', '/status', 'Health'],
    ['Settings', '/settings', 'Settings'],
    ['Missions', '/', 'Missions'],
  ] as const) {
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name, exact: true }).click();
    await page.waitForURL(`**${path}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    // The menu is out of the way by then.
    await page.getByRole('navigation', { name: 'Menu' }).waitFor({ state: 'hidden' });
  }
  await profile.close();
});

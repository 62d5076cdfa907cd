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

test('what was found before a slow sign-in ended is known after it, and not asked for again', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/health/ready') asked += 1;
  });
  const found = page.getByText(/What you see is as of \d\d:\d\d/);
  let signIn = () => {};
  const isHeld = new Promise<void>((resolve) => {
    signIn = resolve;
  });
  await page.route('**/__/firebase/init.json', async (route) => {
    await isHeld;
    await route.continue();
  });
  await page.goto('/status');
  await page.locator('[data-part=ok]').nth(2).waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  // From here on the service is silent: only what is known already can be told.
  await page.route('**/health/**', (route) => route.abort());
  await page.route('**/health', (route) => route.abort());
  await page.getByRole('button', { name: 'Check now' }).click();
  await found.waitFor();
  const before = asked;
  signIn();
  await page.getByRole('heading', { name: 'Your last runs' }).waitFor();
  await found.waitFor();
  await page.getByText('Nothing is checked by itself').waitFor();
  expect(asked).toBe(before);
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

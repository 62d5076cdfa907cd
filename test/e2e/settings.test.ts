import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call } from '../support/http.ts';
import { until } from '../support/until.ts';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { ask } from './support/server.ts';

withBrowser();

/** Opens the dialog, fills it in and makes the key; answers it. */
async function makeKey(page: Page, name: string, scope: 'Look' | 'Look and run' | 'Everything'): Promise<string> {
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByLabel('What it is for').fill(name);
  await page.getByRole('radio', { name: scope, exact: true }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const shown = page.locator('[data-new-key]');
  await shown.waitFor();
  return (await shown.textContent()) ?? '';
}

const rowOf = (page: Page, name: string) => page.locator('[data-key]').filter({ hasText: name });
const statusWith = async (key: string) => (await call('GET', '/missions', { token: key })).status;

test('a key is made, copied once, used, and revoked', async () => {
  const profile = await freshProfile();
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/settings/keys');
  // The local user has the keys that other tests made by the guide's own lines.
  const name = `nightly import ${randomUUID().slice(0, 8)}`;
  const key = await makeKey(page, name, 'Look');
  await page.getByRole('button', { name: 'Copy the key' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await page.getByRole('button', { name: 'Copy the command' }).click();
  const lines = await page.evaluate(() => navigator.clipboard.readText());
  expect(lines).toContain(`export MISSION_PROGRESS_KEY=${key}\ncurl `);
  expect(await statusWith(key)).toBe(200);
  expect((await call('POST', '/missions', { token: key, body: {} })).status).toBe(403);
  expect(await rowOf(page, name).textContent()).toContain(`mp_…${key.slice(-4)}`);

  // It is shown this once: not after it was put away, and not after a reload.
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.reload();
  await rowOf(page, name).waitFor();
  expect(await page.content()).not.toContain(key);

  await rowOf(page, name)
    .getByRole('button', { name: /^Revoke/ })
    .click();
  const question = page.getByRole('dialog', { name: `Revoke “${name}”?` });
  await question.getByRole('button', { name: 'Keep it' }).click();
  expect(await statusWith(key)).toBe(200);
  await rowOf(page, name)
    .getByRole('button', { name: /^Revoke/ })
    .click();
  await question.getByRole('button', { name: 'Revoke key' }).click();
  await rowOf(page, name).getByText('Revoked', { exact: true }).waitFor();
  // Other instances of the server may take it for another minute.
  await until('the key to be refused', async () => (await statusWith(key)) === 401, 2 * PATIENCE_MS + 10_000);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('a key without a name is asked for one, and nothing is made', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.locator('#key-name-problem', { hasText: 'It must say what the key is for.' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('form-problems');
  await page.getByRole('dialog').getByRole('link', { name: 'What it is for' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('key-name');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  // With a name in it, the form is left only after a question.
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByLabel('What it is for').fill('half a name');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Leave this form?' });
  await question.getByRole('button', { name: 'Keep it and leave' }).click();
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByText('This is what you had written before.').waitFor();
  expect(await page.getByLabel('What it is for').inputValue()).toBe('half a name');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Throw it away' }).click();
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
  await profile.close();
});

test('all of it works by keyboard alone', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Missions' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'API keys' }).press('Enter');
  await page.getByRole('button', { name: 'New key' }).first().press('Enter');
  await page.getByLabel('What it is for').waitFor();
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  expect(await page.getByRole('radio', { name: 'Look', exact: true }).isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  await page.locator('[data-new-key]').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('it is not shown again');
  const revoke = rowOf(page, 'by keyboard').getByRole('button', { name: /^Revoke/ });
  await revoke.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await revoke.evaluate((button) => button === document.activeElement)).toBe(true);
  await revoke.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await rowOf(page, 'by keyboard').getByText('Revoked', { exact: true }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('new-key');
  await profile.close();
});

test('the theme is chosen and stays', async () => {
  const profile = await freshProfile({ theme: 'light' });
  const page = await profile.newPage();
  await page.goto('/settings');
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click();
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await page.reload();
  await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor();
  await profile.close();
});

test('the theme is there at the first paint, and the button goes round', async () => {
  const profile = await freshProfile({ theme: 'light' });
  const page = await profile.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: /^Theme: system/ }).click();
  await page.getByRole('button', { name: /^Theme: light/ }).click();
  await page.getByRole('button', { name: /^Theme: dark/ }).waitFor();
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  await page.getByRole('heading', { name: 'Missions', level: 1 }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(14, 17, 22)');
  await profile.close();
});

test('offline, nothing can be made or revoked, and the page says why', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await ask('POST', '/keys', { name: 'before the tunnel' });
  await page.goto('/settings/keys');
  await rowOf(page, 'before the tunnel').first().waitFor();
  await profile.setOffline(true);
  await page.locator('[data-connection=offline]').waitFor();
  const button = page.getByRole('button', { name: 'New key' }).first();
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await button.click({ force: true });
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByText('You are offline', { exact: true }).waitFor();
  await page.getByText(/^Keys are kept on the server\./).waitFor();
  // What is of this device is not said to be out of date.
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Appearance' }).click();
  await page.getByText('What is set here is kept on this device, and works all the same.').waitFor();
  await profile.close();
});

test('keys that could not be read are there by themselves once the network is back', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await ask('POST', '/keys', { name: 'behind the tunnel' });
  const isKeys = ({ pathname }: URL) => pathname === '/keys';
  await page.route(isKeys, (route) => route.abort());
  await page.goto('/settings/keys');
  await page.getByText('The server did not answer', { exact: true }).waitFor();
  expect(await page.getByText('may or may not').count()).toBe(0);
  await profile.setOffline(true);
  await page.locator('[data-connection=offline]').waitFor();
  await page.getByText('Your keys are not on this device').waitFor();
  await page.unroute(isKeys);
  await profile.setOffline(false);
  await rowOf(page, 'behind the tunnel').first().waitFor();
  await profile.close();
});

test('a section that is not there is no page', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/settings/nowhere');
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
  await profile.close();
});

import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { ask } from '../support/server.ts';

withBrowser();

test('account, appearance, keyboard, and API keys', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await ask('POST', '/keys', { name: 'x'.repeat(100), scopes: ['admin'], expires_at: '2099-01-01T00:00:00Z' });
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Appearance' }).waitFor();
  await expectGoodLooks(page, 'settings');
  await page.goto('/settings/keyboard');
  await page.getByRole('heading', { name: 'Keyboard' }).waitFor();
  await expectGoodLooks(page, 'settings-keyboard');
  await page.goto('/settings/keys');
  await page
    .locator('[data-key]')
    .filter({ hasText: 'xxx' })
    .first()
    .waitFor({ timeout: 2 * PATIENCE_MS });
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByLabel('What it is for').fill('wall display');
  await expectGoodLooks(page, 'settings-new-key');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.locator('[data-new-key]').waitFor();
  await expectGoodLooks(page, 'settings-keys');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('notifications: off, blocked, and on with what they are about', async () => {
  for (const [permission, word] of [
    ['default', 'Off'],
    ['denied', 'Blocked'],
    ['granted', 'On'],
  ]) {
    const profile = await freshProfile();
    const page = await profile.newPage();
    // What the browser's user has answered: Chromium without a window has nobody to ask.
    await page.addInitScript((said) => Reflect.set(window, 'Notification', { permission: said }), permission);
    await page.goto('/settings/notifications');
    if (word === 'On') await page.getByRole('button', { name: 'Switch on' }).click();
    await page.locator(`[data-notifications="${word}"]`).waitFor();
    await expectGoodLooks(page, `settings-notifications-${String(word).toLowerCase()}`);
    await profile.close();
  }
});

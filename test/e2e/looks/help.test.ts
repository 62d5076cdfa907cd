import { test } from 'vitest';
import { freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';

withBrowser();

test('the list of keys, and a note in passing', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.locator('[data-connection=live]').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await expectGoodLooks(page, 'help');
  await profile.close();
});

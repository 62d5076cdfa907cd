import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';

withBrowser();

test('an address that leads nowhere', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/nowhere');
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
  await expectGoodLooks(page, 'not-found');
  expect(complaints).toEqual([]);
  await profile.close();
});

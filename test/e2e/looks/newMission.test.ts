import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';

withBrowser();

test('an empty form', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/new');
  await page.getByLabel('Objective').waitFor();
  await expectGoodLooks(page, 'new-empty');
  expect(complaints).toEqual([]);
  await profile.close();
});

import { expect, test } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { complaintsOf, freshProfile, keepScreenshot, withBrowser } from './support/browser.ts';

withBrowser();

/** What can go wrong with a page of text and tables. Contrast is left to the small pages: here it would take minutes. */
const RULES = [
  ...['heading-order', 'page-has-heading-one', 'landmark-unique', 'region', 'bypass', 'skip-link', 'list', 'listitem'],
  ...['scrollable-region-focusable', 'link-name', 'duplicate-id-aria', 'td-headers-attr', 'empty-table-header'],
];

test('the reference reads on a phone, in the dark, and by keyboard', async () => {
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/guide/api');
  await page.getByRole('heading', { name: 'All calls' }).waitFor();
  // Rows of tables become blocks and lines of code wrap, so that nothing lies outside unseen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const regions = page.getByRole('region', { name: /^(Example|Table) \d/ });
  expect(await regions.count()).toBeGreaterThan(100);
  expect(await regions.evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length)).toBe(0);
  await keepScreenshot(page, 'reference-320-dark');
  expect(await axeFindings(page, { rules: RULES })).toEqual([]);
  const example = page.getByRole('region', { name: /^Example 1,/ });
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: /^Copy: Example 1,/ }).press('Enter');
  await page.getByRole('button', { name: /^Copied: Example 1,/ }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe((await example.textContent())?.trimEnd());
  // From the contents to a call: two presses of Enter, and the address says where.
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'All calls' }).press('Enter');
  await page.getByRole('link', { name: 'GET /missions/{mission_id}/progress', exact: true }).first().press('Enter');
  await page.waitForURL('**/guide/api#get-missionsmission_idprogress');
  expect(await page.getByRole('heading', { name: 'GET /missions/{mission_id}/progress' }).isVisible()).toBe(true);
  expect(complaints).toEqual([]);
  await profile.close();
});

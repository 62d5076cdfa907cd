import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { fillIn } from '../support/missionPage.ts';
import { ask } from '../support/server.ts';

withBrowser();

const TAGGED = {
  objective: 'A mission to take tags from',
  scope: { allowed_domains: ['python.org'] },
  tags: ['team:docs', 'python', 'weekly'],
};

test('the form of a new mission: blank and wrong', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/new');
  await page.getByLabel('Objective').waitFor();
  await expectGoodLooks(page, 'new-blank');

  await fillIn(page, 'ab', ['python.org', 'docs.python.org', 'not_a/domain@x']);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('2 fields need a change').waitFor();
  await expectGoodLooks(page, 'new-wrong');

  expect(complaints).toEqual([]);
  await profile.close();
});

test('its limits and its review', async () => {
  await ask('POST', '/missions/create', TAGGED);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  // The list beneath is what the form knows earlier missions from.
  await page.goto('/');
  await page.getByText(TAGGED.objective).first().waitFor();
  await page.getByRole('link', { name: 'New mission' }).first().click();
  await fillIn(page, 'a', ['python.org', 'docs.python.org']);
  await page.getByLabel('Objective').fill('Find what changed in the standard library this year');
  await page.getByRole('button', { name: 'Limits', exact: true }).click();
  // Six are offered, the most used ones: missions of other tests may have others.
  await page
    .getByRole('button', { name: /^Add the tag / })
    .first()
    .click();
  await expectGoodLooks(page, 'new-limits');

  await page.getByRole('button', { name: 'Next: Review' }).click();
  await page.getByText('As JSON').click();
  await expectGoodLooks(page, 'new-review');

  expect(complaints).toEqual([]);
  await profile.close();
});

test('of one’s own program, and left half written', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/new');
  await page.getByLabel('Objective').fill('Import the orders of November');
  await page.getByRole('radio', { name: /Your own program/ }).check();
  await page.getByLabel('Its steps', { exact: true }).fill('download\nimport\nreport');
  await expectGoodLooks(page, 'new-external');

  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Leave this form?' }).waitFor();
  await expectGoodLooks(page, 'new-leave');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('a form that is offline', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await page.getByLabel('Objective').waitFor();
  await profile.setOffline(true);
  await page.getByRole('dialog').getByText('This works again once the page is connected').waitFor();
  await expectGoodLooks(page, 'new-offline');
  await profile.close();
});

import { expect, test } from 'vitest';
import { createAccount, fillAccount, newAddress, signedOut } from '../support/accounts.ts';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { ask } from '../support/server.ts';

withBrowser();

test('signing in, its mails and its errors', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await signedOut(page);
  await expectGoodLooks(page, 'sign-in');
  await fillAccount(page, 'nobody@example.org', 'wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('E-mail or password is wrong.').waitFor();
  await expectGoodLooks(page, 'sign-in-wrong');
  await page.getByRole('button', { name: 'Send me a sign-in link instead' }).click();
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('Look into your mailbox').waitFor();
  await expectGoodLooks(page, 'sign-in-mail-sent');
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'There is no link here' }).waitFor();
  await expectGoodLooks(page, 'sign-in-no-link');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('the account of a guest and of somebody', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await signedOut(page);
  await page.getByRole('button', { name: 'Try it as a guest' }).click();
  await page.getByRole('heading', { name: 'Missions', level: 1 }).waitFor();
  await page.goto('/settings/account');
  await page.getByText('You are a guest').waitFor();
  await expectGoodLooks(page, 'account-guest');
  await page.getByRole('button', { name: 'Add: E-mail and password' }).click();
  await page.getByLabel('E-mail', { exact: true }).waitFor();
  await expectGoodLooks(page, 'account-add');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog', { name: 'Sign out and lose your missions?' }).waitFor();
  await expectGoodLooks(page, 'account-guest-leaves');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  await createAccount(page, newAddress(), 'correct horse');
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Send a mail to confirm it' }).click();
  await page.getByRole('button', { name: 'I have opened the link' }).waitFor();
  await expectGoodLooks(page, 'account');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('what is kept on the device, and deleting everything', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await ask('POST', '/missions/create', { objective: 'To be deleted', scope: { allowed_domains: ['python.org'] } });
  await page.goto('/settings/data');
  await page
    .getByText(/ kB| MB/)
    .first()
    .waitFor();
  await expectGoodLooks(page, 'data');
  await page.getByRole('button', { name: 'Delete all missions' }).click();
  await page.getByLabel('Type “purge” to confirm').waitFor();
  await expectGoodLooks(page, 'data-purge');
  expect(complaints).toEqual([]);
  await profile.close();
});

import { expect, test } from 'vitest';
import { nameIn, newAddress, signedOut, untilIn } from './support/accounts.ts';
import { freshProfile, withBrowser } from './support/browser.ts';
import { chooseGoogleAccount, standInForGoogle } from './support/googleWindow.ts';
import { fillIn, untilStatus } from './support/missionPage.ts';

withBrowser();

test('a guest adds Google and keeps the missions; Google then signs in; taken, it may be changed to', async () => {
  const profile = await freshProfile();
  await standInForGoogle(profile);
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  await page.getByRole('button', { name: 'Try it as a guest' }).click();
  await untilIn(page);
  await page.goto('/new');
  await fillIn(page, 'Kept by Google', ['python.org']);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  const add = () => page.getByRole('button', { name: 'Add: Google' }).click();
  await page.goto('/settings/account');
  await chooseGoogleAccount(page, email, add);
  await page.getByText('You are a guest').waitFor({ state: 'detached' });
  expect(await nameIn(page)).toBe(email);

  await signedOut(page);
  await chooseGoogleAccount(page, email, () => page.getByRole('button', { name: 'Continue with Google' }).click());
  await page.getByRole('link', { name: 'Kept by Google' }).waitFor();

  await signedOut(page);
  await page.getByRole('button', { name: 'Try it as a guest' }).click();
  await untilIn(page);
  await page.goto('/settings/account');
  await chooseGoogleAccount(page, email, add);
  await page
    .getByRole('dialog', { name: 'That account exists already' })
    .getByRole('button', { name: 'Sign in to it' })
    .click();
  await page.getByRole('link', { name: 'Kept by Google' }).waitFor();
  await profile.close();
});

test('a window that is closed is no error', async () => {
  const profile = await freshProfile();
  await standInForGoogle(profile);
  const page = await profile.newPage();
  await signedOut(page);
  const opened = page.waitForEvent('popup');
  const button = page.getByRole('button', { name: 'Continue with Google' });
  await button.click();
  await (await opened).close();
  await page.locator('button[aria-disabled=true]').first().waitFor({ state: 'detached' });
  expect(await page.getByRole('alert').filter({ hasText: /\w/ }).count()).toBe(0);
  await profile.close();
});

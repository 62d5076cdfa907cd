import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { nameIn, newAddress, signedOut, untilIn } from './support/accounts.ts';
import { freshProfile, withBrowser } from './support/browser.ts';
import { chooseGoogleAccount, standInForGoogle } from './support/googleWindow.ts';
import { fillIn, untilStatus } from './support/missionPage.ts';

withBrowser();

const ACCOUNT = '/settings/account';
const press = (page: Page, name: string) => () => page.getByRole('button', { name }).click();

async function beGuest(page: Page): Promise<void> {
  await press(page, 'Try it as a guest')();
  await untilIn(page);
}

test('a guest adds Google and keeps the missions, and signs in by it again', async () => {
  const profile = await freshProfile();
  await standInForGoogle(profile);
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  await beGuest(page);
  await page.goto('/new');
  await fillIn(page, 'Kept by Google', ['python.org']);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  await page.goto(ACCOUNT);
  await chooseGoogleAccount(page, email, press(page, 'Add: Google'));
  await page.getByText('You are a guest').waitFor({ state: 'detached' });
  expect(await nameIn(page)).toBe(email);

  await signedOut(page);
  await chooseGoogleAccount(page, email, press(page, 'Continue with Google'));
  await page.getByRole('link', { name: 'Kept by Google' }).waitFor();
  await profile.close();
});

test('a guest who chooses an account of Google’s that exists here may change to it', async () => {
  const profile = await freshProfile();
  await standInForGoogle(profile);
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  await chooseGoogleAccount(page, email, press(page, 'Continue with Google'));
  await untilIn(page);
  await signedOut(page);
  await beGuest(page);
  await page.goto(ACCOUNT);
  await chooseGoogleAccount(page, email, press(page, 'Add: Google'));
  const question = page.getByRole('dialog', { name: 'That account exists already' });
  await question.getByRole('button', { name: 'Sign in to it' }).click();
  await untilIn(page);
  expect(await nameIn(page)).toBe(email);
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
  expect(await page.locator('[data-tone=failed]').count()).toBe(0);
  await profile.close();
});

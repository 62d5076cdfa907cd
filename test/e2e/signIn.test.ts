import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createAccount, fillAccount, mailedLink, nameIn, newAddress, signedOut, untilIn } from './support/accounts.ts';
import { freshProfile, withBrowser } from './support/browser.ts';
import { fillIn, untilStatus } from './support/missionPage.ts';

withBrowser();

/** A mission of whoever is signed in. */
async function create(page: Page, objective: string): Promise<void> {
  await page.goto('/new');
  await fillIn(page, objective, ['python.org']);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
}

test('the local user signs out, stays out over a reload, and goes on', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await signedOut(page);
  await page.reload();
  const goOn = page.getByRole('button', { name: 'Go on as the local user' });
  await goOn.waitFor();
  // While the suite's API is away the button says so, and can be pressed again.
  await page.route('**/session/local', (route) => route.abort());
  await goOn.click();
  await page.getByText('The sign-in service can’t be reached.').waitFor();
  await page.unroute('**/session/local');
  await goOn.click();
  await untilIn(page);
  expect(await nameIn(page)).toBe('Local user');
  await page.reload();
  await untilIn(page);
  await profile.close();
});

test('an account by e-mail and password: made, taken, mistyped, signed in to again', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  await createAccount(page, email, 'correct horse');
  expect(await nameIn(page)).toBe(email);
  // The local user's missions are not this one's.
  await page.getByText('No missions yet').waitFor();
  await create(page, 'Mine alone');

  await signedOut(page);
  await page.getByRole('button', { name: 'I have no account yet' }).click();
  await fillAccount(page, email, 'another horse');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('There is an account with this e-mail already. Sign in instead.').waitFor();
  await page.getByRole('button', { name: 'I have an account' }).click();
  await fillAccount(page, email, 'wrong horse');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('E-mail or password is wrong.').waitFor();
  await fillAccount(page, email, 'correct horse');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'Mine alone' }).waitFor();
  await profile.close();
});

test('a forgotten password is set anew by mail; of an unknown address the page says no more', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  await createAccount(page, email, 'forgotten horse');
  await signedOut(page);
  await page.getByRole('button', { name: 'Forgot the password?' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill('nobody@example.org');
  await page.getByRole('button', { name: 'Send the mail' }).click();
  await page.getByText('If there is an account with nobody@example.org').waitFor();
  await page.getByRole('button', { name: 'Send another' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Send the mail' }).click();
  await page.getByText(`If there is an account with ${email}`).waitFor();
  const link = await mailedLink(email, 'PASSWORD_RESET');
  expect((await fetch(`${link}&newPassword=remembered`, { redirect: 'manual' })).status).toBe(303);
  await page.getByRole('button', { name: 'Back' }).click();
  await fillAccount(page, email, 'remembered');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await untilIn(page);
  await profile.close();
});

test('a link by mail signs in once; in another browser it asks for the address', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  const askForLink = async (): Promise<string> => {
    await page.getByRole('button', { name: 'Send me a sign-in link instead' }).click();
    await page.getByLabel('E-mail', { exact: true }).fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('Look into your mailbox').waitFor();
    return mailedLink(email, 'EMAIL_SIGNIN');
  };
  const link = await askForLink();
  await page.goto(link);
  await untilIn(page);
  expect(await nameIn(page)).toBe(email);
  expect(page.url()).not.toContain('oobCode');

  await signedOut(page);
  await page.goto(link);
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('This link was used before, or it is too old.').waitFor();
  await page.getByRole('link', { name: 'To the start' }).click();

  const second = await askForLink();
  const elsewhere = await freshProfile();
  const other = await elsewhere.newPage();
  await signedOut(other);
  await other.goto(second);
  await other.getByRole('heading', { name: 'Which address was the link sent to?' }).waitFor();
  await other.getByLabel('E-mail', { exact: true }).fill('somebody@example.org');
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.getByText('This is not the right e-mail address.').waitFor();
  await other.getByLabel('E-mail', { exact: true }).fill(email);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await untilIn(other);
  expect(await nameIn(other)).toBe(email);
  await elsewhere.close();
  await profile.close();
});

/** A guest who has made one mission, on the page of the account. */
async function guestWith(objective: string): Promise<{ profile: BrowserContext; page: Page }> {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await signedOut(page);
  await page.getByRole('button', { name: 'Try it as a guest' }).click();
  await untilIn(page);
  await create(page, objective);
  await page.goto('/settings/account');
  return { profile, page };
}

test('a guest becomes an account and keeps the missions', async () => {
  const { profile, page } = await guestWith('Begun as a guest');
  const email = newAddress();
  await page.getByText('You are a guest').waitFor();
  await page.getByRole('button', { name: 'Add: E-mail and password' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('You are a guest').waitFor({ state: 'detached' });
  expect(await nameIn(page)).toBe(email);
  await profile.close();

  const elsewhere = await freshProfile();
  const other = await elsewhere.newPage();
  await signedOut(other);
  await fillAccount(other, email, 'correct horse');
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.getByRole('link', { name: 'Begun as a guest' }).waitFor();
  await elsewhere.close();
});

test('a guest becomes an account by a link, too', async () => {
  const { profile, page } = await guestWith('Kept by a link');
  const email = newAddress();
  await page.getByRole('button', { name: 'Add: E-mail link' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('Look into your mailbox').waitFor();
  await page.goto(await mailedLink(email, 'EMAIL_SIGNIN'));
  await page.getByRole('link', { name: 'Kept by a link' }).waitFor();
  expect(await nameIn(page)).toBe(email);
  await profile.close();
});

test('a guest who names an account that exists is told, and may change to it', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  await createAccount(page, email, 'correct horse');
  await create(page, 'Of the account');
  await signedOut(page);
  await page.getByRole('button', { name: 'Try it as a guest' }).click();
  await untilIn(page);
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Add: E-mail and password' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'That account exists already' });
  await question.getByText('can’t be reached any more').waitFor();
  await question.getByRole('button', { name: 'Sign in to it' }).click();
  await page.getByRole('link', { name: 'Of the account' }).waitFor();
  await profile.close();
});

test('an account confirms its address and changes its password', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const email = newAddress();
  await signedOut(page);
  await createAccount(page, email, 'first horse');
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Send a mail to confirm it' }).click();
  const check = page.getByRole('button', { name: 'I have opened the link' });
  await check.click();
  await page.getByText('Not confirmed yet.').first().waitFor();
  await fetch(await mailedLink(email, 'VERIFY_EMAIL'), { redirect: 'manual' });
  await check.click();
  await page.getByText('The address is confirmed.').first().waitFor();
  await check.waitFor({ state: 'detached' });

  await page.getByLabel('Current password').fill('wrong horse');
  await page.getByLabel('New password').fill('second horse');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('E-mail or password is wrong.').waitFor();
  await page.getByLabel('Current password').fill('first horse');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('The password is changed.').first().waitFor();
  await signedOut(page);
  await fillAccount(page, email, 'second horse');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await untilIn(page);
  await profile.close();
});

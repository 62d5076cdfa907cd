import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { fillAccount, signedOut } from './support/accounts.ts';
import { axeFindings } from './support/axe.ts';
import { freshProfile, keepScreenshot, PATIENCE_MS, withBrowser } from './support/browser.ts';

withBrowser();

const UID = 'anna-uid';

/** A token as Google's would be, but for its signature, which the page does not check. */
function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: UID, user_id: UID, iat: now, exp: now + 3600, firebase: { sign_in_provider: 'password' } };
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

/** The same page for a real project: Hosting names another one, and Google's Auth answers from here. */
async function realProject(profile: BrowserContext): Promise<Page> {
  const page = await profile.newPage();
  const config = { projectId: 'a-real-project', apiKey: 'key', authDomain: 'a-real-project.firebaseapp.com' };
  await page.route('**/__/firebase/init.json', (route) => route.fulfill({ json: config }));
  await page.route('https://firestore.googleapis.com/**', (route) => route.abort());
  await page.route('https://identitytoolkit.googleapis.com/**', async (route) => {
    const url = route.request().url();
    if (url.includes('accounts:lookup')) {
      return route.fulfill({ json: { users: [{ localId: UID, email: 'anna@example.org' }] } });
    }
    const { password } = JSON.parse(route.request().postData() ?? '{}') as { password?: string };
    if (password !== 'correct horse') {
      return route.fulfill({ status: 400, json: { error: { code: 400, message: 'INVALID_LOGIN_CREDENTIALS' } } });
    }
    return route.fulfill({ json: { idToken: idToken(), refreshToken: 'r', expiresIn: '3600', localId: UID } });
  });
  return page;
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill('anna@example.org');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a real project asks who this is, and says it when the password is wrong', async () => {
  const profile = await freshProfile({ width: 320, theme: 'dark' });
  const page = await realProject(profile);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await axeFindings(page, { tags: ['wcag2a', 'wcag2aa', 'wcag22aa', 'best-practice'] })).toEqual([]);
  await keepScreenshot(page, 'sign-in-320-dark');
  await signIn(page, 'wrong one');
  await page.getByText('E-mail or password is wrong.').waitFor();
  await profile.close();
});

test('what is wrong is told where it was typed or pressed, and has the focus, each time anew', async () => {
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  await signedOut(page);
  await page.getByRole('button', { name: 'I have no account yet' }).click();
  await page.getByText('At least 6 characters.').waitFor();
  const create = page.getByRole('button', { name: 'Create account' });
  await fillAccount(page, 'anna', 'short');
  await create.click();
  await page.locator('#email:focus').waitFor();
  await page.getByText('This is not an e-mail address.').waitFor();
  await fillAccount(page, 'anna@example.org', 'short');
  await create.click();
  await page.locator('#password:focus').waitFor();
  await page.getByText('Choose a longer password').waitFor();

  await page.getByRole('button', { name: 'I have an account' }).click();
  await fillAccount(page, 'nobody@example.org', 'wrong horse');
  const message = page.locator('[data-tone=failed]:focus').filter({ hasText: 'Check both.' });
  for (let time = 1; time <= 2; time += 1) {
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await message.waitFor();
  }
  await profile.close();
});

test('offline, nobody can sign in, and whoever signs out is told so before', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/settings/account');
  const leave = page.getByRole('button', { name: 'Sign out' });
  await leave.waitFor();
  await profile.setOffline(true);
  await page.getByText('You are offline', { exact: true }).waitFor();
  await leave.click();
  const question = page.getByRole('dialog', { name: 'Sign out while offline?' });
  await question.getByText('can’t sign in again before the connection is back').waitFor();
  await question.getByRole('button', { name: 'Stay' }).click();
  await profile.setOffline(false);
  await page.getByText('You are offline', { exact: true }).waitFor({ state: 'detached' });

  await signedOut(page);
  const guest = page.getByRole('button', { name: 'Try it as a guest' });
  expect(await guest.getAttribute('aria-disabled')).toBe(null);
  await profile.setOffline(true);
  await page.getByText('Signing in needs the network.').waitFor();
  expect(await guest.getAttribute('aria-disabled')).toBe('true');
  await profile.close();
});

test('signing out leaves nothing of the user on the device', async () => {
  const profile = await freshProfile();
  const page = await realProject(profile);
  await page.goto('/');
  await signIn(page, 'correct horse');
  await page.getByRole('button', { name: 'Menu' }).waitFor();
  await page.waitForFunction(() => localStorage.getItem('ui.uid') !== null);
  // What a visit leaves behind: the seed of the first paint, and a draft.
  await page.evaluate((uid) => localStorage.setItem(`ui.seed.v1:${uid}`, '{"at":1,"rows":[]}'), UID);
  await page.goto('/new');
  await page.getByLabel('Objective').fill('Something private');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keep it and leave' }).click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByText('anna@example.org').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();

  const left = () =>
    page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const missions = databases.map(({ name }) => name ?? '').filter((name) => name.startsWith('firestore'));
      const open = await Promise.all(missions.map((name) => rowsOf(name)));
      return { keys: Object.keys(localStorage).filter((key) => key.startsWith('ui.')), rows: open.flat() };

      /** Opening Firestore makes an empty database anew; documents are what must not be there. */
      function rowsOf(name: string): Promise<unknown[]> {
        return new Promise((resolve) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => {
            const db = request.result;
            if (!db.objectStoreNames.contains('remoteDocumentsV14')) return resolve([]);
            const all = db.transaction('remoteDocumentsV14').objectStore('remoteDocumentsV14').getAll();
            all.onsuccess = () => resolve(all.result);
          };
          request.onerror = () => resolve([]);
        });
      }
    });
  await expect.poll(left, { timeout: PATIENCE_MS }).toEqual({ keys: ['ui.firebase'], rows: [] });
  await profile.close();
});

import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createAccount, newAddress, signedOut } from './support/accounts.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { fillIn, untilStatus } from './support/missionPage.ts';

withBrowser();

/** Opening Firestore makes an empty database anew; documents and Auth's users are what must not be there. */
function leftBehind(page: Page): Promise<{ keys: string[]; rows: number; cached: string[] }> {
  return page.evaluate(async () => {
    const stores = [
      ['firestore/', 'remoteDocumentsV14'],
      ['firebaseLocalStorageDb', 'firebaseLocalStorage'],
    ] as const;
    let rows = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      const store = stores.find(([prefix]) => name.startsWith(prefix))?.[1];
      if (store !== undefined) rows += await rowsOf(name, store);
    }
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const cached = lists.flat().map(({ url }) => new URL(url).pathname);
    return { keys: Object.keys(localStorage).filter((key) => key.startsWith('ui.')), rows, cached };

    function rowsOf(name: string, store: string): Promise<number> {
      return new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(new Error(`${name} does not open`));
        request.onsuccess = () => {
          const db = request.result;
          if (!db.objectStoreNames.contains(store)) return resolve(0);
          const all = db.transaction(store).objectStore(store).count();
          all.onsuccess = () => {
            db.close();
            resolve(all.result);
          };
        };
      });
    }
  });
}

/** A mission of an account of its own, left open with something half written. */
async function somebody(page: Page): Promise<void> {
  await signedOut(page);
  await createAccount(page, newAddress(), 'correct horse');
  await page.goto('/new');
  await fillIn(page, 'Something private', ['python.org']);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  await page.locator('[data-connection=live]').waitFor();
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('ui.seed')));
}

test('signing out in one tab signs out all, and leaves nothing of anybody behind', async () => {
  const profile = await freshProfile({ isKept: true });
  const page = await profile.newPage();
  await somebody(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  expect((await leftBehind(page)).rows).toBeGreaterThan(0);
  const other = await profile.newPage();
  await other.goto('/');
  await other.getByRole('link', { name: 'Something private' }).waitFor();

  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const tab of [page, other]) {
    await tab.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect(await tab.getByText('Something private').count()).toBe(0);
  }
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  const { keys, rows, cached } = await leftBehind(page);
  expect(rows).toBe(0);
  // What is left is the project's, the suite's, and that the local user was signed out.
  const impersonal = ['ui.firebase', 'ui.local', 'ui.local_away'];
  expect(keys.filter((key) => !impersonal.includes(key))).toEqual([]);
  expect(cached.filter((path) => path.startsWith('/missions'))).toEqual([]);
  await profile.close();
});

test('what is kept here is removed without signing out, and missions are fetched anew', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await somebody(page);
  await page.goto('/new');
  await page.getByLabel('Objective').fill('Half written');
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('ui.draft')));
  await page.goto('/settings/data');
  await page
    .getByText(/ kB| MB/)
    .first()
    .waitFor();
  await page.getByText('The mission is in your account too').waitFor();
  const seeds = () => page.evaluate(() => Object.keys(localStorage).filter((key) => /^ui\.(seed|draft)/.test(key)));
  expect(await seeds()).not.toEqual([]);
  await page.getByRole('button', { name: 'Remove it' }).click();
  const gone = page.waitForEvent('domcontentloaded');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await gone;
  await page.getByRole('heading', { name: 'Kept on this device' }).waitFor();
  expect(await seeds()).toEqual([]);
  await page.goto('/');
  await page.getByRole('link', { name: 'Something private' }).waitFor();
  await profile.close();
});

test('deleting everything asks for a word, shows the count, and deletes this user’s missions alone', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await somebody(page);
  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Delete all missions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete all your missions?' });
  await dialog.getByText('You have one mission. It is deleted for good.').waitFor();
  await dialog.getByLabel('Type “purge” to confirm').fill(`not ${randomUUID()}`);
  await dialog.getByRole('button', { name: 'Delete them all' }).click();
  await dialog.getByText('Type the word purge.').waitFor();
  await dialog.getByLabel('Type “purge” to confirm').fill('purge');
  await dialog.getByRole('button', { name: 'Delete them all' }).click();
  await dialog.getByText('One mission is deleted.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.goto('/');
  await page.getByText('No missions yet').waitFor();
  expect(complaints).toEqual([]);
  await profile.close();
});

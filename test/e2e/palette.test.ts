import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { untilStatus } from './support/missionPage.ts';
import { ask } from './support/server.ts';

withBrowser();

const PATIENCE = { timeout: PATIENCE_MS };

/** A mission that stays as it is: its worker never comes. */
async function create(objective: string): Promise<string> {
  const external = { steps: [{ name: 'fetch' }] };
  const { mission_id: id } = await ask('POST', '/missions/create', { objective, type: 'external', external });
  return String(id);
}

async function openedAt(path: string): Promise<Page> {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(path);
  await page.locator('[data-connection=live]').waitFor();
  return page;
}

const field = (page: Page) => page.getByRole('combobox', { name: 'Find anything' });
/** The page beneath has fields of choice, whose choices are options too. */
const options = (page: Page) => page.getByRole('dialog', { name: 'Find anything' }).getByRole('listbox');
const option = (page: Page, name: string | RegExp) => options(page).getByRole('option', { name });
/** The entry that Enter takes. */
const chosen = (page: Page) => options(page).getByRole('option', { selected: true });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

test('a screen, a setting and a mission are reached by a few letters, without a pointer', async () => {
  const id = await create('Count the kiosks of Katowice');
  const page = await openedAt('/');
  const complaints = complaintsOf(page);
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.type('webh');
  await option(page, /^Webhooks ?Settings/).waitFor();
  await expect.poll(() => chosen(page).textContent(), PATIENCE).toBe('WebhooksSettings');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings/webhooks');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), PATIENCE).toBe('main');

  await page.keyboard.press('Control+k');
  // What was taken lately stands there before anything is typed.
  await page
    .getByRole('group', { name: 'Lately' })
    .getByRole('option', { name: /^Webhooks ?Settings/ })
    .waitFor();
  await page.keyboard.type('kiosks kato');
  await option(page, /Count the kiosks/)
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/m/${id}`);

  await page.keyboard.press('Control+k');
  await page.keyboard.type(id);
  await option(page, 'Open the mission with this id').waitFor();
  await page.keyboard.press('Escape');
  await field(page).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a mission that this device does not know is found by the server', async () => {
  const id = await create('Quokkas on Rottnest Island');
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Appearance' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rottnest quo');
  await option(page, /^Quokkas on Rottnest/)
    .first()
    .click();
  await page.waitForURL(`**/m/${id}`);
  await page.context().close();
});

test('the actions of the open mission ask first, or lead to their button', async () => {
  const id = await create('A mission to be asked about');
  const page = await openedAt(`/m/${id}`);
  await untilStatus(page, 'proposed');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('cancel');
  await page.getByRole('group', { name: 'This mission' }).getByRole('option').first().click();
  await page.getByRole('dialog').getByRole('heading').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.keyboard.press('Control+k');
  await page.keyboard.type('approve');
  await page.getByRole('group', { name: 'This mission' }).getByRole('option', { name: 'Approve' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), PATIENCE).toBe('action-approve');
  await untilStatus(page, 'proposed');
  await page.context().close();
});

test('it opens from a field and from its button, closes by its own key, and gives the focus back', async () => {
  await create('Something for the palette to know');
  const page = await openedAt('/');
  await page.locator('[data-mission]').first().waitFor();
  const search = page.getByRole('searchbox', { name: 'Search the missions' });
  await search.focus();
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.press('Control+k');
  await field(page).waitFor({ state: 'detached' });
  await expect.poll(() => search.evaluate((one) => one === document.activeElement), PATIENCE).toBe(true);

  const button = page.getByRole('button', { name: 'Find anything' });
  expect(await button.getAttribute('aria-keyshortcuts')).toBe('Control+k');
  await button.press('Enter');
  await field(page).waitFor();
  // What this device knows comes a moment later than what stands there always, and before it.
  await page.getByRole('group', { name: 'Missions' }).getByRole('option').first().waitFor();
  // The arrows go round; the field keeps the focus, and says which entry is meant.
  const first = await chosen(page).textContent();
  await page.keyboard.press('ArrowUp');
  expect(await chosen(page).textContent()).not.toBe(first);
  await page.keyboard.press('ArrowDown');
  expect(await chosen(page).textContent()).toBe(first);
  expect(await field(page).getAttribute('aria-activedescendant')).toBe(await chosen(page).getAttribute('id'));
  expect(await focused(page)).toBe('Find anything');
  await page.keyboard.press('Escape');
  await field(page).waitFor({ state: 'detached' });
  await expect.poll(() => focused(page), PATIENCE).toBe('Find anything');
  await page.context().close();
});

test('a press that an input method is composing with opens nothing', async () => {
  const page = await openedAt('/');
  const press = (isComposing: boolean) =>
    page.evaluate((isComposing) => {
      const event = new KeyboardEvent('keydown', {
        key: 'k',
        ctrlKey: true,
        isComposing,
        bubbles: true,
        cancelable: true,
      });
      return document.body.dispatchEvent(event);
    }, isComposing);
  // Not prevented, so it is still the input method's.
  expect(await press(true)).toBe(true);
  expect(await press(false)).toBe(false);
  await field(page).waitFor();
  await page.context().close();
});

test('offline it finds what this device knows, and says that it looked no further', async () => {
  await create('Lighthouses of the Lofoten');
  const page = await openedAt('/');
  await page.getByRole('link', { name: 'Lighthouses of the Lofoten' }).first().waitFor();
  await page.keyboard.press('Control+k');
  await field(page).press('Escape');
  await page.context().setOffline(true);
  await page.locator('[data-connection=offline]').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lofoten');
  await option(page, /^Lighthouses of the Lofoten/)
    .first()
    .waitFor();
  await page.getByText('Only the missions on this device were looked through.').waitFor();
  await page.context().close();
});

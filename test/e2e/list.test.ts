import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { makeMissions, openList, ownTag, proposeMany, rowOf, shownIds } from './support/listPage.ts';
import { ask, report } from './support/server.ts';

withBrowser();

async function openPage(): Promise<{ page: Page; end: () => Promise<void> }> {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  return {
    page,
    end: async () => {
      expect(complaints).toEqual([]);
      await profile.close();
    },
  };
}

test('nothing moves under the pointer: new ones wait, and what changes its part of the list stays until it leaves', async () => {
  const tag = ownTag('hold');
  const [first = '', second = '', third = ''] = await makeMissions(tag, ['One', 'Two', 'Three']);
  const { page, end } = await openPage();
  await openList(page, `/?tag=${tag}`);
  const before = [third, second, first];
  expect(await shownIds(page)).toEqual(before);
  // Of what the age is, is said.
  const age = rowOf(page, first).getByText(/^created /);
  expect(await age.getAttribute('title')).toMatch(/^created .*\d/);
  await rowOf(page, second).hover();

  const [fourth = ''] = await makeMissions(tag, ['Four']);
  await page.getByRole('button', { name: '1 new mission' }).waitFor();
  await report(third, 0, { status: 'started' });
  await ask('POST', `/missions/${second}/cancel`);
  await rowOf(page, second).locator('[data-status=cancelled]').waitFor();
  await rowOf(page, third).locator('[data-status=in_progress]').waitFor();
  expect(await shownIds(page)).toEqual(before);

  await page.getByRole('heading', { name: 'Missions', level: 1 }).hover();
  const moved = () => shownIds(page).then((ids) => (ids.at(-1) === second ? ids : null));
  expect(await until('the cancelled one to go to the finished ones', moved)).toEqual([third, first, second]);
  await page.getByRole('button', { name: '1 new mission' }).click();
  await rowOf(page, fourth).waitFor();
  expect(await shownIds(page)).toEqual([fourth, third, first, second]);
  await end();
});

test('what the filter no longer finds keeps its place while somebody points at it', async () => {
  const tag = ownTag('gone');
  const [first = '', second = ''] = await makeMissions(tag, ['One', 'Two']);
  const { page, end } = await openPage();
  await openList(page, `/?status=queued,in_progress&tag=${tag}`);
  await rowOf(page, first).hover();
  await ask('POST', `/missions/${second}/cancel`);
  await rowOf(page, second).getByText('No longer in this list').waitFor();
  expect(await shownIds(page)).toEqual([second, first]);
  await page.getByRole('heading', { name: 'Missions', level: 1 }).hover();
  await rowOf(page, second).waitFor({ state: 'detached' });
  await end();
});

test('by keyboard: to the rows, select, peek, menu, and back', async () => {
  const tag = ownTag('keys');
  const [first = '', second = ''] = await makeMissions(tag, ['One', 'Two']);
  const { page, end } = await openPage();
  await openList(page, `/?tag=${tag}`);
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  await page.keyboard.press('j');
  expect(await focused()).toBe(`row-${second}`);
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe(`row-${first}`);
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();

  await page.keyboard.press('Space');
  const panel = page.getByRole('complementary', { name: 'Peek' });
  await panel.getByRole('heading', { name: 'Two' }).waitFor();
  await panel.getByText('Convert').waitFor();
  await page.keyboard.press('j');
  await panel.getByRole('heading', { name: 'One' }).waitFor();
  const width = await panel.evaluate((element) => element.clientWidth);
  await panel.getByRole('separator').focus();
  await page.keyboard.press('ArrowLeft');
  await until('a wider panel', async () => ((await panel.evaluate((at) => at.clientWidth)) > width ? true : null));
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await focused()).toBe(`row-${first}`);
  await page.keyboard.press('Escape');
  await page.getByText('1 selected').waitFor({ state: 'detached' });

  await page.keyboard.press('.');
  const menu = page.getByRole('menu', { name: 'Actions' });
  await menu.waitFor();
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  expect(await focused()).toBe(`row-${first}`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/m/${first}`);
  await end();
});

test('filters are in the address; what it names and there is not is said', async () => {
  const tag = ownTag('filter');
  const [first = '', second = ''] = await makeMissions(tag, ['Read the Köln archive', 'Import orders']);
  await ask('POST', `/missions/${second}/cancel`);
  const { page, end } = await openPage();
  await openList(page, `/?tag=${tag}&status=bogus`);
  await page.getByText('There is no status=bogus.').waitFor();
  await page.getByRole('link', { name: 'Leave it out of the address' }).click();
  await page.waitForURL(`**/?tag=${tag}`);
  await page.getByRole('link', { name: /^Cancelled 1/ }).click();
  await page.waitForURL(`**/?status=cancelled&tag=${tag}`);
  await rowOf(page, second).waitFor();
  await rowOf(page, first).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^All 2/ }).click();
  await page.getByRole('searchbox').fill('koln arch');
  await rowOf(page, second).waitFor({ state: 'detached' });
  expect(await shownIds(page)).toEqual([first]);
  await page.getByRole('searchbox').fill('nothing of that kind');
  await page.getByText('No mission fits this filter').waitFor();
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await page.waitForURL((url) => url.search === '');
  await end();
});

test('a filter is saved on this device, renamed, and deleted', async () => {
  const tag = ownTag('saved');
  await makeMissions(tag, ['One']);
  const { page, end } = await openPage();
  await openList(page, `/?tag=${tag}&sort=oldest`);
  await page.getByRole('button', { name: 'Save this filter' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Mine');
  await page.keyboard.press('Enter');
  await openList(page, '/');
  await page.getByRole('link', { name: 'Mine', exact: true }).click();
  await page.waitForURL(`**/?tag=${tag}&sort=oldest`);
  // Signing out removes what ends in the user's id.
  const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ui.filters')));
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatch(/:.+$/);
  await page.getByRole('button', { name: 'Rename or delete' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Ours');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Ours', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Rename or delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('link', { name: 'Ours', exact: true }).waitFor({ state: 'detached' });
  await end();
});

test('older missions than the newest hundred are reached without a status, and by their words', async () => {
  const tag = ownTag('older');
  const [oldest = ''] = await proposeMany(tag, ['Xylophones of the archive']);
  const titles = Array.from({ length: 104 }, (_, index) => `Mission number ${index}`);
  await proposeMany(tag, titles);
  const { page, end } = await openPage();
  // The device knows one of them already, and has it before the server sends those between.
  await page.goto(`/m/${oldest}`);
  await page.locator('[data-connection=live]').waitFor();
  await openList(page, `/?tag=${tag}`);
  for (const count of [50, 75, 100]) {
    await page.getByRole('button', { name: 'Load more' }).click();
    await expect.poll(async () => (await shownIds(page)).length, { timeout: PATIENCE_MS }).toBe(count);
  }
  await page.getByRole('button', { name: 'Load older missions' }).click();
  await rowOf(page, oldest).waitFor();
  expect(new Set(await shownIds(page)).size).toBe(105);
  await page.getByText('That is all.').waitFor();

  await openList(page, `/?tag=${tag}`);
  await page.getByRole('searchbox').fill('xylo');
  await page.getByRole('button', { name: 'Search all missions' }).click();
  await rowOf(page, oldest).waitFor();
  expect(await shownIds(page)).toEqual([oldest]);
  await end();
});

test('from a row’s menu a mission is approved, run, cancelled with a question, and deleted', async () => {
  const tag = ownTag('row-menu');
  const [id = ''] = await proposeMany(tag, ['Commanded from its row']);
  const { page, end } = await openPage();
  await openList(page, `/?tag=${tag}`);
  const row = rowOf(page, id);
  const choose = async (item: string | RegExp): Promise<void> => {
    await row.getByRole('button', { name: /Commanded from its row/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Approve');
  await row.locator('[data-status=approved]').waitFor();
  await choose('Run');
  await row.locator('[data-status=queued]').waitFor();
  await choose('Copy the id');
  // Whether the browser lets it or not is said.
  await page
    .getByText(/Copied\.|Could not copy/)
    .first()
    .waitFor();
  await choose('Cancel mission');
  const question = page.getByRole('dialog', { name: 'Cancel this mission?' });
  await question.getByRole('button', { name: 'Keep it' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await row.locator('[data-status=queued]').count()).toBe(1);
  await choose('Cancel mission');
  await question.getByRole('button', { name: 'Cancel mission' }).click();
  await row.locator('[data-status=cancelled]').waitFor();
  await choose('Delete…');
  const deletion = page.getByRole('dialog', { name: 'Delete this mission for good?' });
  await deletion.getByRole('button', { name: 'Delete for good' }).click();
  await row.waitFor({ state: 'detached' });
  await end();
});

import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { makeMissions, openList, ownTag, rowOf } from '../support/listPage.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { ASKS, ask, awaitsTime, CLAIM, EXECUTE, report, serverSide, startMission } from '../support/server.ts';

withBrowser();

const HOUR_MS = 3_600_000;
const happen = serverSide();
const research = { objective: 'Read what is new in the standard library', scope: { allowed_domains: ['python.org'] } };

test('the list: what asks is with what needs its owner, and what waits is apart', async () => {
  const asking = await startMission({ ...research, objective: 'A mission that asks' }, false);
  await happen(asking, [EXECUTE, CLAIM, ASKS]);
  const timed = await startMission({ ...research, objective: 'A mission that waits for the night' }, false);
  await happen(timed, [EXECUTE, CLAIM, awaitsTime(HOUR_MS)]);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/');
  await page.getByRole('region', { name: 'Needs you' }).locator(`[data-mission="${asking}"]`).waitFor();
  await page.getByRole('region', { name: 'On hold' }).locator(`[data-mission="${timed}"]`).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await expectGoodLooks(page, 'list');
  await page.getByRole('link', { name: /^Needs you/ }).click();
  await page.waitForURL('**/?status=proposed,approved,waiting');
  await page.locator(`[data-mission="${asking}"]`).waitFor();
  expect(await page.locator(`[data-mission="${timed}"]`).count()).toBe(0);
  expect(complaints).toEqual([]);
  await profile.close();
});

const TITLES = [
  'Read what is new in the standard library and say what breaks for a project that still runs on an older version',
  'Convert the archive',
  'Import the November orders',
  'Proof-read https://docs.example.org/a/rather/long/address/without/a/single/space/that/has/to/wrap/somewhere',
];

/** Missions of a tag: one that runs, one that is cancelled, one that is completed, one that is queued. */
async function makeSome(): Promise<{ tag: string; ids: string[] }> {
  const tag = ownTag('looks');
  const ids = await makeMissions(tag, TITLES);
  const [running = '', cancelled = '', completed = ''] = ids;
  await report(running, 0, { status: 'completed' });
  await report(running, 1, { status: 'started', message: 'reading page 3 of 40' });
  await ask('POST', `/missions/${cancelled}/cancel`);
  for (const index of [0, 1, 2]) await report(completed, index, { status: 'completed' });
  return { tag, ids };
}

test('a filtered list, with some selected and one looked at', async () => {
  const { tag, ids } = await makeSome();
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await openList(page, `/?tag=${tag}`);
  await rowOf(page, ids[0]).getByRole('checkbox').check();
  await rowOf(page, ids[1]).getByRole('checkbox').check();
  await expectGoodLooks(page, 'list-selected');
  await rowOf(page, ids[0]).getByRole('link').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('complementary', { name: 'Peek' }).getByText('Newest lines').waitFor();
  await expectGoodLooks(page, 'list-peek');
  await page.getByRole('button', { name: 'Delete (1)' }).click();
  await page.getByRole('dialog', { name: 'Delete 1 mission for good?' }).waitFor();
  await expectGoodLooks(page, 'list-bulk-dialog');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('a row’s menu, and new missions that wait', async () => {
  const { tag, ids } = await makeSome();
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await openList(page, `/?tag=${tag}`);
  await rowOf(page, ids[3]).hover();
  await makeMissions(tag, ['A new one']);
  await page.getByRole('button', { name: '1 new mission' }).waitFor();
  await expectGoodLooks(page, 'list-new-rows');
  await rowOf(page, ids[0]).getByRole('button').click();
  await page.getByRole('menu', { name: 'Actions' }).waitFor();
  await expectGoodLooks(page, 'list-menu');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('nothing fits, and a part of the address is not understood', async () => {
  const { tag } = await makeSome();
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/?tag=${tag}&status=failed&sort=best`);
  await page.getByText('No mission fits this filter').waitFor();
  await page.getByText('There is no sort=best.').waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await expectGoodLooks(page, 'list-nothing-fits');
  await profile.close();
});

test('the filters of a phone, and what came of a command to many', async () => {
  const { tag, ids } = await makeSome();
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  await page.route(`**/missions/${ids[3]}/cancel`, (route) => {
    const body = { code: 'internal', title: 'Trouble', detail: 'The server had trouble.', next: 'Try again.' };
    return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(body) });
  });
  await openList(page, `/?tag=${tag}`);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('dialog', { name: 'Filters' }).waitFor();
  await expectGoodLooks(page, 'list-filters');
  await page.keyboard.press('Escape');
  await rowOf(page, ids[3]).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Cancel (1)' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel 1 mission' }).click();
  await page.getByRole('button', { name: 'Try those again' }).waitFor();
  await expectGoodLooks(page, 'list-bulk-failed');
  await profile.close();
});

test('the list without a connection: its rows are grey, and it says as of when they are', async () => {
  const { tag, ids } = await makeSome();
  const profile = await freshProfile();
  const page = await profile.newPage();
  await openList(page, `/?tag=${tag}`);
  expect(await page.locator('[data-stale]').count()).toBe(0);
  await profile.setOffline(true);
  const running = page.locator('[data-stale]').filter({ has: rowOf(page, ids[0]) });
  await running.getByText(/^as of \d/).waitFor();
  expect(await running.locator('ul').evaluate((list) => getComputedStyle(list).filter)).toBe('grayscale(1)');
  await expectGoodLooks(page, 'list-offline');
  await profile.close();
});

test('the list before the server has answered', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  // Somebody was here before, nothing of theirs is on the device, and the address of the database is not told.
  await page.addInitScript(() => localStorage.setItem('ui.uid', '"somebody"'));
  await page.route('**/session/local', () => undefined);
  await page.goto('/');
  await page.getByText('Loading the missions').waitFor({ state: 'attached' });
  await expectGoodLooks(page, 'list-loading');
  await profile.close();
});

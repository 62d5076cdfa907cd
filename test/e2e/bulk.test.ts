import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { makeMissions, openList, ownTag, proposeMany, rowOf } from './support/listPage.ts';
import { ask, report } from './support/server.ts';

withBrowser();

test('thirty are cancelled at once: what ended meanwhile is said, what failed is tried again', async () => {
  const tag = ownTag('bulk');
  const [ending = ''] = await makeMissions(tag, ['Mission that ends']);
  const ids = await proposeMany(
    tag,
    Array.from({ length: 29 }, (_, at) => `Mission ${at}`),
  );
  const [failing = ''] = ids;
  // Among the newest, which the list follows live.
  const early = ids.at(-1) ?? '';
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  let refusals = 0;
  await page.route(`**/missions/${failing}/cancel`, async (route) => {
    refusals += 1;
    if (refusals > 2) return route.continue();
    // Once for the client, which tries again by itself, and once for the reader.
    const body = { code: 'internal', title: 'Trouble', detail: 'The server had trouble.', next: '', retryable: true };
    return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(body) });
  });
  await page.route(`**/missions/${ending}/cancel`, async (route) => {
    for (const index of [0, 1, 2]) await report(ending, index, { status: 'completed' });
    await route.continue();
  });
  await openList(page, `/?tag=${tag}`);
  await page.locator('[data-pick]').first().check();
  await page.getByRole('button', { name: 'Select all 30 that match' }).click();
  await page.getByText('30 selected').waitFor();
  await page.getByRole('button', { name: 'Cancel (30)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel 30 missions?' });
  await dialog.getByText('and 25 more').waitFor();
  expect(await dialog.getByRole('listitem').count()).toBe(5);
  // One ends while the question stands: the number follows.
  await ask('POST', `/missions/${early}/cancel`);
  const changed = page.getByRole('dialog', { name: 'Cancel 29 missions?' });
  await changed.getByText('1 mission is over or stopping already').waitFor();
  await changed.getByRole('button', { name: 'Cancel 29 missions' }).click();

  await page.getByText('27 missions are cancelled.').first().waitFor();
  await page.getByText('1 mission ended meanwhile').waitFor();
  const failures = page.getByRole('region', { name: 'What is done to the selected missions' });
  await failures.getByText('The server had trouble.').waitFor();
  await failures.getByRole('button', { name: 'Try those again' }).click();
  await failures.getByText('1 mission is cancelled.').waitFor();

  const status = async (id: string) => (await ask('GET', `/missions/${id}`))['status'];
  expect([await status(failing), await status(ending), await status(early)]).toEqual([
    ...['cancelled', 'completed', 'cancelled'],
  ]);
  expect(complaints).toEqual([]);
  await profile.close();
}, 240_000);

test('what is over is deleted, for good, after a question; nothing begins with none', async () => {
  const tag = ownTag('delete');
  const [first = '', second = ''] = await makeMissions(tag, ['One', 'Two']);
  await ask('POST', `/missions/${first}/cancel`);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await openList(page, `/?tag=${tag}`);
  await rowOf(page, second).getByRole('checkbox').check();
  expect(await page.getByRole('button', { name: 'Delete (0)' }).getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('button', { name: 'Select all shown' }).click();
  await page.getByRole('button', { name: 'Delete (1)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 1 mission for good?' });
  await dialog.getByText('This cannot be undone').waitFor();
  await dialog.getByText('1 mission is not over.').waitFor();
  await dialog.getByRole('button', { name: 'Delete 1 mission' }).click();
  await page.getByText('1 mission is deleted.').first().waitFor();
  await page.getByRole('heading', { name: 'Missions', level: 1 }).hover();
  await rowOf(page, first).waitFor({ state: 'detached' });
  const left = async () => ((await ask('GET', `/missions?tag=${tag}`))['missions'] as unknown[]).length;
  await until('one mission', async () => ((await left()) === 1 ? true : null));
  await profile.close();
});

import { expect, test } from 'vitest';
import { suite } from '../support/suite.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { untilStatus } from './support/missionPage.ts';
import { ASKS, AWAITS_SIGNAL, ask, CLAIM, EXECUTE, serverSide, startMission } from './support/server.ts';

withBrowser();

const happen = serverSide();

/** A mission that waits in its first step, and reads the guide once it goes on. */
async function waiting(objective: string, how: typeof ASKS): Promise<string> {
  const scope = { allowed_domains: [new URL(suite.hostingUrl).host] };
  const id = await startMission({ objective, scope }, false);
  await happen(id, [EXECUTE, CLAIM, how]);
  return id;
}

test('a question outlives a reload; its answer goes to the server with the comment, and the mission goes on', async () => {
  const id = await waiting('How do I read a mission’s progress?', ASKS);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  await page.getByRole('button', { name: 'Spend it' }).waitFor();
  expect(await page.title()).toMatch(/^\(!\) /);
  await page.reload();
  await page.locator('[data-connection=live]').waitFor();

  // The key leads to the question, and answers nothing.
  await page.getByRole('button', { name: 'Spend it' }).waitFor();
  await page.keyboard.press('a');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('wait-title');
  const sent: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/answer')) sent.push(JSON.parse(request.postData() ?? '{}'));
  });
  await page.getByLabel('Comment (optional)').fill('  but no more than that ');
  await page.getByRole('button', { name: 'Spend half of it' }).click();
  await page.locator('[data-wait]').waitFor({ state: 'hidden' });
  await page.getByText('Answered: Spend half of it: but no more than that').waitFor();
  const [body] = sent;
  expect(body).toMatchObject({ choice: 'less', comment: 'but no more than that' });
  expect((body as { wait_id: string }).wait_id).toMatch(/^1-0-spend-/);
  await untilStatus(page, 'completed', 60_000);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('an answer that another one overtook is told kindly, and the page shows how it stands', async () => {
  const id = await waiting('Who answers first?', ASKS);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await page.locator('[data-connection=live]').waitFor();
  // Somebody else answers while this answer is on its way.
  await page.route('**/answer', async (route) => {
    await ask('POST', `/missions/${id}/answer`, { choice: 'reject' });
    await route.continue();
  });
  await page.getByRole('button', { name: 'Spend it' }).click();
  await page
    .locator('main')
    .getByText(/It no longer waits for this answer: it was answered elsewhere/)
    .waitFor();
  await page.getByText('Answered: Stop here').waitFor();
  expect(await page.locator('[data-wait]').count()).toBe(0);
  await profile.close();
});

test('a signal that is waited for: the command on the page is the one that sends it', async () => {
  const id = await waiting('What did the release change?', AWAITS_SIGNAL);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  const shown = (await page.locator('[data-wait] code').textContent()) ?? '';
  const [, address = '', body = ''] =
    /^curl -X POST (\S+) -H "content-type: application\/json" -d '(.*)'$/.exec(shown) ?? [];
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(answer.status).toBe(200);
  await page.locator('[data-wait]').waitFor({ state: 'hidden' });
  await page.getByText('The signal "deploy-done" came').waitFor();
  await profile.close();
});

test('offline nothing can be answered, and the page says why', async () => {
  const id = await waiting('Answered on a train', ASKS);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await page.locator('[data-connection=live]').waitFor();
  const choice = page.getByRole('button', { name: 'Spend it' });
  await choice.waitFor();
  await profile.setOffline(true);
  await page.getByText('This works again once the page is connected').first().waitFor();
  expect(await choice.getAttribute('aria-disabled')).toBe('true');
  expect(await choice.getAttribute('title')).toMatch(/There is no connection/);
  await choice.click({ force: true });
  await profile.setOffline(false);
  await page.locator('[data-connection=live]').waitFor();
  expect((await ask('GET', `/missions/${id}`)).status).toBe('waiting');
  await profile.close();
});

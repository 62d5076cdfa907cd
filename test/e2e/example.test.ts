import { expect, test } from 'vitest';
import { suite } from '../support/suite.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { untilStatus } from './support/missionPage.ts';
import { startMission } from './support/server.ts';

withBrowser();

test('the example, for real: a list, a step that is tried again, a question, a moment, a result', async () => {
  const scope = { allowed_domains: [new URL(suite.hostingUrl).host] };
  const id = await startMission({ type: 'example', objective: 'Send the boxes', scope }, false);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  // It stands there before anything moves: what lasts a moment is seen.
  await page.locator('[data-connection=live]').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByText(/\d+ of 12 boxes/)
    .first()
    .waitFor();
  await page
    .getByText(/Retrying 2 of 5/)
    .first()
    .waitFor();
  await untilStatus(page, 'waiting', 60_000);
  await page.getByText('12 boxes are packed. Send them?').first().waitFor();
  await page.getByRole('button', { name: 'Approve' }).click();
  await untilStatus(page, 'completed', 60_000);
  await page.locator('[data-view=result]').click();
  await page.getByText('12 boxes were sent.').first().waitFor();
  expect(complaints).toEqual([]);
  await profile.close();
});

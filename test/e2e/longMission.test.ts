import { expect, test } from 'vitest';
import { freshProfile, withBrowser } from './support/browser.ts';
import { report, startMission } from './support/server.ts';

withBrowser();

test('a mission of ten thousand steps shows a hundred of them', async () => {
  const steps = Array.from({ length: 100 }, (_, index) => ({ name: `page ${index + 1}` }));
  const external = { steps, is_growing: true, expected_steps: 10_000 };
  const id = await startMission({ objective: 'Read ten thousand pages', type: 'external', external });
  for (const index of [0, 1, 2]) await report(id, index, { status: 'completed' });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await page.getByText('9,900 more to come').waitFor();
  expect(await page.locator('[data-step-state]').count()).toBe(100);
  // All that may stand in one page: the steps that are shown, and the events beside them.
  expect(await page.locator('[data-step-state], main li').count()).toBeLessThanOrEqual(200);
  await page.getByText('3 of 10,000').or(page.getByText('Step 4 of 10,000')).first().waitFor();
  await profile.close();
});

import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { ASKS, awaitsTime, CLAIM, EXECUTE, serverSide, startMission } from '../support/server.ts';

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

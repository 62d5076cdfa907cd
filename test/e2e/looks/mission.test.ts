import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlowSite, serveSlowSite } from '../../support/slowSite.ts';
import { suite } from '../../support/suite.ts';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { shown, untilShown, untilStatus } from '../support/missionPage.ts';
import { startMission } from '../support/server.ts';

withBrowser();

let site: SlowSite;
/** A mission in each state that the example type comes into by itself; those of missionStates.test.ts need help. */
const pages: Record<string, string> = {};

beforeAll(async () => {
  site = await serveSlowSite(200, 8_000);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const ask = (objective: string, domain: string) => ({ objective, scope: { allowed_domains: [domain] } });
  const open = async (name: string, id: string): Promise<void> => {
    pages[name] = `/m/${id}`;
    await page.goto(`/m/${id}`);
  };
  const guide = ask('How do I read a mission’s progress?', new URL(suite.hostingUrl).host);
  await open('completed', await startMission(guide));
  await untilStatus(page, 'completed', 60_000);
  await open('failed', await startMission(ask('Find what cannot be reached', 'localhost:1')));
  await untilStatus(page, 'failed', 60_000);
  const slow = ask('Read a slow site with a rather long question that takes two lines on a phone', site.domain);
  await open('running', await startMission(slow));
  await untilShown(page, 'the crawl', ({ doneSteps }) => doneSteps.length === 4, 60_000);
  await profile.close();
});
afterAll(() => site.close());

async function settled(page: Page, name: string): Promise<void> {
  await page.locator('[data-step-state]').first().waitFor();
  if (name === 'completed') await page.locator('[data-item]').first().waitFor();
  await page.locator('[data-connection=live]').waitFor();
}

test.each(['running', 'failed', 'completed'])('%s', async (name) => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(pages[name] ?? '');
  await settled(page, name);
  await expectGoodLooks(page, `mission-${name}`);
  // The state that was looked at must have lasted to the end.
  if (name === 'running') expect((await shown(page)).status).toBe('in_progress');
  expect(complaints).toEqual([]);
  await profile.close();
});

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Told } from '../../support/histories.ts';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { report, startMission } from '../support/server.ts';
import { storing } from '../support/storedMission.ts';
import { failedTwice, fannedOut, longRun, waitedLong } from '../support/toldMissions.ts';

withBrowser();

const store = storing();

interface Look {
  readonly told: () => Told;
  readonly search: string;
  /** What stands there once it is whole. */
  readonly settled: (page: Page) => Promise<void>;
}

const bars = (page: Page) => page.locator('[data-bar]').first().waitFor();
const LOOKS: Readonly<Record<string, Look>> = {
  'timeline-two-attempts': {
    told: failedTwice,
    search: '?view=timeline',
    // Its tries come from the history, which is read by itself.
    settled: (page) => page.locator('[data-row="1-1"]').waitFor({ state: 'attached' }),
  },
  'timeline-folded': {
    told: waitedLong,
    search: '?view=timeline',
    settled: (page) => page.locator('[data-fold-label]').waitFor(),
  },
  'timeline-items': {
    told: () => fannedOut(40),
    search: '?view=timeline',
    async settled(page) {
      await page.getByRole('button', { name: 'Show its items' }).click();
      await page.locator('[data-item-bars]').waitFor({ state: 'attached' });
    },
  },
  'timeline-ten-thousand': { told: () => longRun(120), search: '?view=timeline', settled: bars },
  'step-failed': {
    told: failedTwice,
    search: '?view=steps&step=3',
    settled: (page) => page.locator('[data-course]').waitFor(),
  },
  'step-items': {
    told: () => fannedOut(40),
    search: '?view=steps&step=2',
    async settled(page) {
      await page.locator('[data-output]').waitFor();
      await page.getByRole('button', { name: 'Show its 40 items' }).click();
      await page.getByText('Item 40').waitFor();
    },
  },
  events: {
    told: failedTwice,
    search: '?view=events',
    settled: (page) => page.locator('[data-event]').first().waitFor(),
  },
  'event-kinds': {
    told: failedTwice,
    search: '?view=events',
    async settled(page) {
      await page.locator('[data-event]').first().waitFor();
      await page.getByText('What each kind is').click();
      await page.locator('[data-kinds]').waitFor();
    },
  },
  'result-completed': { told: waitedLong, search: '', settled: (page) => page.locator('[data-result]').waitFor() },
  'steps-failed': {
    told: failedTwice,
    search: '?view=steps',
    settled: (page) => page.locator('[data-step-state]').first().waitFor({ state: 'attached' }),
  },
};

test.each(Object.keys(LOOKS))('%s', async (name) => {
  const look = LOOKS[name];
  if (look === undefined) throw new Error(`no look ${name}`);
  const id = await store(look.told());
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}${look.search}`);
  await page.locator('[data-connection=live]').waitFor();
  await look.settled(page);
  await expectGoodLooks(page, `mission-${name}`);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('a mission that was not run: each view says when it will have something to show', async () => {
  const id = await startMission({ objective: 'Not begun', scope: { allowed_domains: ['python.org'] } }, false);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}?view=timeline`);
  await page.getByText('The timeline appears when the first step begins.').waitFor();
  await expectGoodLooks(page, 'mission-timeline-empty');
  await page.goto(`/m/${id}?view=result`);
  await page.getByText('The result appears here when the last step is done.').waitFor();
  await profile.close();
});

test('a mission that runs', async () => {
  const external = {
    steps: ['fetch', 'read', 'rank', 'report'].map((name) => ({ name })),
    stalled_after_seconds: 3_600,
    failed_after_seconds: 7_200,
  };
  const id = await startMission({ objective: 'Read what is new', type: 'external', external });
  await report(id, 0, { status: 'completed', message: 'fetched 12 pages' });
  await report(id, 1, {
    status: 'progress',
    message: 'reading https://docs.example.org/a',
    done: 3,
    total: 12,
    unit: 'pages',
  });
  const profile = await freshProfile();
  const page = await profile.newPage();
  for (const view of ['timeline', 'steps', 'events']) {
    await page.goto(`/m/${id}?view=${view}`);
    await page.locator('[data-connection=live]').waitFor();
    await page
      .locator({ timeline: '[data-now]', steps: '[data-sign]', events: '[data-event]' }[view] ?? '')
      .first()
      .waitFor();
    await expectGoodLooks(page, `mission-running-${view}`);
  }
  await profile.close();
});

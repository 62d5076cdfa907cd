import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { expectGoodLooks } from './support/looks.ts';
import {
  ASKS,
  AWAITS_SIGNAL,
  ask,
  awaitsTime,
  CLAIM,
  EXECUTE,
  FAILS_FOR_NOW,
  LIMITED,
  report,
  serverSide,
  startMission,
} from './support/server.ts';

withBrowser();

const happen = serverSide();
const HOUR_MS = 3_600_000;
const research = { objective: 'Read what is new in the standard library', scope: { allowed_domains: ['python.org'] } };
const example = { ...research, type: 'example' };
let blocker = '';
const growing = { steps: [], is_growing: true, failed_after_seconds: 3_600, stalled_after_seconds: 3_600 };

interface State {
  readonly bring: () => Promise<string>;
  readonly says: readonly RegExp[];
  /** Gives back what `bring` took. */
  readonly leave?: () => Promise<void>;
}

/** How a mission comes into each state, and what its page then says. */
const STATES: Readonly<Record<string, State>> = {
  'waiting-approval': {
    bring: async () => {
      const id = await startMission(research, false);
      await happen(id, [EXECUTE, CLAIM, ASKS]);
      return id;
    },
    says: [/Waiting for approval/, /Spend up to 12 US dollars/, /Spend half of it/, /it counts as “Stop here”/],
  },
  'waiting-signal': {
    bring: async () => {
      const id = await startMission(research, false);
      await happen(id, [EXECUTE, CLAIM, AWAITS_SIGNAL]);
      return id;
    },
    says: [/Waiting for a signal/, /curl -X POST .*\/signal .*deploy-done/, /the mission fails/],
  },
  'waiting-time': {
    bring: async () => {
      const id = await startMission(research, false);
      await happen(id, [EXECUTE, CLAIM, awaitsTime(2 * HOUR_MS)]);
      return id;
    },
    says: [/Goes on in 1 h 5\d min/, /read at night/],
  },
  retrying: {
    bring: async () => {
      const id = await startMission(research, false);
      await happen(id, [EXECUTE, CLAIM, FAILS_FOR_NOW]);
      return id;
    },
    says: [/Retrying 2 of 5, next at \d\d:\d\d \(in 9 min/, /python\.org did not answer/, /Next try in 9 min/],
  },
  'in-line': {
    bring: async () => {
      // The one slot that the suite has for examples is taken by a mission that nobody works on.
      blocker = await startMission(example, false);
      await happen(blocker, [LIMITED, CLAIM]);
      return await startMission(example);
    },
    leave: async () => {
      await ask('POST', `/missions/${blocker}/cancel`);
      await happen(blocker, [{ type: 'stopped', fence: 1 }]);
    },
    // Its number comes from the API; the page asks for it while it is looked at.
    says: [/\d+(st|nd|rd|th) in line/],
  },
  scheduled: {
    bring: () => startMission({ ...research, not_before: new Date(Date.now() + 3 * HOUR_MS).toISOString() }),
    says: [/Starts at .*\(in 2 h 5\d min\)/],
  },
  paused: {
    bring: async () => {
      const id = await startMission({ ...research, not_before: new Date(Date.now() + HOUR_MS).toISOString() });
      await ask('POST', `/missions/${id}/pause`);
      return id;
    },
    says: [/Nothing runs until you resume it/],
  },
  external: {
    bring: async () => {
      const id = await startMission({ objective: 'Convert the archive', type: 'external', external: growing });
      for (const index of [0, 1]) {
        await report(id, index, { status: 'started', name: `folder ${index + 1}` });
        await report(id, index, { status: 'completed', usage: { files: 40 } });
      }
      await report(id, 2, { status: 'started', name: 'folder 3', message: 'reading letters' });
      return id;
    },
    says: [/2 steps done/, /Step 3 — Folder 3/, /Worked on by\s*laptop/, /after 1 h of silence/],
  },
};

async function openMission(page: Page, id: string): Promise<void> {
  await page.goto(`/m/${id}`);
  await page.locator('[data-step-state]').first().waitFor();
  await page.locator('[data-connection=live]').waitFor();
}

test.each(Object.keys(STATES))('%s: the page says it, passes axe in both themes at every width', async (name) => {
  const state = STATES[name];
  if (state === undefined) throw new Error(`no state ${name}`);
  const id = await state.bring();
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await openMission(page, id);
  for (const text of state.says) await page.locator('main').getByText(text).first().waitFor();
  await expectGoodLooks(page, `state-${name}`);
  expect(complaints).toEqual([]);
  await profile.close();
  await state.leave?.();
});

test('a mission of ten thousand steps shows a hundred of them', async () => {
  const steps = Array.from({ length: 100 }, (_, index) => ({ name: `page ${index + 1}` }));
  const external = { ...growing, steps, expected_steps: 10_000 };
  const id = await startMission({ objective: 'Read ten thousand pages', type: 'external', external });
  for (const index of [0, 1, 2]) await report(id, index, { status: 'completed' });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await openMission(page, id);
  await page.getByText('9,900 more to come').waitFor();
  expect(await page.locator('[data-step-state]').count()).toBe(100);
  await page.getByText('3 of 10,000').or(page.getByText('Step 4 of 10,000')).first().waitFor();
  await profile.close();
});

test('the list: what asks is with what needs its owner, what waits is apart, and it passes axe', async () => {
  const asking = await startMission({ ...research, objective: 'A mission that asks' }, false);
  await happen(asking, [EXECUTE, CLAIM, ASKS]);
  const timed = await startMission({ ...research, objective: 'A mission that waits for the night' }, false);
  await happen(timed, [EXECUTE, CLAIM, awaitsTime(HOUR_MS)]);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.getByRole('region', { name: 'Needs you' }).locator(`[data-mission="${asking}"]`).waitFor();
  await page.getByRole('region', { name: 'On hold' }).locator(`[data-mission="${timed}"]`).waitFor();
  await expectGoodLooks(page, 'state-list');
  await page.getByRole('link', { name: 'Needs you', exact: true }).click();
  await page.waitForURL('**/?status=proposed,approved,waiting');
  await page.locator(`[data-mission="${asking}"]`).waitFor();
  expect(await page.locator(`[data-mission="${timed}"]`).count()).toBe(0);
  await profile.close();
});

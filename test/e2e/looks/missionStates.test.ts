import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
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
} from '../support/server.ts';

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
  proposed: {
    bring: async () => String((await ask('POST', '/missions/create', research)).mission_id),
    says: [/Proposed/],
  },
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
    says: [/Retrying 2 of 5, next at .*\d\d:\d\d \(in 9 min/, /python\.org did not answer/, /Next try in 9 min/],
  },
  'in-line': {
    bring: async () => {
      // The one slot that the suite has for examples is taken by a mission that nobody works on.
      blocker = await startMission(example, false);
      await happen(blocker, [LIMITED, CLAIM]);
      return await startMission(example);
    },
    leave: async () => {
      const { status } = await ask('POST', `/missions/${blocker}/cancel`);
      // Whom nobody heard of for long may have lost it already.
      if (status === 'in_progress') await happen(blocker, [{ type: 'stopped', fence: 1 }]);
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

test.each(Object.keys(STATES))('%s: the page says it, and looks good', async (name) => {
  const state = STATES[name];
  if (state === undefined) throw new Error(`no state ${name}`);
  const id = await state.bring();
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await openMission(page, id);
  for (const text of state.says) await page.locator('main').getByText(text).first().waitFor();
  await expectGoodLooks(page, `mission-${name}`);
  expect(complaints).toEqual([]);
  await profile.close();
  await state.leave?.();
});

test('touch targets in the header and in the action bar are 44 px', async () => {
  const { mission_id: id } = await ask('POST', '/missions/create', research);
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  await openMission(page, String(id));
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('header button, header a, main button')]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ name: element.textContent ?? '', height: element.getBoundingClientRect().height }))
      .filter(({ height }) => height < 44),
  );
  expect(small).toEqual([]);
  await profile.close();
});

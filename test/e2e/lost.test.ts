import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/http.ts';
import { freshProfile, withBrowser } from './support/browser.ts';
import { untilLink } from './support/link.ts';
import { shown, untilShown, untilStatus } from './support/missionPage.ts';
import { type OwnSuite, ownSuite } from './support/ownSuite.ts';

/** A suite that is started twice on a machine that others use. */
const PATIENCE_MS = 300_000;
/** SCREENS' budget for a silent link while a mission runs, with room for a busy machine. */
const NOT_LIVE_WITHIN_MS = 30_000;
/** Two polls that nobody answers, after the ten seconds of doubt. */
const OFFLINE_WITHIN_MS = 60_000;
const BACK_WITHIN_MS = 60_000;

withBrowser();

let folder: string;
let own: OwnSuite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lost-'));
  own = await ownSuite(folder);
  await own.start();
}, PATIENCE_MS);

afterAll(async () => {
  await own.stop();
  await rm(folder, { recursive: true, force: true });
}, PATIENCE_MS);

async function tell(path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await call('POST', path, { origin: own.origin, body });
  expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
  return answer.json as Record<string, unknown>;
}

/** A mission whose worker is this test, at its first of two steps. */
async function runningMission(objective: string): Promise<string> {
  const external = {
    steps: [{ name: 'load' }, { name: 'sort' }],
    stalled_after_seconds: 3_600,
    failed_after_seconds: 7_200,
  };
  const { mission_id: id } = await tell('/missions/create', { objective, type: 'external', external });
  await tell(`/missions/${String(id)}/approve`, {});
  await tell(`/missions/${String(id)}/execute`, {});
  await tell(`/missions/${String(id)}/steps/0`, { status: 'started', worker: 'laptop' });
  return String(id);
}

async function openMission(id: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const profile = await freshProfile({ origin: own.origin });
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await untilLink(page, 'live');
  await untilStatus(page, 'in_progress');
  // A part of the page that has not come yet can't come from a server that is gone.
  await page.getByRole('button', { name: 'Pause mission' }).waitFor();
  return { page, close: () => profile.close() };
}

/** As another server of the product would write it, through the door that the emulator opens to its owner. */
async function writePercent(id: string, percent: number): Promise<void> {
  const path = `v1/projects/${own.projectId}/databases/(default)/documents/missions/${id}`;
  const tracker = 'execution_record.progress_tracker.progress_percent';
  const fields = (name: string, value: object) => ({ [name]: { mapValue: { fields: value } } });
  const answer = await fetch(
    `http://127.0.0.1:${own.ports.firestore}/${path}?updateMask.fieldPaths=${tracker}&updateMask.fieldPaths=updated_at`,
    {
      method: 'PATCH',
      headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
      body: JSON.stringify({
        fields: {
          ...fields('execution_record', fields('progress_tracker', { progress_percent: { integerValue: percent } })),
          updated_at: { stringValue: new Date().toISOString() },
        },
      }),
    },
  );
  expect(answer.status, await answer.text()).toBe(200);
}

test(
  'a database that falls silent is not called live for long, and what it says after is the truth',
  async () => {
    const id = await runningMission('Its database falls silent');
    const { page, close } = await openMission(id);
    const { firestore } = await own.pids();
    process.kill(firestore, 'SIGSTOP');
    try {
      await page.locator('[data-connection]:not([data-connection=live])').waitFor({ timeout: NOT_LIVE_WITHIN_MS });
      // The API reads the same database: asked, it does not answer either.
      await untilLink(page, 'offline', OFFLINE_WITHIN_MS);
      await page.getByText('The server can’t be reached', { exact: true }).waitFor();
      await page.getByText(/as of .*\d\d:\d\d/).waitFor();
      const cancel = page.getByRole('button', { name: 'Cancel mission' });
      expect(await cancel.getAttribute('aria-disabled')).toBe('true');
    } finally {
      process.kill(firestore, 'SIGCONT');
    }
    await tell(`/missions/${id}/steps/0`, { status: 'completed', worker: 'laptop' });
    await untilLink(page, 'live', BACK_WITHIN_MS);
    await untilShown(page, 'half of it', ({ percent }) => percent === 50);
    await close();
  },
  PATIENCE_MS,
);

test(
  'without the API progress stays live, and a command says that nobody answered',
  async () => {
    const id = await runningMission('Its API is gone');
    const { page, close } = await openMission(id);
    const { firebase } = await own.pids();
    process.kill(firebase, 'SIGSTOP');
    try {
      await page.getByRole('button', { name: 'Pause mission' }).click();
      await page.getByText('Pausing…').first().waitFor();
      await writePercent(id, 37);
      await untilShown(page, '37 %', ({ percent }) => percent === 37);
      await page.getByText('The server did not answer').first().waitFor({ timeout: 60_000 });
      expect((await shown(page)).connection).toBe('live');
    } finally {
      process.kill(firebase, 'SIGCONT');
    }
    await close();
  },
  PATIENCE_MS,
);

test(
  'everything is stopped and started again: the page says so meanwhile, and is live again by itself',
  async () => {
    const id = await runningMission('Its server is started again');
    const { page, close } = await openMission(id);
    await own.stop();
    await untilLink(page, 'offline', OFFLINE_WITHIN_MS);
    expect((await shown(page)).status).toBe('in_progress');
    await own.start();
    await tell(`/missions/${id}/steps/0`, { status: 'completed', worker: 'laptop' });
    await untilLink(page, 'live', BACK_WITHIN_MS);
    await untilShown(page, 'half of it', ({ percent }) => percent === 50);
    await close();
  },
  PATIENCE_MS,
);

test(
  'a database that dies alone is said to be away, and what another one in its place says is believed',
  async () => {
    const id = await runningMission('Its database crashes');
    const { page, close } = await openMission(id);
    const revive = await own.killFirestore();
    await page.locator('[data-connection]:not([data-connection=live])').waitFor({ timeout: NOT_LIVE_WITHIN_MS });
    await untilLink(page, 'offline', OFFLINE_WITHIN_MS);
    expect((await shown(page)).status).toBe('in_progress');
    await page.getByText(/as of .*\d\d:\d\d/).waitFor();
    await revive();
    await tell(`/missions/${id}/steps/0`, { status: 'completed', worker: 'laptop' });
    await untilLink(page, 'live', BACK_WITHIN_MS);
    await untilShown(page, 'half of it', ({ percent }) => percent === 50);
    await close();
  },
  PATIENCE_MS,
);

import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { newOwner, type Owner } from '../support/owner.ts';
import { allDone, findings } from '../support/runs.ts';
import { CLAIM, EXECUTE, serverSide } from '../support/server.ts';

withBrowser();

const happen = serverSide();
const research = {
  objective: 'Read what is new in the standard library, and say what to change in code for the release before it',
  scope: { allowed_domains: ['python.org'] },
};
/** The parts answer when they can: on a busy machine some of them take long to wake. */
const PATIENT = { timeout: 2 * PATIENCE_MS };
const ERRORS = ['domain_unreachable', 'no_page_read', 'domain_unreachable'];

let profile: BrowserContext;
let owner: Owner;

async function runSome(): Promise<void> {
  for (let run = 0; run < 12; run += 1) {
    const id = await owner.approved({ ...research, objective: `${research.objective} (${run + 1})` });
    const code = run % 4 === 3 ? ERRORS[Math.floor(run / 4)] : undefined;
    if (run === 5) {
      await owner.ask('POST', `/missions/${id}/cancel`);
      continue;
    }
    const fails = {
      ...{ type: 'step_failed' as const, fence: 1, stepIndex: 0, notes: [], retry: null },
      error: {
        code: code ?? '',
        message: 'python.org did not answer within 10 seconds, nor did docs.python.org.',
        next: null,
      },
    };
    await happen(id, [EXECUTE, CLAIM, ...(code === undefined ? allDone(6, 'Done.', findings(2)) : [fails])]);
  }
}

beforeAll(async () => {
  profile = await freshProfile();
  owner = await newOwner(profile);
  await withReasons(profile, []);
});
afterAll(() => profile.close());

/**
 * The figures of the suite, but for what is wrong by them: it is slow where much runs beside it, and missions of other
 * tests have runners that fell silent long ago.
 */
async function withReasons(context: Pick<Page, 'route'>, reasons: readonly object[]): Promise<void> {
  await context.route('**/health/metrics', async (route) => {
    const response = await route.fetch(PATIENT);
    const { database, ...metrics } = (await response.json()) as { readonly database: object };
    const alive = { ...database, oldest_heartbeat_seconds: 2.4 };
    await route.fulfill({ response, json: { ...metrics, status: 'ok', database: alive, reasons } });
  });
}

async function open(context: BrowserContext): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/status');
  await page.locator('[data-part=ok]').nth(3).waitFor(PATIENT);
  return { page, complaints };
}

test('before any run, and with them', async () => {
  const { page, complaints } = await open(profile);
  await page.getByText('None of your missions has ended yet').waitFor();
  await page.getByRole('button', { name: 'Try a sample mission' }).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await expectGoodLooks(page, 'status-empty');
  await runSome();
  await page.locator('[data-run]').nth(11).waitFor();
  expect(await page.locator('[data-run=failed]').count()).toBe(3);
  await page.locator('[data-failure=domain_unreachable]', { hasText: '2' }).waitFor();
  await expectGoodLooks(page, 'status');
  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByRole('row').nth(14).waitFor();
  await expectGoodLooks(page, 'status-table');
  expect(complaints).toEqual([]);
  await page.close();
});

test('a part that fails and a threshold that is crossed', async () => {
  const page = await profile.newPage();
  await page.route('**/health/ready', async (route) => {
    const response = await route.fetch(PATIENT);
    const ready = (await response.json()) as { parts: { name: string }[] };
    const parts = ready.parts.map((part) =>
      part.name === 'tasks' ? { ...part, status: 'failing', detail: 'The queue does not run: it is paused.' } : part,
    );
    await route.fulfill({ status: 503, json: { ...ready, status: 'failing', parts } });
  });
  await withReasons(page, [
    {
      ...{ name: 'mean_answer', level: 'degraded', measured: 6_200, threshold: 5_000, unit: 'ms' },
      next: 'Compare it with the database’s times; if those are short, give the function more instances.',
    },
  ]);
  await page.goto('/status');
  await page.locator('main').getByText('2 problems').waitFor();
  await page.getByText('The queue does not run: it is paused.').first().waitFor();
  await page.locator('[data-run]').first().waitFor();
  await expectGoodLooks(page, 'status-problems');
  await page.close();
});

test('figures that are for operators, and a service that falls silent', async () => {
  const page = await profile.newPage();
  await page.route('**/health/metrics', (route) => route.fulfill({ status: 401, json: {} }));
  await page.goto('/status');
  await page.getByText('for its operators').waitFor();
  await page.locator('[data-part=ok]').nth(3).waitFor();
  await page.locator('[data-health=succeeded]').waitFor();
  await page.route('**/health/**', (route) => route.abort());
  await page.route('**/health', (route) => route.abort());
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.locator('main').getByText('The service can’t be reached').waitFor();
  await page.getByText(/What you see is as of \d\d:\d\d/).waitFor();
  await expectGoodLooks(page, 'status-silent');
  await page.close();
});

test('nobody is signed in: what is public', async () => {
  const out = await freshProfile();
  await withReasons(out, []);
  const page = await out.newPage();
  const config = { projectId: 'a-real-project', apiKey: 'key', authDomain: 'a-real-project.firebaseapp.com' };
  await page.route('**/__/firebase/init.json', (route) => route.fulfill({ json: config }));
  await page.goto('/status');
  await page.locator('[data-health=succeeded]').waitFor();
  expect(await page.getByRole('heading', { name: 'Your last runs' }).count()).toBe(0);
  await expectGoodLooks(page, 'status-signed-out');
  await out.close();
});

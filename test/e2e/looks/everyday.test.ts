import { expect, test } from 'vitest';
import { suite } from '../../support/suite.ts';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from '../support/browser.ts';
import { past } from '../support/earlierRuns.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { untilStatus } from '../support/missionPage.ts';
import { newOwner, type Owner } from '../support/owner.ts';
import { ASKS, CLAIM, EXECUTE, serverSide } from '../support/server.ts';

withBrowser();

const happen = serverSide();
const { hadRuns, beganEarlier, isOlder } = past();
const HOUR_MS = 3_600_000;
const PATIENT = { stalled_after_seconds: 3_600, failed_after_seconds: 7_200 };

type Body = Readonly<Record<string, unknown>>;

async function start({ ask, approved }: Owner, request: Body): Promise<string> {
  const id = await approved(request);
  await ask('POST', `/missions/${id}/execute`);
  return id;
}

async function report({ ask }: Owner, id: string, index: number, body: Body): Promise<void> {
  await ask('POST', `/missions/${id}/steps/${index}`, body);
}

/** A mission of a worker's, some of whose `steps` have taken so many seconds each. */
async function working(owner: Owner, objective: string, steps: readonly string[], taken: readonly number[]) {
  const external = { ...PATIENT, steps: steps.map((name) => ({ name })) };
  const id = await start(owner, { objective, type: 'external', external });
  for (const [index, seconds] of taken.entries()) {
    await report(owner, id, index, { status: 'started', worker: 'archive-2' });
    await beganEarlier(id, seconds);
    await report(owner, id, index, { status: 'completed', worker: 'archive-2' });
  }
  await isOlder(
    id,
    taken.reduce((sum, seconds) => sum + seconds, 20),
  );
  return id;
}

/** What a working day leaves in a list: the README shows it, see scripts/screenshots.ts. */
test('a list and a mission of an ordinary day', async () => {
  const research = (objective: string, domain: string) => ({ objective, scope: { allowed_domains: [domain] } });
  const profile = await freshProfile();
  // Somebody else than the local user, whose list other tests fill.
  const owner = await newOwner(profile);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);

  const failed = await start(owner, research('Collect the release notes of the last year', 'localhost:1'));
  await page.goto(`/m/${failed}`);
  await untilStatus(page, 'failed', 2 * PATIENCE_MS);
  const guide = new URL(suite.hostingUrl).host;
  const done = await start(owner, research('How do webhooks tell what became of a mission?', guide));
  await page.goto(`/m/${done}`);
  await untilStatus(page, 'completed', 2 * PATIENCE_MS);
  const asked = await owner.ask(
    'POST',
    '/missions/create',
    research('Which cities publish open data on trees?', 'data.gov'),
  );
  await isOlder(String(asked.mission_id), 2_400);
  await isOlder(failed, 31 * 3_600);
  await isOlder(done, 5 * 3_600);
  const later = new Date(Date.now() + 5 * HOUR_MS).toISOString();
  await start(owner, { ...research('Nightly report on support tickets', 'example.com'), not_before: later });
  const asking = await owner.approved(research('Compare the offers for the renewal', 'example.org'));
  await happen(asking, [EXECUTE, CLAIM, ASKS]);
  await isOlder(asking, 1_500);
  const second = await working(
    owner,
    'Transcribe the interviews of the field study',
    ['split', 'transcribe', 'review'],
    [500],
  );
  await report(owner, second, 1, { status: 'progress', worker: 'gpu-1', done: 14, total: 32, unit: 'interviews' });
  const steps = ['list', 'download', 'convert', 'caption', 'upload', 'verify'];
  const main = await working(owner, 'Move the photo archive to the new storage', steps, [95, 260, 285]);
  await hadRuns(main, { totals: Array.from({ length: 24 }, (_, index) => 1_150 + ((index * 7) % 24) * 12), failed: 1 });
  const message = 'Harbour, 1931: two boats at the pier';
  const photos = { done: 1_240, total: 3_200, unit: 'photos' };
  await report(owner, main, 3, { status: 'started', worker: 'archive-2' });
  await report(owner, main, 3, { status: 'progress', worker: 'archive-2', message, ...photos });

  await page.goto('/');
  for (const id of [failed, done, asking, second, main]) await page.locator(`[data-mission="${id}"]`).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await expectGoodLooks(page, 'everyday-list');
  await page.goto(`/m/${main}`);
  await page.locator('[data-eta]').getByText(/left$/).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await expectGoodLooks(page, 'everyday-mission');
  expect(complaints).toEqual([]);
  await profile.close();
});

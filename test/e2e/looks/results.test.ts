import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { longReport } from '../../support/longReport.ts';
import { complaintsOf, freshProfile, keepScreenshot, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { newOwner, type Owner } from '../support/owner.ts';
import { allDone, findings } from '../support/runs.ts';
import { CLAIM, EXECUTE, serverSide } from '../support/server.ts';

withBrowser();

const happen = serverSide();
const research = {
  objective: 'Read what is new in the standard library, and say what to change in code for the release before it',
  scope: { allowed_domains: ['python.org'] },
  tags: ['python', 'team:docs'],
};
const STEPS = 6;
const FAILS = {
  type: 'step_failed',
  stepIndex: 1,
  error: { code: 'domain_unreachable', message: 'python.org did not answer.', next: null },
  notes: [],
  retry: null,
} as const;

let profile: BrowserContext;
let owner: Owner;
const ids: Record<string, string> = {};

/** Their missions, each brought to its end. */
async function runSome(): Promise<void> {
  ids.findings = await owner.approved(research);
  await happen(ids.findings, [EXECUTE, CLAIM, ...allDone(STEPS, '9 results found.', findings(9))]);
  ids.limited = await owner.approved({ ...research, objective: 'Read one page', budget: { max_pages: 42 } });
  await happen(ids.limited, [EXECUTE, CLAIM, ...allDone(STEPS, '2 results found.', findings(2))]);
  ids.failed = await owner.approved({ ...research, objective: 'Read a site that is away' });
  await happen(ids.failed, [EXECUTE, CLAIM, allDone(2, 'Done.', findings(0))[0] ?? EXECUTE, { ...FAILS, fence: 1 }]);
  ids.running = await owner.approved({ ...research, objective: 'Read it now' });
  const objective = 'How a lease is kept while its holder is silent';
  ids.report = await written(objective, longReport(objective));
}

/** A mission of theirs whose worker wrote `markdown`. */
async function written(objective: string, markdown: string): Promise<string> {
  const id = await owner.approved({ objective, type: 'external', external: { steps: [{ name: 'write' }] } });
  await owner.ask('POST', `/missions/${id}/execute`);
  await owner.ask('POST', `/missions/${id}/steps/0`, { status: 'started', worker: 'laptop' });
  await owner.ask('POST', `/missions/${id}/steps/0`, {
    ...{ status: 'completed', worker: 'laptop', message: 'Wrote 24 parts.', usage: { tokens: 48_210 } },
    result: { summary: 'It is renewed every few seconds by whoever holds it.', markdown },
  });
  return id;
}

beforeAll(async () => {
  profile = await freshProfile();
  owner = await newOwner(profile);
});
afterAll(() => profile.close());

async function look(path: string, name: string, ready: (page: Page) => Promise<void>): Promise<void> {
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(path);
  await ready(page);
  await expectGoodLooks(page, name);
  expect(complaints).toEqual([]);
  await page.close();
}

const live = (page: Page) => page.locator('[data-connection=live]').waitFor();

test('no results yet', async () => {
  await look('/results', 'results-empty', (page) => page.getByText('No results yet').waitFor());
  await look('/results?q=zebra', 'results-empty-searched', async (page) => {
    await page.getByText('There is nothing to search yet').waitFor();
    await page.getByRole('link', { name: 'Clear the filter' }).waitFor();
    await page.getByRole('link', { name: 'New mission' }).first().waitFor();
  });
});

test('the library, and a filter that nothing fits', async () => {
  await runSome();
  await look('/results', 'results', async (page) => {
    await page.locator(`[data-result="${ids.report}"]`).waitFor();
    await page.getByText('Partial — stopped at its limit').waitFor();
    await live(page);
  });
  await look('/results?q=zebra&tag=python', 'results-nothing', (page) => page.getByText('No result fits').waitFor());
});

test('a ranked list, whole and as a report', async () => {
  await look(`/results/${ids.findings}`, 'result-findings', async (page) => {
    await page.locator('[data-item]').first().waitFor();
    await live(page);
  });
  await look(`/results/${ids.findings}?view=report`, 'result-findings-report', async (page) => {
    await page.locator('[data-report] li').first().waitFor();
    await live(page);
  });
});

test('a long report, and on paper', async () => {
  await look(`/results/${ids.report}`, 'result-report', async (page) => {
    await page.locator('[data-sources] li').first().waitFor();
    await live(page);
    // As it is read: the contents beside it. What follows looks at the whole page.
    await page.locator('#report-part-2-what-was-found').scrollIntoViewIfNeeded();
  });
  const page = await profile.newPage();
  await page.goto(`/results/${ids.report}`);
  await page.locator('[data-sources] li').first().waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.setViewportSize({ width: 794, height: 1123 });
  await keepScreenshot(page, 'result-report-print');
  await page.close();
});

test('two chosen of the library, and those that stopped early', async () => {
  await look('/results', 'results-picks', async (page) => {
    await live(page);
    await page.locator(`[data-pick="${ids.findings}"]`).check();
    await page.getByText('Choose another one').waitFor();
    await page.locator(`[data-pick="${ids.limited}"]`).check();
    await page.getByRole('link', { name: 'Compare the two' }).waitFor();
  });
  await look('/results?outcome=stopped', 'results-stopped', async (page) => {
    await page.getByText('Failed at step 2').waitFor();
    await live(page);
  });
});

test('how it is taken along, and what it leads on to', async () => {
  await look(`/results/${ids.findings}`, 'result-download', async (page) => {
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Web page' }).waitFor();
    await live(page);
  });
  await look(`/results/${ids.findings}`, 'result-again', async (page) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Run again…' }).click();
    await page.getByRole('dialog').waitFor();
    await live(page);
  });
});

test('two side by side: findings, reports, what to choose, and one that is gone', async () => {
  await look(`/results/compare?a=${ids.limited}&b=${ids.findings}`, 'compare-findings', async (page) => {
    await page.getByText('Only here', { exact: true }).first().waitFor();
    await live(page);
  });
  const objective = 'How a lease is kept while its holder is silent, in short';
  // Of its 24 parts the first six: the others look no different.
  const short = longReport(objective).replace(/## Part 7:[^]*?(?=\[\^1\]:)/, '');
  const other = short
    .replace(/## Part 3:[^]*?(?=## Part 4:)/, '')
    .replace('renews it', 'extends it')
    .replace('## Part 6:', '## What is new: a part that the run before did not have\n\nIt is short.\n\n## Part 6:');
  ids.short = await written(objective, short);
  ids.again = await written(objective, other);
  await look(`/results/compare?a=${ids.short}&b=${ids.again}`, 'compare-reports', async (page) => {
    await page.getByText('This part is only here').first().waitFor();
    await live(page);
  });
  await look(`/results/compare?a=${ids.again}`, 'compare-pick', async (page) => {
    await page.locator(`[data-choice="${ids.short}"]`).waitFor();
    await live(page);
  });
  await look(`/results/compare?a=nothing-here&b=${ids.short}`, 'compare-missing', async (page) => {
    await page.getByText('There is no mission nothing-here').waitFor();
    await page.locator(`[data-choice="${ids.again}"]`).waitFor();
  });
  const page = await profile.newPage();
  await page.goto(`/results/compare?a=${ids.short}&b=${ids.again}`);
  await page.getByText('This part is only here').first().waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.setViewportSize({ width: 794, height: 1123 });
  await keepScreenshot(page, 'compare-reports-print');
  await page.close();
});

test('one that is under way, one that left nothing, and none at all', async () => {
  await look(`/results/${ids.running}`, 'result-not-yet', (page) => page.getByText('no result yet').waitFor());
  await look(`/results/${ids.failed}`, 'result-none', (page) => page.getByText('It failed at step 2').waitFor());
  await look('/results/nothing-here', 'result-missing', (page) => page.getByText('No result with this id').waitFor());
});

test('while it loads, and without a connection', async () => {
  const fresh = await freshProfile();
  await newOwner(fresh);
  const page = await fresh.newPage();
  await page.route('**/google.firestore.v1.Firestore/**', () => undefined);
  // Nor by the other way: it would be there four seconds later.
  await page.route('**/missions/**', () => undefined);
  await page.goto(`/results/${ids.report}`);
  await page.getByText('Loading the result').waitFor({ state: 'attached' });
  await keepScreenshot(page, 'result-loading-1280-light');
  await page.getByText('The server can’t be reached').waitFor();
  await expectGoodLooks(page, 'result-no-server');
  await fresh.close();
  const offline = await profile.newPage();
  await offline.goto('/results');
  await offline.locator(`[data-result="${ids.report}"]`).waitFor();
  await live(offline);
  await profile.setOffline(true);
  await offline.getByText('You are offline').waitFor();
  await offline.getByText(/^as of /).waitFor();
  await expectGoodLooks(offline, 'results-offline');
  await profile.setOffline(false);
});

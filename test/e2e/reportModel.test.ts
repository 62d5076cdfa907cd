import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ModelServer, openAiError, type Reply, type SeenCall, serveModel } from '../support/modelServer.ts';
import { goodWriter, leaseText, purposeOf, sectionText, titleIn } from '../support/reportWriter.ts';
import { suite } from '../support/suite.ts';
import { complaintsOf, freshProfile, keepScreenshot, withBrowser } from './support/browser.ts';
import { untilStatus } from './support/missionPage.ts';
import { startMission } from './support/server.ts';

withBrowser();

/** A report takes seconds to write, on two cores that everything shares. */
const WRITTEN_MS = 120_000;

let server: ModelServer;
beforeAll(async () => {
  server = await serveModel({ port: suite.modelPort });
});
afterAll(() => server.close());

const request = (objective: string) => ({
  ...{ type: 'report', objective },
  input: { sources: { texts: [leaseText(8)] }, depth: 'brief', length: 'short', engine: 'model' },
});

/** Word by word, for half a minute. */
function slowly(call: SeenCall): Reply {
  return {
    text: sectionText(call)
      .join('')
      .split(/(?<= )/),
    pieceMs: 700,
  };
}

test('what a model writes grows on the page, goes on where it was after a reload, and what it took is told', async () => {
  server.always((call) => (purposeOf(call) === 'outline' ? goodWriter(3)(call) : slowly(call)));
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  const id = await startMission(request('How is a lease kept, word by word?'));
  await page.goto(`/m/${id}`);
  const drafts = page.getByRole('region', { name: 'Being written' });
  await drafts.waitFor({ timeout: WRITTEN_MS });
  const first = drafts.getByRole('button', { name: /^Part 1/ });
  await first.waitFor();
  if ((await first.getAttribute('aria-expanded')) === 'false') await first.click();
  const text = drafts.locator('[data-draft="0"] [data-draft-text]');
  await expect.poll(() => text.textContent(), { timeout: WRITTEN_MS }).toMatch(/^The holder of a lease/);
  const before = (await text.textContent()) ?? '';
  await keepScreenshot(page, 'report-model-draft-1280-light');

  await page.reload();
  await drafts.waitFor();
  if ((await first.getAttribute('aria-expanded')) === 'false') await first.click();
  const after = (await text.textContent()) ?? '';
  expect(after.startsWith(before)).toBe(true);
  await expect
    .poll(async () => ((await text.textContent()) ?? '').length, { timeout: 20_000 })
    .toBeGreaterThan(after.length);

  await untilStatus(page, 'completed', WRITTEN_MS);
  await drafts.waitFor({ state: 'hidden' });
  // An outline and three sections, of 100 tokens in and 20 out each.
  await page.getByText('400 read, 80 written').first().waitFor();
  await keepScreenshot(page, 'report-model-done-1280-light');
  await page.goto(`/results/${id}`);
  const written = page.locator('[data-report]');
  await written.getByText('The holder of a lease is kept for 11 seconds by its runner.').first().waitFor();
  await written.getByText('the language model scripted wrote').first().waitFor();
  expect(complaints).toEqual([]);
  await profile.close();
});

test('a key that is refused is said with what to do, and a retry goes on from the section that failed', async () => {
  const seen: string[] = [];
  let isRefused = true;
  server.always((call) => {
    if (purposeOf(call) === 'section') seen.push(titleIn(call));
    const isBad = isRefused && titleIn(call) === 'Part 2';
    return isBad ? { status: 401, body: openAiError('Incorrect API key', 'invalid_api_key') } : goodWriter(3)(call);
  });
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  const id = await startMission(request('How is a lease kept, where a key is refused?'));
  await page.goto(`/m/${id}`);
  await untilStatus(page, 'failed', WRITTEN_MS);
  await page
    .getByText(/LLM_API_KEY/)
    .first()
    .waitFor();
  await keepScreenshot(page, 'report-model-failed-320-light');

  isRefused = false;
  await page.getByRole('button', { name: 'Retry from failed step' }).click();
  const dialog = page.getByRole('dialog', { name: 'Retry this mission?' });
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
  await untilStatus(page, 'completed', WRITTEN_MS);
  // Those that were under way beside it were written, and are not asked for again.
  expect(seen.toSorted()).toEqual(['Part 1', 'Part 2', 'Part 2', 'Part 3']);
  expect(complaints).toEqual([]);
  await profile.close();
});

/** What a model may do wrong, by the objective that it is asked with, and what the page says of it. */
const FAILURES: readonly (readonly [objective: string, reply: Reply, message: RegExp, next: RegExp])[] = [
  [
    'A lease of an unknown model',
    { status: 404, body: openAiError('The model `scripted` does not exist', 'model_not_found') },
    /scripted/,
    /LLM_MODEL/,
  ],
  [
    'A lease that is too long',
    { status: 400, body: openAiError('maximum context length is 4096 tokens', 'context_length_exceeded') },
    /context|long/,
    /LLM_CONTEXT_TOKENS/,
  ],
];

test('other failures of a model, and a budget that would be passed, say each what to do', async () => {
  const spent = 'A lease beyond its budget';
  server.always((call) => {
    const [, reply] = FAILURES.find(([objective]) => call.prompt.includes(objective)) ?? [];
    return reply === undefined || purposeOf(call) === 'outline' ? goodWriter(3)(call) : reply;
  });
  const limited = request(spent);
  const ids = await Promise.all([
    ...FAILURES.map(([objective]) => startMission(request(objective))),
    startMission({ ...limited, input: { ...limited.input, budget: { tokens: 1_000 } } }),
  ]);
  const said = [...FAILURES.map(([, , message, next]) => ({ message, next })), { message: /1,?000/, next: /budget/ }];
  const profile = await freshProfile();
  const page = await profile.newPage();
  for (const [index, id] of ids.entries()) {
    await page.goto(`/m/${id}`);
    await untilStatus(page, 'failed', WRITTEN_MS);
    const notice = page
      .locator('main')
      .getByText(/^Failed at /)
      .locator('xpath=ancestor::*[@data-tone][1]');
    const text = (await notice.textContent()) ?? '';
    expect(text).toMatch(said[index]?.message ?? /^$/);
    expect(text).toMatch(said[index]?.next ?? /^$/);
  }
  await profile.close();
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { longReport } from '../support/longReport.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { missionWithReport, resultOf } from './support/reports.ts';
import { fromMenu, saved, savedAs } from './support/resultPage.ts';
import { report, startMission } from './support/server.ts';

withBrowser();

test('a finished mission is in the library, is found by its words and its tag, and goes along as a file', async () => {
  const word = `zebra${randomUUID().slice(0, 8)}`;
  const profile = await freshProfile();
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/results');
  await page.getByRole('heading', { name: 'Results', level: 1 }).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  const markdown = `# Count the ${word}\n\nThere are **three**.\n\nThey graze.\n`;
  const written = { objective: `Count the ${word}`, summary: 'There are three.', markdown, tags: [word] };
  const id = await missionWithReport(written);
  // It comes by itself.
  const row = page.locator(`[data-result="${id}"]`);
  await row.waitFor();
  expect(await row.textContent()).toMatch(/The report is written\..*48,210 tokens.*external · zebra/);

  await page.getByRole('searchbox').fill(`count ${word.slice(0, 9)}`);
  await page.waitForURL(/\/results\?q=count/);
  await row.waitFor();
  await page.goto('/results?q=nothing+has+these+words');
  await page.getByText('No result fits').waitFor();
  await page.goto(`/results?tag=${word}`);
  await row.waitFor();
  expect(await page.locator('[data-result]').count()).toBe(1);

  await row.getByRole('link').click();
  await page.getByRole('heading', { name: written.objective, level: 1 }).waitFor();
  await page.getByText('They graze.').waitFor();
  // What the page says above it already is not said again.
  expect(await page.getByText('There are three.').count()).toBe(1);
  await fromMenu(page, 'Copy', 'As Markdown');
  await page.getByText('Copied.').first().waitFor({ state: 'attached' });
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(markdown);
  const { file, text } = await saved(page, 'Markdown (.md)');
  expect(text).toBe(markdown);
  expect(file).toMatch(savedAs(`count-the-${word}`, id, 'md'));
  const json = await saved(page, 'Data (.json)');
  expect(JSON.parse(json.text)).toEqual(await resultOf(id));
  expect(json.file).toMatch(savedAs(`count-the-${word}`, id, 'json'));
  expect(complaints).toEqual([]);
  await profile.close();
});

test('a report of 10,000 words: contents, links into it, footnotes, tables and code', async () => {
  const objective = `How a lease is kept ${randomUUID().slice(0, 8)}`;
  const markdown = longReport(objective);
  expect(markdown.split(/\s+/).length).toBeGreaterThan(10_000);
  const id = await missionWithReport({ objective, summary: 'It is renewed.', markdown });
  const profile = await freshProfile();
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/results/${id}`);
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await contents.getByRole('link', { name: 'Part 24: what was found' }).click();
  const heading = page.getByRole('heading', { name: 'Part 24: what was found', level: 2 });
  const topOf = async () => (await heading.boundingBox())?.y ?? -1;
  expect(await topOf()).toBeGreaterThan(50);
  expect(await topOf()).toBeLessThan(250);
  // The contents stay beside it, and say where it is read.
  await contents.locator('[aria-current=location]', { hasText: 'Part 24' }).waitFor();

  // The address leads there again.
  await page.reload();
  await heading.waitFor();
  await page.waitForFunction(() => scrollY > 1_000);

  // A link of its author's to one of its own headings.
  await page.getByRole('link', { name: 'into the report' }).click();
  await page.waitForURL(/#report-part-20-what-was-found$/);

  // To a footnote and back.
  const reference = page.locator('#user-content-fnref-3');
  await reference.click();
  await page.waitForURL(/#user-content-fn-3$/);
  expect(await page.locator('#user-content-fn-3').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Back to reference 3', exact: true }).click();
  await page.waitForURL(/#user-content-fnref-3$/);

  const table = page.getByRole('region', { name: /^Table 1: Library, Version, Weekly downloads/ });
  await table.focus();
  await page.getByRole('button', { name: 'Copy the code' }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^export function nextState/);
  const sources = page.getByRole('region', { name: 'Sources' });
  expect(await sources.getByRole('listitem').count()).toBe(48);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('the result that is read stays when the connection goes, and on paper it is the text alone', async () => {
  const objective = `Keep what is read ${randomUUID().slice(0, 8)}`;
  const id = await missionWithReport({ objective, summary: 'Kept.', markdown: `# ${objective}\n\nKept as it was.\n` });
  const profile = await freshProfile({ theme: 'dark' });
  const page = await profile.newPage();
  await page.goto(`/results/${id}`);
  await page.getByText('Kept as it was.').waitFor();
  await profile.setOffline(true);
  await page.getByText('You are offline').waitFor();
  expect(await page.getByText('Kept as it was.').isVisible()).toBe(true);
  await profile.setOffline(false);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.locator('header').first().isVisible()).toBe(false);
  expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
  await profile.close();
});

test('what left no report says so in the library, is not to be compared, and leads to its steps', async () => {
  const word = `heron${randomUUID().slice(0, 8)}`;
  const request = { type: 'external', tags: [word], external: { steps: [{ name: 'fetch' }, { name: 'store' }] } };
  const silent = await startMission({ ...request, objective: `Store the ${word}` });
  for (const step of [0, 1]) await report(silent, step, { status: 'completed', message: 'Done.' });
  const left = await startMission({ ...request, objective: `Fetch the ${word}` });
  await report(left, 0, { status: 'completed', output: { pages: 12 } });
  await report(left, 1, { status: 'completed' });
  const objective = `Count the ${word}`;
  const told = await missionWithReport({ objective, summary: 'Three.', markdown: 'Three.\n', tags: [word] });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/results?tag=${word}`);
  const row = page.locator(`[data-result="${silent}"]`);
  await row.getByText('No report — leads to its steps').waitFor();
  expect(await row.locator('[data-pick]').count()).toBe(0);
  expect(await page.locator(`[data-result="${told}"] [data-pick]`).count()).toBe(1);
  await row.getByRole('link').click();
  await page.waitForURL(new RegExp(`/m/${silent}\\?view=steps$`));

  await page.goto(`/results/${silent}`);
  await page.getByText('No step left an output either.').waitFor();
  expect(await page.getByRole('navigation', { name: 'What its steps left' }).count()).toBe(0);
  await page.goto(`/results/${left}`);
  const steps = page.getByRole('navigation', { name: 'What its steps left' });
  await steps.getByRole('link', { name: '1. Fetch' }).waitFor();
  expect(await steps.getByRole('link').allTextContents()).toEqual(['1. Fetch', 'All 2 steps']);
  await page.goto(`/results/compare?a=${told}`);
  await page.getByText(/^(No other run of this objective is known|There is no other result yet)/).waitFor();
  expect(await page.locator(`[data-choice="${silent}"], [data-choice="${left}"]`).count()).toBe(0);
  await profile.close();
});

test('no result: says why, and leads to where it goes on', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/results/there-is-none');
  await page.getByRole('heading', { name: 'No result with this id' }).waitFor();
  await page.getByRole('link', { name: 'To your results' }).click();
  await page.waitForURL(/\/results$/);
  await page.goto('/guide/no-such-chapter');
  await page.getByRole('heading', { name: 'The guide has no such page' }).waitFor();
  expect(await page.getByRole('link', { name: 'To the guide’s contents' }).getAttribute('href')).toBe('/guide');
  await profile.close();
});

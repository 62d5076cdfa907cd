import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { missionWithReport } from './support/reports.ts';
import { fromMenu } from './support/resultPage.ts';
import { ask, report, startMission } from './support/server.ts';

withBrowser();

test('a result is run again with the same request, or with one that is edited first', async () => {
  const word = `tapir${randomUUID().slice(0, 8)}`;
  const objective = `Count the ${word}`;
  const id = await missionWithReport({ objective, summary: 'Two.', markdown: 'Two.', tags: [word] });
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/results/${id}`);
  await fromMenu(page, 'More', 'Edit and run again');
  await page.waitForURL(new RegExp(`/new\\?from=${id}$`));
  await page.waitForFunction(
    (asked) => [...document.querySelectorAll('textarea')].some(({ value }) => value === asked),
    objective,
  );

  await page.goto(`/results/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).waitFor();
  // By its name, from the palette: it asks.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('run again');
  await page.getByRole('option', { name: 'Run again…' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await fromMenu(page, 'More', 'Run again…');
  await page.getByRole('button', { name: 'Run again', exact: true }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/m/') && !url.pathname.endsWith(id));
  await page.getByRole('heading', { name: objective, level: 1 }).waitFor();
  const again = await ask('GET', `/missions/${new URL(page.url()).pathname.slice(3)}`);
  const before = await ask('GET', `/missions/${id}`);
  for (const field of ['objective', 'type', 'tags', 'external', 'plan', 'budget', 'priority']) {
    expect(again[field], field).toEqual(before[field]);
  }
  expect(complaints).toEqual([]);
  await profile.close();
});

test('missions that stopped early are a list of their own, and each says what is there', async () => {
  const word = `gecko${randomUUID().slice(0, 8)}`;
  const id = await startMission({
    ...{ objective: `Look for the ${word}`, tags: [word], type: 'external' },
    external: { steps: [{ name: 'fetch_pages' }, { name: 'write' }] },
  });
  await report(id, 0, { status: 'completed', message: 'Fetched 12 pages.' });
  await report(id, 1, { status: 'failed', error: { message: 'The disk is full.' } });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/results?tag=${word}`);
  await page.getByText('No result fits').waitFor();
  await page.getByRole('combobox', { name: 'How it ended' }).selectOption('Stopped early');
  await page.waitForURL(new RegExp(`tag=${word}&outcome=stopped$`));
  await page.getByText('Failed at step 2 — 1 step finished').waitFor();
  // It has nothing to compare.
  expect(await page.locator('[data-pick]').count()).toBe(0);
  await page.getByRole('combobox', { name: 'When it was asked for' }).selectOption('The last day');
  await page.waitForURL(/since=day/);
  await page.getByText('1 mission fits, of all that you have.').waitFor();
  await page.locator(`[data-result="${id}"] a`).click();
  await page.getByText('No part of a result is stored').waitFor();
  expect(await page.locator('[data-left] li').allTextContents()).toEqual(['Fetch pagesFetched 12 pages.']);
  await page.getByText('The disk is full.').waitFor();
  await profile.close();
});

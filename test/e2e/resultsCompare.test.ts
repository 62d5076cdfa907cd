import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { missionWithReport } from './support/reports.ts';
import { fromMenu } from './support/resultPage.ts';
import { startMission } from './support/server.ts';

withBrowser();

/** The name of a run that no other test has, and two reports of it. */
async function twoRuns() {
  const word = `okapi${randomUUID().slice(0, 8)}`;
  const objective = `Count the ${word}`;
  const report = (parts: readonly string[]) => [`# ${objective}`, ...parts].join('\n\n');
  const earlier = await missionWithReport({
    ...{ objective, tags: [word], summary: 'Three.' },
    markdown: report([
      '## Counted',
      'There are three. They graze near [the river](https://example.org/river).[^1]',
      '## Only before',
      'It rained.',
      '## The end',
      'No more.',
      '[^1]: Seen at <https://example.org/seen>.',
    ]),
  });
  const later = await missionWithReport({
    ...{ objective, tags: [word], summary: 'Four.' },
    markdown: report([
      '## Counted',
      `There are four. ${'They wander a long way. '.repeat(40)}They graze near [the river](https://example.org/river#east).[^1]`,
      '## The end',
      'No more.',
      '[^1]: Seen at <https://example.org/again>.',
    ]),
  });
  return { word, objective, earlier, later };
}

const part = (page: Page, column: 'first' | 'second', name: string) =>
  page.locator(`[data-column=${column}] [data-part="${name}"]`);

test('two of the library are chosen by keys, and their like parts begin on one line', async () => {
  const { word, earlier, later } = await twoRuns();
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/results?tag=${word}`);
  await page.getByText('2 results fit, of all that you have.').waitFor();
  await page.getByText('Tick two results to compare them.').waitFor();
  await page.keyboard.press('j');
  await page.locator(`[data-result="${later}"] a:focus`).waitFor();
  await page.keyboard.press('x');
  await page.getByText('Choose another one').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  expect(await page.locator('[data-pick]:checked').count()).toBe(2);
  await page.keyboard.press('c');
  // The earlier one stands first, though it was chosen last.
  await page.waitForURL(new RegExp(`/results/compare\\?a=${earlier}&b=${later}$`));

  await page.getByText('This part is only here').waitFor();
  const topOf = async (column: 'first' | 'second', name: string) =>
    Math.round((await part(page, column, name).boundingBox())?.y ?? -1);
  for (const name of ['counted', 'the-end', 'footnotes']) {
    expect(await topOf('first', name), name).toBe(await topOf('second', name));
  }
  expect(await topOf('first', 'only-before')).toBeGreaterThan(await topOf('first', 'counted'));
  expect(await part(page, 'first', 'counted').locator('[data-standing]').textContent()).toBe(
    '1 of 2 sentences is only here',
  );
  expect(await part(page, 'first', 'the-end').locator('[data-standing]').textContent()).toBe('The same in both');
  expect(await page.getByText('No such part here.').count()).toBe(1);
  // What differs is listed, and leads there.
  const differ = page.getByRole('navigation', { name: 'Where the reports differ' });
  expect(await differ.getByRole('listitem').allTextContents()).toEqual([
    'Counteddiffers',
    'Only beforeonly in the first',
    'Footnotesdiffers',
  ]);
  await differ.getByRole('link', { name: 'Only before' }).click();
  expect(new URL(page.url()).hash).toBe('#report-only-before');
  // Each has ids of its own.
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(await page.evaluate(() => CSS.highlights.get('only-here')?.size)).toBeGreaterThan(2);

  // The river is one source however it is spelt.
  await page.getByText('In both (1)').waitFor();
  await page.getByText('Only in the first (1)').waitFor();
  await page.getByText('Only in the second (1)').waitFor();
  const row = page.getByRole('row', { name: 'Sources only here' });
  expect(await row.getByRole('cell').allTextContents()).toEqual(['1', '1']);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('where there is room for one, a switch leads from one to the other', async () => {
  const { earlier, later } = await twoRuns();
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  await page.goto(`/results/compare?a=${earlier}&b=${later}`);
  await page.getByText('It rained.').waitFor();
  // What it is stands above the two: beside each other the moments would crowd.
  const line = page.getByRole('row', { name: /^Finished/ });
  const label = await line.getByRole('rowheader').boundingBox();
  for (const cell of await line.getByRole('cell').all()) {
    expect((await cell.boundingBox())?.y).toBeGreaterThanOrEqual((label?.y ?? Infinity) + (label?.height ?? 0));
  }
  expect(await part(page, 'second', 'counted').isVisible()).toBe(false);
  const sides = page.getByRole('group', { name: 'Results' });
  await sides.getByRole('button', { name: 'The second' }).click();
  await part(page, 'second', 'counted').waitFor();
  expect(await page.getByText('It rained.').isVisible()).toBe(false);
  // What differs leads to the one that has it.
  await page.getByRole('link', { name: 'Only before' }).click();
  const heading = page.getByRole('heading', { name: 'Only before' });
  await heading.waitFor();
  await page.waitForFunction(() => scrollY > 300);
  // Not beneath what stays at the page's top.
  const isSeen = await heading.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + 5, top + 5));
  });
  expect(isSeen).toBe(true);
  await profile.close();
});

test('from a result the other runs of its objective are offered first', async () => {
  const { word, earlier, later } = await twoRuns();
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/results/${later}`);
  await fromMenu(page, 'More', 'Compare with an earlier run');
  const runs = page.getByRole('list', { name: 'Runs of the same objective, newest first' });
  await runs.getByRole('link', { name: word }).waitFor();
  expect(await page.locator('[data-choice]').first().getAttribute('data-choice')).toBe(earlier);
  await runs.getByRole('link').click();
  await page.waitForURL(new RegExp(`a=${earlier}&b=${later}$`));
  await page.getByText('This part is only here').waitFor();
  await profile.close();
});

test('one that is not there, the same one twice, and one that has no result say so, and offer another one', async () => {
  const { earlier, later } = await twoRuns();
  const profile = await freshProfile();
  const page = await profile.newPage();
  const offered = page.locator(`[data-choice="${earlier}"]`);
  await page.goto(`/results/compare?a=nothing-here&b=${later}`);
  await page.getByText('There is no mission nothing-here').waitFor();
  await offered.waitFor();

  await page.goto(`/results/compare?a=${later}&b=${later}`);
  await page.getByText('That is the same result twice').waitFor();
  await offered.waitFor();

  const running = await startMission({ objective: 'Runs', type: 'external', external: { steps: [{ name: 'a' }] } });
  await page.goto(`/results/compare?a=${running}&b=${later}`);
  await page.getByText('There is no result yet').waitFor();
  await offered.waitFor();

  const bare = await missionWithReport({ objective: 'Says little', summary: 'Done.', markdown: '' });
  await page.goto(`/results/compare?a=${later}&b=${bare}`);
  await page.getByText('It has no report.').waitFor();
  const [none, counted] = await Promise.all([
    page.getByText('It has no report.').boundingBox(),
    part(page, 'first', 'counted').boundingBox(),
  ]);
  expect([none?.y, (none?.x ?? 0) > (counted?.x ?? 0)]).toEqual([counted?.y, true]);
  expect(await page.getByText('No such part here.').count()).toBe(0);

  // Nothing to compare was named, and "compare" may be a mission's id.
  await page.goto('/results/compare');
  await page.getByRole('heading', { name: 'No result with this id' }).waitFor();
  await profile.close();
});

test('what is compared stays when the connection goes', async () => {
  const { earlier, later } = await twoRuns();
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/results/compare?a=${earlier}&b=${later}`);
  await page.getByText('This part is only here').waitFor();
  await profile.setOffline(true);
  await page.getByText('You are offline').waitFor();
  expect(await page.getByText('It rained.').isVisible()).toBe(true);
  await profile.close();
});

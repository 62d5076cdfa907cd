import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { longReport } from '../support/longReport.ts';
import { XSS_VECTORS } from '../support/xssVectors.ts';
import { axeFindings } from './support/axe.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { missionWithReport } from './support/reports.ts';
import { fromMenu, saved, savedAs } from './support/resultPage.ts';

withBrowser();

test('as a web page it is whole: title, facts, contents that lead, text, sources', async () => {
  const objective = `Take along ${randomUUID().slice(0, 8)}`;
  const id = await missionWithReport({ objective, summary: 'It is renewed.', markdown: longReport(objective) });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/results/${id}`);
  const { file, text } = await saved(page, 'Web page (.html)');
  expect(file).toMatch(savedAs(objective.toLowerCase().replaceAll(' ', '-'), id, 'html'));
  expect(text).toContain(`mission ${id}`);

  const path = join(tmpdir(), `${randomUUID()}.html`);
  await writeFile(path, text);
  const complaints = complaintsOf(page);
  await page.goto(pathToFileURL(path).href);
  expect(await page.title()).toBe(objective);
  expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([objective]);
  await page.getByRole('navigation').getByRole('link', { name: 'Part 24: what was found' }).click();
  const heading = page.getByRole('heading', { name: 'Part 24: what was found' });
  expect((await heading.boundingBox())?.y).toBeLessThan(100);
  expect(await page.locator('section').last().getByRole('listitem').count()).toBe(48);
  expect(await axeFindings(page, { tags: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })).toEqual([]);
  await page.setViewportSize({ width: 320, height: 720 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('as a web page a hostile report runs nothing and asks for nothing, whoever opens it', async () => {
  const markdown = [...XSS_VECTORS, 'It ends here.'].join('\n\n');
  const id = await missionWithReport({ objective: 'What a hostile file may do', summary: '<img src=x>', markdown });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/results/${id}`);
  const { text } = await saved(page, 'Web page (.html)');
  const path = join(tmpdir(), `${randomUUID()}.html`);
  await writeFile(path, text);

  const reader = await profile.newPage();
  await reader.addInitScript(() => {
    Object.assign(window, { calls: [], xss: (which: unknown) => Reflect.get(window, 'calls').push(which) });
  });
  const asked: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  await reader.goto(pathToFileURL(path).href);
  await reader.getByText('It ends here.').waitFor();
  for (const pressed of await reader.getByText('press', { exact: true }).all()) {
    if ((await pressed.evaluate((element) => element.closest('a'))) === null) await pressed.click();
  }
  expect(await reader.evaluate(() => Reflect.get(window, 'calls') as unknown)).toEqual([]);
  expect(asked).toEqual([pathToFileURL(path).href]);
  expect(
    await reader.evaluate(() => document.querySelectorAll('script, img, iframe, object, embed, link, form').length),
  ).toBe(0);
  await profile.close();
});

test('the menu of downloads is walked by keys, and rich text is copied as both', async () => {
  const objective = `Copy it ${randomUUID().slice(0, 8)}`;
  const markdown = `# ${objective}\n\nIt is **so**, see [here](https://example.org/a).\n`;
  const id = await missionWithReport({ objective, summary: 'So.', markdown });
  const profile = await freshProfile();
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await profile.newPage();
  await page.goto(`/results/${id}`);
  const button = page.getByRole('button', { name: 'Download', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Web page (.html)' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  await page.locator('button:focus', { hasText: 'Download' }).waitFor();

  await fromMenu(page, 'Copy', 'As rich text');
  await page.getByText('Copied.').first().waitFor({ state: 'attached' });
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const types = ['text/html', 'text/plain'];
    return Promise.all(types.map(async (type) => (await item?.getType(type))?.text()));
  });
  expect(copied[0]).toMatch(new RegExp(`<h1>${objective}</h1>[^]*<strong>so</strong>[^]*href="https://example.org/a"`));
  expect(copied[1]).toBe(markdown);
  await profile.close();
});

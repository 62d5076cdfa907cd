import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { suite } from '../support/suite.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { expectGoodLooks } from './support/looks.ts';
import { fillIn, missionIdOf, shown, untilShown, untilStatus } from './support/missionPage.ts';

withBrowser();

let site: SlowSite;
/** A mission in each state, by the address of its page. */
const pages: Record<string, string> = { list: '/', new: '/new', 'not-found': '/nowhere' };

async function create(
  page: Page,
  objective: string,
  domain: string,
  button: 'Create' | 'Create and run',
): Promise<string> {
  await page.goto('/new');
  await fillIn(page, objective, [domain]);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.waitForURL('**/m/*');
  return `/m/${missionIdOf(page)}`;
}

beforeAll(async () => {
  site = await serveSlowSite(200, 8_000);
  const profile = await freshProfile();
  const page = await profile.newPage();
  pages.completed = await create(
    page,
    'How do I read a mission’s progress?',
    new URL(suite.hostingUrl).host,
    'Create and run',
  );
  await untilStatus(page, 'completed', 60_000);
  pages.failed = await create(page, 'Find what cannot be reached', 'localhost:1', 'Create and run');
  await untilStatus(page, 'failed', 60_000);
  pages.proposed = await create(page, 'Find Python tutorials', 'python.org', 'Create');
  pages.running = await create(
    page,
    'Read a slow site with a rather long question that takes two lines on a phone',
    site.domain,
    'Create and run',
  );
  await untilShown(page, 'the crawl', ({ doneSteps }) => doneSteps.length === 4, 60_000);
  await profile.close();
});
afterAll(() => site.close());

async function settled(page: Page, name: string): Promise<void> {
  if (name === 'not-found') await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
  else if (name === 'new') await page.getByLabel('Objective').waitFor();
  else if (name === 'list') await page.locator('[data-mission]').first().waitFor();
  else await page.locator('[data-step-state]').first().waitFor();
  if (name === 'completed') await page.locator('[data-item]').first().waitFor();
  if (name !== 'new' && name !== 'not-found') await page.locator('[data-connection=live]').waitFor();
}

test.each(['running', 'list', 'new', 'not-found', 'proposed', 'failed', 'completed'])(
  '%s passes axe in both themes at every width, and nothing sticks out',
  async (name) => {
    const profile = await freshProfile();
    const page = await profile.newPage();
    const complaints = complaintsOf(page);
    await page.goto(pages[name] ?? '/');
    await settled(page, name);
    await expectGoodLooks(page, name);
    // The state that was looked at must have lasted to the end.
    if (name === 'running') expect((await shown(page)).status).toBe('in_progress');
    expect(complaints).toEqual([]);
    await profile.close();
  },
);

test('the theme is there at the first paint, and the button goes round', async () => {
  const profile = await freshProfile({ theme: 'light' });
  const page = await profile.newPage();
  await page.goto('/new');
  await page.getByRole('button', { name: /^Theme: system/ }).click();
  await page.getByRole('button', { name: /^Theme: light/ }).click();
  await page.getByRole('button', { name: /^Theme: dark/ }).waitFor();
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  await page.getByLabel('Objective').waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(14, 17, 22)');
  await profile.close();
});

test('touch targets in the header and in the action bar are 44 px', async () => {
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  await page.goto(pages.proposed ?? '/');
  await settled(page, 'proposed');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('header button, header a, main button')]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ name: element.textContent ?? '', height: element.getBoundingClientRect().height }))
      .filter(({ height }) => height < 44),
  );
  expect(small).toEqual([]);
  await profile.close();
});

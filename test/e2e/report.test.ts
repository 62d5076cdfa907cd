import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { axeFindings } from './support/axe.ts';
import { complaintsOf, freshProfile, keepScreenshot, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { missionIdOf, untilStatus } from './support/missionPage.ts';
import { ask, proposeMission } from './support/server.ts';
import { drafting, storing } from './support/storedMission.ts';
import { beingWritten } from './support/toldMissions.ts';

withBrowser();

/** A report takes seconds to write, on two cores that everything shares. */
const WRITTEN_MS = 120_000;

const LEASES = [
  '# What a lease is',
  'A lease is the right to work on a mission for a while. Its holder renews the lease with every write it makes. Whoever finds a lease that has ended may take the mission over.',
  '# How a lease is renewed',
  'The holder of a lease renews it ten seconds before it ends. A renewal is a write like any other and carries the fence of its holder. A holder that was asleep for too long finds that its lease has ended.',
].join('\n\n');
const FENCES = [
  '# Why a lease has a fence',
  'The fence of a lease grows each time that the mission is taken over. A write with an older fence is refused by the database. So a runner that has lost its lease can do no harm to the mission.',
].join('\n\n');

const WCAG = { tags: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

const formOf = (page: Page) => page.getByRole('dialog', { name: 'New mission' });
const input = async (id: string) => (await ask('GET', `/missions/${id}/input`))['input'];

/** Chooses the kind, and fills in the objective. */
async function beginReport(page: Page, objective: string): Promise<void> {
  const form = formOf(page);
  await form.getByLabel('Objective').fill(objective);
  await form.getByRole('radio', { name: /^Report/ }).check();
  await form.getByLabel('Pages to read').waitFor();
}

/** Adds a text of one's own, the number of which it becomes. */
async function addText(page: Page, number: number, title: string, text: string): Promise<void> {
  const form = formOf(page);
  await form.getByRole('button', { name: 'Add a text' }).click();
  const group = form.getByRole('group', { name: `Text ${number}`, exact: true });
  // It begins where one goes on to write.
  await group.getByLabel('Title').and(page.locator(':focus')).waitFor();
  await group.getByLabel('Title').fill(title);
  await group.getByLabel('Text', { exact: true }).fill(text);
}

describe('the form of a report', () => {
  test('asks for what to read and how to write it, and the report that comes of it can be read with its citations', async () => {
    const objective = `How is a lease renewed, and why does it have a fence? ${randomUUID().slice(0, 8)}`;
    const profile = await freshProfile();
    const page = await profile.newPage();
    const complaints = complaintsOf(page);
    await page.goto('/new');
    await beginReport(page, objective);
    await addText(page, 1, 'On leases', LEASES);
    await addText(page, 2, 'On fences', FENCES);
    await keepScreenshot(page, 'report-form-1280-light');

    // Everything that was written is there after a reload, the texts too.
    await page.reload();
    const form = formOf(page);
    const second = form.getByRole('group', { name: 'Text 2', exact: true });
    await expect.poll(() => second.getByLabel('Text', { exact: true }).inputValue()).toBe(FENCES);

    await form.getByRole('button', { name: 'Next: Options' }).click();
    await form.getByLabel('Depth').selectOption('brief');
    await form.getByLabel('Length').selectOption('short');
    expect(await form.getByRole('radio', { name: /^Nobody: it quotes/ }).isChecked()).toBe(true);
    // The suite's service has a model, or says what to set where it has none; either way that is found out.
    await form.getByText('Asking the service whether it has a model').waitFor({ state: 'hidden' });
    await form.getByRole('button', { name: 'Next: Review' }).click();
    await form.getByText('It reads 2 texts of yours, and nothing that these link to.').waitFor();
    await form.getByText('It writes a report of up to 3 sections, each of about 120 words, in English').waitFor();

    await form.getByRole('button', { name: 'Create and run' }).click();
    await untilStatus(page, 'completed', WRITTEN_MS);
    const id = missionIdOf(page);
    expect(await input(id)).toMatchObject({
      sources: { texts: [{ title: 'On leases' }, { title: 'On fences' }] },
      ...{ depth: 'brief', length: 'short', engine: 'extractive' },
    });

    await page.goto(`/results/${id}`);
    await page.getByRole('heading', { name: objective, level: 1 }).waitFor();
    const written = page.locator('[data-report]');
    await written.getByText('renews it ten seconds before it ends').first().waitFor();
    // A citation leads to the list of sources in the report itself.
    const citation = written.locator('a[href^="#"]').first();
    await citation.waitFor();
    expect(await written.getByRole('heading', { name: 'Sources' }).count()).toBe(1);
    expect(complaints).toEqual([]);
    await profile.close();
  });

  test('says at its fields what is wrong, and a source of any kind mends that there is none', async () => {
    const profile = await freshProfile();
    const page = await profile.newPage();
    await page.goto('/new');
    await beginReport(page, 'Nothing to read yet');
    const form = formOf(page);
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await form.getByText('One field needs a change').waitFor();
    await page.locator('#addresses-problem', { hasText: 'Name something to read' }).waitFor();

    await form.getByLabel('Pages to read').fill('ftp://example.org/one');
    await page.locator('#addresses-problem', { hasText: '“ftp://example.org/one” must be an address' }).waitFor();
    await form.getByLabel('Pages to read').fill('');
    // An empty text is told of where it stands, and not before the form is sent.
    await page.locator('#addresses-problem', { hasText: 'Name something to read' }).waitFor();
    await addText(page, 1, '', '');
    await page.locator('#texts-problem', { hasText: 'No text has anything in it yet' }).waitFor();
    await page.locator('#text-body-0').fill('A text that nobody has named.');
    await page.locator('#texts-problem').waitFor({ state: 'hidden' });
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await page.locator('#texts-problem', { hasText: 'Text 1, its title' }).waitFor();
    // Its line in the summary leads there.
    await form.getByRole('link', { name: 'Texts of your own' }).click();
    await page.locator('#texts:focus').waitFor();
    await form.getByRole('group', { name: 'Text 1', exact: true }).getByLabel('Title').fill('Named');
    await page.locator('#texts-problem').waitFor({ state: 'hidden' });
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await untilStatus(page, 'proposed');
    expect(await input(missionIdOf(page))).toMatchObject({ sources: { texts: [{ title: 'Named' }] } });
    await profile.close();
  });

  test('fits on a narrow screen, by keyboard alone, with nothing that axe finds', async () => {
    const profile = await freshProfile({ width: 320, theme: 'dark' });
    const page = await profile.newPage();
    await page.goto('/new');
    const form = formOf(page);
    await form.getByLabel('Objective').fill('By keyboard');
    await form.getByRole('radio', { name: /^Research/ }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await form.getByRole('radio', { name: /^Report/ }).isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Add a text' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#text-title-0:focus').waitFor();
    await page.keyboard.type('Mine');
    await page.locator('#text-body-0').focus();
    await page.keyboard.type('A sentence of mine.');
    expect(await axeFindings(page, WCAG)).toEqual([]);
    await keepScreenshot(page, 'report-form-320-dark');

    await form.getByRole('button', { name: 'Options', exact: true }).focus();
    await page.keyboard.press('Enter');
    await form.getByLabel('Depth').waitFor();
    await form.getByText('Asking the service whether it has a model').waitFor({ state: 'hidden' });
    expect(await axeFindings(page, WCAG)).toEqual([]);
    await keepScreenshot(page, 'report-options-320-dark');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    await page.keyboard.press('Control+Enter');
    await untilStatus(page, 'proposed');
    await profile.close();
  });
});

describe('a report that is there', () => {
  const asked = {
    ...{ type: 'report', objective: 'How is a lease renewed?' },
    input: { sources: { texts: [{ title: 'On leases', text: LEASES }] }, depth: 'brief' },
  };

  test('is edited with what it was asked', async () => {
    const id = await proposeMission(asked);
    const profile = await freshProfile();
    const page = await profile.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`/m/${id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Edit mission' });
    const first = form.getByRole('group', { name: 'Text 1', exact: true });
    await first.getByLabel('Title').waitFor();
    expect(await first.getByLabel('Title').inputValue()).toBe('On leases');
    await form.getByRole('button', { name: 'Next: Options' }).click();
    await form.getByLabel('Depth').selectOption('deep');
    await form.getByRole('button', { name: 'Next: Review' }).click();
    await form.getByText('Depth: brief → deep').waitFor();
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.waitFor({ state: 'hidden' });
    expect(await input(id)).toMatchObject({ depth: 'deep', sources: { texts: [{ title: 'On leases' }] } });
    expect(complaints).toEqual([]);
    await profile.close();
  });

  test('is duplicated with what it was asked', async () => {
    const id = await proposeMission(asked);
    const profile = await freshProfile();
    const page = await profile.newPage();
    await page.goto(`/new?from=${id}`);
    const form = formOf(page);
    const text = form.getByRole('group', { name: 'Text 1', exact: true }).getByLabel('Text', { exact: true });
    await text.waitFor();
    expect(await text.inputValue()).toBe(LEASES);
    await form.getByLabel('Objective').fill('How is it lost?');
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await untilStatus(page, 'proposed');
    expect(missionIdOf(page)).not.toBe(id);
    expect(await input(missionIdOf(page))).toEqual(await input(id));
    await profile.close();
  });
});

const store = storing();
const writeDraft = drafting();

const part = (index: number, text: string) => ({ index, title: `Part ${index + 1}`, text, is_cut: false });

test('what is being written grows on the page, is plain text, is there after a reload, and is said once it is written', async () => {
  const told = beingWritten();
  const { attempt, execution_record: record } = told.mission;
  const step = record.progress_tracker.current_step?.step_index ?? 0;
  const id = await store(told);
  await writeDraft(id, attempt, step, [part(0, 'A lease is [renewed](https://example.org).')]);
  const profile = await freshProfile({ width: 320 });
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  const drafts = page.getByRole('region', { name: 'Being written' });
  const text = drafts.locator('[data-draft="0"] [data-draft-text]');
  await text.waitFor();
  // The only one is unfolded; nothing in it is a link.
  expect(await text.textContent()).toBe('A lease is [renewed](https://example.org).');
  expect(await drafts.getByRole('link').count()).toBe(0);
  expect(await drafts.getAttribute('aria-live')).toBe('off');
  await drafts.getByText('Draft', { exact: true }).waitFor();
  expect(await axeFindings(page, WCAG)).toEqual([]);
  await keepScreenshot(page, 'report-draft-320-light');

  await writeDraft(id, attempt, step, [part(0, 'A lease is renewed in time.')]);
  await drafts.getByText('A lease is renewed in time.').waitFor();
  await page.reload();
  await drafts.getByText('A lease is renewed in time.').waitFor();

  // Several are folded, and open by themselves.
  await writeDraft(id, attempt, step, [part(0, 'A lease is renewed in time.'), part(1, 'A fence grows.')]);
  const other = drafts.getByRole('button', { name: /^Part 2/ });
  await other.waitFor();
  await text.waitFor({ state: 'hidden' });
  expect(await other.getAttribute('aria-expanded')).toBe('false');
  await other.press('Enter');
  await drafts.getByText('A fence grows.').waitFor();

  const spoken = await page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(window, 'heard', heard);
    for (const region of document.querySelectorAll('[role=status].sr-only')) {
      const listen = new MutationObserver(() => heard.push(region.textContent ?? ''));
      listen.observe(region, { childList: true, subtree: true, characterData: true });
    }
    return heard.length;
  });
  expect(spoken).toBe(0);
  await writeDraft(id, attempt, step, [part(1, 'A fence grows with each holder.')]);
  await until(
    'the section to be said',
    async () => {
      const heard = await page.evaluate(() => Reflect.get(window, 'heard') as string[]);
      return heard.includes('Written: Part 1.') ? heard : null;
    },
    PATIENCE_MS,
  );
  await writeDraft(id, attempt, step, []);
  await drafts.waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
  await profile.close();
});

import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { drafting, storing } from '../support/storedMission.ts';
import { beingWritten } from '../support/toldMissions.ts';

withBrowser();

test('the form of a report: what it reads, how it is written, and the review', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/new');
  const form = page.getByRole('dialog', { name: 'New mission' });
  await form.getByLabel('Objective').fill('How is a lease renewed?');
  await form.getByRole('radio', { name: /^Report/ }).check();
  await form.getByLabel('Pages to read').fill('https://docs.python.org/3/\nnot an address');
  await form.getByText('Results of your missions').first().click();
  await form.getByText('Looking for missions that are finished').waitFor({ state: 'hidden' });
  await form.getByRole('button', { name: 'Add a text' }).click();
  await form.getByRole('group', { name: 'Text 1', exact: true }).getByLabel('Text', { exact: true }).fill('A lease.');
  await form.getByRole('button', { name: 'Next: Options' }).click();
  await page.locator('#texts-problem').waitFor();
  await expectGoodLooks(page, 'new-report-wrong');

  await form.getByLabel('Pages to read').fill('https://docs.python.org/3/');
  await form.getByRole('group', { name: 'Text 1', exact: true }).getByLabel('Title').fill('On leases');
  await form.getByRole('button', { name: 'Next: Options' }).click();
  await form.getByText('Asking the service whether it has a model').waitFor({ state: 'hidden' });
  await expectGoodLooks(page, 'new-report-options');
  await form.getByRole('button', { name: 'Next: Review' }).click();
  await form.getByText('It reads 1 page and 1 text of yours').waitFor();
  await expectGoodLooks(page, 'new-report-review');
  expect(complaints).toEqual([]);
  await profile.close();
});

const store = storing();
const writeDraft = drafting();

test('a section that is being written, and several', async () => {
  const told = beingWritten();
  const { attempt, execution_record: record } = told.mission;
  const step = record.progress_tracker.current_step?.step_index ?? 0;
  const id = await store(told);
  const text = 'The holder of a lease renews it ten seconds before it ends. '.repeat(40);
  const part = (index: number) => ({ index, title: `How a lease is renewed, part ${index + 1}`, text, is_cut: true });
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await writeDraft(id, attempt, step, [part(0)]);
  await page.goto(`/m/${id}`);
  await page.locator('[data-draft-text]').waitFor();
  await expectGoodLooks(page, 'mission-draft');
  await writeDraft(id, attempt, step, [part(0), part(1), part(2)]);
  await page.locator('[data-draft="2"]').waitFor();
  await expectGoodLooks(page, 'mission-drafts');
  expect(complaints).toEqual([]);
  await profile.close();
});

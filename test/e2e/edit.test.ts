import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { untilStatus } from './support/missionPage.ts';
import { ask, proposeMission } from './support/server.ts';

withBrowser();

const research = { objective: 'Read what is new', scope: { allowed_domains: ['python.org'] } };

test('a proposed mission is edited and approved in one go', async () => {
  const id = await proposeMission(research);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Edit mission' });
  await form.getByLabel('Objective').fill('Read what is newer');
  await form.getByRole('button', { name: 'Next: Limits' }).click();
  await form.getByLabel('Pages').fill('40');
  await form.getByRole('button', { name: 'Next: Review' }).click();
  await form.getByText('Objective: “Read what is new” → “Read what is newer”').waitFor();
  await form.getByText('Pages: 100 → 40').waitFor();
  await form.getByRole('button', { name: 'Save and approve' }).click();
  await form.waitFor({ state: 'hidden' });
  await untilStatus(page, 'approved');
  await page.getByRole('heading', { name: 'Read what is newer', level: 1 }).waitFor();
  expect(await ask('GET', `/missions/${id}`)).toMatchObject({ budget: { max_pages: 40 }, status: 'approved' });
  expect(complaints).toEqual([]);
  await profile.close();
});

test('who edits while somebody else does is told what changed, and decides where both changed the same', async () => {
  const id = await proposeMission(research);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Edit mission' });
  await form.getByLabel('Objective').fill('Mine');
  await ask('PATCH', `/missions/${id}`, { objective: 'Theirs', tags: ['theirs'] });
  await form.getByText('The form has the new values of: Tags.').waitFor();
  await form.getByText('Objective is now “Theirs”').waitFor();
  await form.getByText('Choose first whose change counts.').waitFor();
  await form.getByRole('button', { name: 'Keep mine' }).click();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: 'Mine', level: 1 }).waitFor();
  expect(await ask('GET', `/missions/${id}`)).toMatchObject({ objective: 'Mine', tags: ['theirs'] });

  // What was approved must be what runs: nothing can be saved any more, and what was written is still there.
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await form.getByLabel('Objective').fill('Too late');
  await ask('POST', `/missions/${id}/approve`);
  await form.getByText('It can no longer be edited').first().waitFor();
  expect(await form.getByLabel('Objective').inputValue()).toBe('Too late');
  await profile.close();
});

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { ask, proposeMission, startMission } from '../support/server.ts';

withBrowser();

const research = { objective: 'Read what is new in the standard library', scope: { allowed_domains: ['python.org'] } };
const worker = {
  objective: 'Import the orders',
  type: 'external',
  external: { steps: [{ name: 'a' }, { name: 'b' }] },
};

async function opened(id: string, look: (page: Page) => Promise<void>): Promise<void> {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  await page.locator('[data-connection=live]').waitFor();
  await look(page);
  expect(complaints).toEqual([]);
  await profile.close();
}

test('a proposed mission: its menu, the question before a rejection, the form that edits it', async () => {
  const id = await proposeMission(research);
  await opened(id, async (page) => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
    await expectGoodLooks(page, 'mission-menu');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog', { name: 'Reject this mission?' }).waitFor();
    await expectGoodLooks(page, 'dialog-reject');
  });
});

test('an edit that meets another one', async () => {
  const id = await proposeMission(research);
  await opened(id, async (page) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Edit mission' });
    await form.getByLabel('Objective').fill('Mine');
    await ask('PATCH', `/missions/${id}`, { objective: 'Theirs', tags: ['theirs'] });
    await form.getByText('Objective is now “Theirs”').waitFor();
    await expectGoodLooks(page, 'edit-conflict');
    await form.getByRole('button', { name: 'Keep mine' }).click();
    await form.getByRole('button', { name: 'Review', exact: true }).click();
    await expectGoodLooks(page, 'edit-review');
  });
});

test('a cancelled mission, with its reason; the question before it is deleted, and after', async () => {
  const id = await startMission(worker);
  await ask('POST', `/missions/${id}/cancel`, { reason: 'The orders of October were meant.' });
  await opened(id, async (page) => {
    await page.getByText('Reason: The orders of October were meant.').waitFor();
    await expectGoodLooks(page, 'mission-cancelled-reason');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete this mission for good?' });
    await dialog.waitFor();
    await expectGoodLooks(page, 'dialog-delete');
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByRole('heading', { name: 'Mission deleted' }).waitFor();
    await expectGoodLooks(page, 'mission-deleted');
  });
});

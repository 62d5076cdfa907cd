import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { newOwner } from '../support/owner.ts';

withBrowser();

const request = {
  objective: 'Read what is new in the standard library, and say what to change in code for the release before it',
  scope: { allowed_domains: ['python.org'] },
};

test('schedules: none, several, the dialog, and a question', async () => {
  const profile = await freshProfile();
  const { ask } = await newOwner(profile);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/recurring');
  await page.getByText('No schedules yet').waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await expectGoodLooks(page, 'schedules-empty');

  await ask('POST', '/schedules', { cron: '0 8 * * MON-FRI', time_zone: 'Europe/Berlin', request });
  await ask('POST', '/schedules', {
    cron: '0 8-18/2 1 * *',
    request: { ...request, objective: 'Short' },
    is_paused: true,
  });
  await page.locator('[data-schedule]').nth(1).waitFor();
  await expectGoodLooks(page, 'schedules');

  await page.getByRole('button', { name: 'New schedule' }).first().click();
  await page.locator('[data-preview] li').nth(2).waitFor();
  await expectGoodLooks(page, 'schedule-dialog');
  await page.getByLabel('How often').selectOption({ label: 'Every month' });
  await page.getByLabel('Time zone').fill('Mars/Phobos');
  await page.getByRole('button', { name: 'Make the schedule' }).click();
  await page.locator('#schedule-objective-problem', { hasText: 'Say what to find.' }).waitFor();
  await expectGoodLooks(page, 'schedule-dialog-problems');
  await page.getByRole('button', { name: 'Leave it' }).click();
  await page
    .getByRole('dialog', { name: 'Leave this form?' })
    .getByRole('button', { name: 'Keep it and leave' })
    .click();
  await page.getByRole('button', { name: 'New schedule' }).first().click();
  await page.getByText('This is what you had written before.').waitFor();
  await expectGoodLooks(page, 'schedule-dialog-kept');
  await page.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('dialog', { name: 'Leave this form?' }).getByRole('button', { name: 'Throw it away' }).click();
  await page.getByRole('button', { name: 'Delete' }).first().click();
  await page.getByRole('dialog', { name: 'Delete this schedule?' }).waitFor();
  await expectGoodLooks(page, 'schedule-delete');
  expect(complaints).toEqual([]);
  await profile.close();
});

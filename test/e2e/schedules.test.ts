import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { expectGoodLooks } from './support/looks.ts';
import { newOwner } from './support/owner.ts';

withBrowser();

test('a schedule is made, run, paused, changed and deleted', async () => {
  const profile = await freshProfile();
  const { ask } = await newOwner(profile);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/recurring');
  await page.getByText('No schedules yet').waitFor();
  const objective = `What is new in Python ${randomUUID().slice(0, 8)}?`;
  const only = async () => ((await ask('GET', '/schedules')).schedules as Record<string, unknown>[])[0];

  await page.getByRole('button', { name: 'New schedule' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New schedule' });
  // What is missing is said at its field and in the summary, which has the focus and leads there.
  await dialog.getByRole('button', { name: 'Make the schedule' }).click();
  await dialog.locator('#schedule-objective-problem', { hasText: 'Say what to find.' }).waitFor();
  const summary = dialog.getByText('2 fields need a change');
  expect(await summary.evaluate((title) => title.closest('[tabindex]') === document.activeElement)).toBe(true);
  await dialog.getByRole('link', { name: 'Objective' }).click();
  expect(await dialog.getByLabel('Objective').evaluate((field) => field === document.activeElement)).toBe(true);
  await dialog.getByLabel('Objective').fill(objective);
  await dialog.getByLabel('Allowed domains').fill('localhost:1');
  await dialog.getByLabel('How often').selectOption({ label: 'Every week' });
  await dialog.getByLabel('At', { exact: true }).fill('23:45');
  await dialog.getByLabel('On', { exact: true }).selectOption({ label: 'Wednesday' });
  await dialog.getByLabel('Time zone').fill('Mars/Phobos');
  await dialog.getByRole('button', { name: 'Make the schedule' }).click();
  await dialog.locator('#schedule-zone-problem', { hasText: 'must be a time zone' }).waitFor();
  await dialog.getByLabel('Time zone').fill('Asia/Tokyo');
  // 23:45 in Tokyo is 14:45 in UTC, where this browser may well be.
  expect(await dialog.locator('[data-preview] li').count()).toBe(3);
  await dialog.getByRole('button', { name: 'Make the schedule' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('on Wednesday at 23:45, time of Asia/Tokyo', { exact: false }).waitFor();
  expect(await only()).toMatchObject({
    ...{ cron: '45 23 * * 3', time_zone: 'Asia/Tokyo', overlap: 'skip', is_paused: false },
    request: { objective, scope: { allowed_domains: ['localhost:1'] } },
  });

  const row = page.getByRole('listitem', { name: objective });
  await row.getByRole('button', { name: 'Run now' }).click();
  await row.getByRole('link', { name: 'The last mission' }).waitFor();
  const missions = (await ask('GET', '/missions')).missions as Record<string, unknown>[];
  expect(missions.map((mission) => mission.objective)).toEqual([objective]);

  await row.getByRole('button', { name: 'Pause' }).click();
  await row.getByText('Paused', { exact: true }).waitFor();
  expect(await only()).toMatchObject({ is_paused: true, next_at: null });
  await row.getByRole('button', { name: 'Go on' }).click();
  await row.getByText('On', { exact: true }).waitFor();

  await row.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit the schedule' });
  await edit.getByLabel('How often').selectOption({ label: 'By an expression' });
  await edit.getByLabel('Expression').fill('61 8 * * *');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.locator('#schedule-cron-problem', { hasText: 'has “61” as its minute' }).waitFor();
  await edit.getByLabel('Expression').fill('0 9 * * MON#1');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  await row.getByText('on the first Monday of each month at 09:00', { exact: false }).waitFor();

  await row.getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('dialog', { name: 'Delete this schedule?' });
  await question.getByRole('button', { name: 'Keep it' }).click();
  expect(await only()).toMatchObject({ cron: '0 9 * * MON#1' });
  await row.getByRole('button', { name: 'Delete' }).click();
  await question.getByRole('button', { name: 'Delete schedule' }).click();
  await page.getByText('No schedules yet').waitFor();
  await until('the focus to be where one begins', () =>
    page.evaluate(() => document.activeElement?.id === 'new-schedule'),
  );
  expect(complaints).toEqual([]);
  await profile.close();
});

test('a form that was written in is left only after a question, by whatever key or button', async () => {
  const profile = await freshProfile();
  await newOwner(profile);
  const page = await profile.newPage();
  await page.goto('/recurring');
  const opener = page.getByRole('button', { name: 'New schedule' }).first();
  const form = page.getByRole('dialog', { name: 'New schedule' });
  const question = page.getByRole('dialog', { name: 'Leave this form?' });
  await opener.click();
  await form.waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });

  await opener.click();
  const objective = form.getByLabel('Objective');
  await objective.fill('Half a thought');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Go on writing' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await objective.inputValue()).toBe('Half a thought');
  await form.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await objective.inputValue()).toBe('Half a thought');
  await form.getByRole('button', { name: 'Leave it' }).click();
  await question.getByRole('button', { name: 'Keep it and leave' }).click();
  await form.waitFor({ state: 'detached' });
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);

  // It is there again, also what was typed for a domain and not entered, until it is thrown away.
  await opener.click();
  await form.getByText('This is what you had written before.').waitFor();
  expect(await objective.inputValue()).toBe('Half a thought');
  await form.getByLabel('Allowed domains').pressSequentially('python.or');
  await page.reload();
  await opener.click();
  expect(await form.getByLabel('Allowed domains').inputValue()).toBe('python.or');
  await form.getByRole('button', { name: 'Start afresh' }).click();
  expect(await objective.inputValue()).toBe('');
  await form.getByRole('button', { name: 'Bring it back' }).click();
  expect(await objective.inputValue()).toBe('Half a thought');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Throw it away' }).click();
  await form.waitFor({ state: 'detached' });
  await opener.click();
  await form.waitFor();
  expect(await objective.inputValue()).toBe('');
  expect(await form.getByText('This is what you had written before.').count()).toBe(0);
  await profile.close();
});

/** Goes on by Tab, as whoever has no mouse does, until the focus is on what `selector` finds. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`Tab never came to ${selector}`);
}

test('a recurring report is made and changed by keyboard alone, and says what is wrong with it', async () => {
  const profile = await freshProfile();
  const { ask } = await newOwner(profile);
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  const { keyboard } = page;
  const only = async () => ((await ask('GET', '/schedules')).schedules as Record<string, unknown>[])[0];
  await page.goto('/recurring');
  await page.getByText('No schedules yet').waitFor();
  await tabTo(page, '#new-schedule');
  await keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'New schedule' });
  await form.getByLabel('Objective').waitFor();
  await keyboard.type('ab');
  await keyboard.press('Shift+Tab');
  // From the first of the kinds to the second.
  await keyboard.press('ArrowRight');
  await form.getByLabel('Pages to read').waitFor();
  await tabTo(page, '#addresses');
  await keyboard.type('python');
  await tabTo(page, '#fromMissions');
  await keyboard.press('Enter');
  await form.getByText('Each report reads these same missions, not newer ones', { exact: false }).waitFor();
  await tabTo(page, '#language');
  await keyboard.press('Control+a');
  await keyboard.type('!');
  await tabTo(page, '#schedule-rhythm');
  await keyboard.press('End');
  await tabTo(page, '#schedule-cron');
  await keyboard.press('Control+a');
  await keyboard.type('0 0 31 2 *');
  await form.getByText('Expression: It never comes: February has no day 31.', { exact: false }).waitFor();
  await keyboard.press('Enter');
  await form.getByText('4 fields need a change').waitFor();
  for (const [field, problem] of Object.entries({
    'schedule-objective': 'At least 3 characters',
    addresses: '“python” must be an address',
    language: 'Must be a language',
    'schedule-cron': 'It never comes: February has no day 31.',
  })) {
    await form.locator(`#${field}-problem`, { hasText: problem }).waitFor();
  }
  await expectGoodLooks(page, 'schedule-report-problems');

  // The first line of the summary leads to its field.
  await tabTo(page, 'a[href="#objective"]');
  await keyboard.press('Enter');
  const objective = `Which leases are renewed ${randomUUID().slice(0, 8)}?`;
  await keyboard.press('Control+a');
  await keyboard.type(objective);
  await tabTo(page, '#addresses');
  await keyboard.press('Control+a');
  await keyboard.type('https://www.python.org/');
  await tabTo(page, '#language');
  await keyboard.press('Control+a');
  await keyboard.type('de');
  await tabTo(page, '#schedule-cron');
  await keyboard.press('Control+a');
  await keyboard.type('0 8 1 * *');
  await keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  const row = page.getByRole('listitem', { name: objective });
  await row.getByText('Report that quotes its sources', { exact: false }).waitFor();
  const input = {
    sources: { addresses: ['https://www.python.org/'] },
    ...{ depth: 'standard', length: 'medium', language: 'de', engine: 'extractive' },
  };
  const request = { objective, type: 'report', input };
  expect(await only()).toMatchObject({ cron: '0 8 1 * *', request });

  // What the form does not show stays, and what it shows is there.
  await ask('PATCH', `/schedules/${String((await only())?.['schedule_id'])}`, {
    request: { ...request, tags: ['leases'], budget: { max_pages: 7 } },
  });
  const edit = page.getByRole('dialog', { name: 'Edit the schedule' });
  await until('the change to have come', async () => {
    await row.getByRole('button', { name: 'Edit' }).press('Enter');
    await edit.waitFor();
    if (await edit.getByText('7 pages', { exact: false }).isVisible()) return true;
    await keyboard.press('Escape');
    await edit.waitFor({ state: 'detached' });
    return false;
  });
  await edit.getByLabel('Pages to read').waitFor();
  expect(await edit.getByLabel('Pages to read').inputValue()).toBe('https://www.python.org/');
  await edit.getByLabel('Depth').waitFor();
  await expectGoodLooks(page, 'schedule-report-edit');
  await tabTo(page, '#depth');
  await keyboard.press('End');
  await tabTo(page, '#language');
  await keyboard.press('Enter');
  await edit.waitFor({ state: 'detached' });
  expect((await only())?.['request']).toEqual({
    ...{ ...request, tags: ['leases'], budget: { max_pages: 7 } },
    input: { ...input, depth: 'deep' },
  });
  expect(complaints).toEqual([]);
  await profile.close();
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, PATIENCE_MS, withBrowser } from './support/browser.ts';
import { untilStatus } from './support/missionPage.ts';
import { ask, CLAIM, EXECUTE, proposeMission, serverSide, startMission } from './support/server.ts';

withBrowser();

const PATIENCE = { timeout: PATIENCE_MS };

const happen = serverSide();
const research = { objective: 'Something to say no to', scope: { allowed_domains: ['python.org'] } };

test('a proposed mission is rejected with a reason, downloaded and deleted', async () => {
  const id = await proposeMission(research);
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${id}`);
  await page.getByRole('button', { name: 'Reject' }).click();
  const question = page.getByRole('dialog', { name: 'Reject this mission?' });
  const reason = question.getByLabel('Reason (optional)');
  await expect.poll(() => reason.evaluate((field) => field === document.activeElement), PATIENCE).toBe(true);
  await reason.fill('The wrong site');
  await question.getByRole('button', { name: 'Reject' }).click();
  await untilStatus(page, 'cancelled');
  await page.getByText(/You rejected it \(.+\)\. Reason: The wrong site\./).waitFor();
  await page.getByText('Cancelled: The wrong site').waitFor();
  expect(await ask('GET', `/missions/${id}`)).toMatchObject({ cancellation: { reason: 'The wrong site' } });

  // By keyboard: the menu opens with a key, goes with arrows, and gives the focus back.
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), PATIENCE).toBe('mission-menu');
  await page.keyboard.press('Enter');
  const first = page.getByRole('menuitem', { name: 'Duplicate' });
  await expect.poll(() => first.evaluate((item) => item === document.activeElement), PATIENCE).toBe(true);
  await page.keyboard.press('ArrowDown');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe(`mission-${id}.json`);
  const saved = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(saved).toMatchObject({ mission: { mission_id: id }, is_complete: true });

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const deletion = page.getByRole('dialog', { name: 'Delete this mission for good?' });
  await deletion.getByText('This also deletes its history.', { exact: false }).waitFor();
  await deletion.getByRole('button', { name: 'Delete for good' }).click();
  const gone = page.getByRole('heading', { name: 'Mission deleted' });
  await gone.waitFor();
  await expect.poll(() => gone.evaluate((title) => title === document.activeElement), PATIENCE).toBe(true);
  await page.getByRole('link', { name: 'To your missions' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  expect(complaints).toEqual([]);
  await profile.close();
});

test('what is not over can’t be deleted, and the menu says so', async () => {
  const id = await proposeMission(research);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  const item = page.getByRole('menuitem', { name: 'Delete…' });
  await item.getByText('Cancel it first').waitFor();
  expect(await item.getAttribute('aria-disabled')).toBe('true');
  await profile.close();
});

test('a no to a step’s question asks why, and what is said goes with it', async () => {
  const id = await startMission(research, false);
  const asks = {
    type: 'step_waited',
    fence: 1,
    stepIndex: 0,
    seen: null,
    notes: [],
    wait: {
      kind: 'approval',
      key: 'approval',
      question: 'Go on?',
      choices: [
        { choice: 'approve', label: 'Approve' },
        { choice: 'reject', label: 'Reject' },
      ],
      expiresInMs: 3_600_000,
      onExpiry: null,
    },
  } as const;
  await happen(id, [EXECUTE, CLAIM, asks]);
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto(`/m/${id}`);
  await page.getByRole('button', { name: 'Reject' }).click();
  const question = page.getByRole('dialog', { name: 'Answer “Reject”?' });
  await question.getByLabel('Reason (optional)').fill('Too dear');
  await question.getByRole('button', { name: 'Reject' }).click();
  await page.getByText('Answered: Reject: Too dear').waitFor();
  await profile.close();
});

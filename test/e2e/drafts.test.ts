import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { expectGoodLooks } from './support/looks.ts';
import { fillIn, missionIdOf, untilStatus } from './support/missionPage.ts';
import { newOwner, type Owner } from './support/owner.ts';

withBrowser();

const formOf = (page: Page) => page.getByRole('dialog', { name: 'New mission' });
const objectiveOf = (page: Page) => formOf(page).getByLabel('Objective');
/** Not what is said of it to those who can’t see it. */
const noteOf = (page: Page) => formOf(page).locator('form').getByText('A newer draft from another device');

/** Somebody with two devices. */
async function twoDevices(): Promise<{ owner: Owner; laptop: Page; phone: Page; close: () => Promise<void> }> {
  const profiles: readonly BrowserContext[] = [await freshProfile(), await freshProfile({ width: 320 })];
  const [first, second] = profiles;
  if (first === undefined || second === undefined) throw new Error('two profiles were made');
  const owner = await newOwner(first);
  await owner.alsoOn(second);
  return {
    ...{ owner, laptop: await first.newPage(), phone: await second.newPage() },
    close: async () => {
      for (const profile of profiles) await profile.close();
    },
  };
}

/** The form says that the account has all that was written before this. */
async function untilSaved(page: Page, objective: string, { ask }: Owner): Promise<void> {
  await expect
    .poll(async () => {
      const { form_draft: draft } = await ask('GET', '/form-drafts/mission');
      return (draft as { content: { objective: string } } | null)?.content.objective;
    })
    .toBe(objective);
  await formOf(page)
    .getByText(/Draft kept in your account, saved/)
    .waitFor({ state: 'attached' });
}

test('a draft follows its owner to another device, and sent from both it is one mission', async () => {
  const { owner, laptop, phone, close } = await twoDevices();
  const complaints = [complaintsOf(laptop), complaintsOf(phone)];
  await laptop.goto('/new');
  await fillIn(laptop, 'Begun on the laptop', ['python.org']);
  await untilSaved(laptop, 'Begun on the laptop', owner);

  await phone.goto('/new');
  await expect.poll(() => objectiveOf(phone).inputValue()).toBe('Begun on the laptop');
  await formOf(phone).getByText('python.org', { exact: true }).waitFor();
  expect(await phone.getByLabel('Begin with').inputValue()).toBe('mine');

  await formOf(phone).getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(phone, 'proposed');
  await expect.poll(async () => (await owner.ask('GET', '/form-drafts/mission')).form_draft).toBeNull();
  // Younger ones are not told apart from what is just being sent: two clocks may differ by that.
  const { created_at: createdAt } = await owner.ask('GET', `/missions/${missionIdOf(phone)}`);
  await expect.poll(() => Date.now() - Date.parse(String(createdAt))).toBeGreaterThan(7_000);
  await formOf(laptop).getByRole('button', { name: 'Create and run' }).click();
  await laptop.waitForURL(/\/m\//);
  await laptop.locator('[data-toast]').getByText('This draft had already been sent').waitFor();
  expect(missionIdOf(laptop)).toBe(missionIdOf(phone));
  const { missions } = await owner.ask('GET', '/missions');
  expect(missions).toHaveLength(1);

  // What is begun now is another draft, and the same words are another mission.
  for (const page of [laptop, phone]) {
    await page.goto('/new');
    expect(await objectiveOf(page).inputValue()).toBe('');
  }
  await fillIn(phone, 'Begun on the laptop', ['python.org']);
  await formOf(phone).getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(phone, 'proposed');
  expect(missionIdOf(phone)).not.toBe(missionIdOf(laptop));
  expect(complaints).toEqual([[], []]);
  await close();
});

test('where two devices have written, the reader chooses, and nothing is lost before', async () => {
  const { owner, laptop, phone, close } = await twoDevices();
  await laptop.goto('/new');
  await objectiveOf(laptop).fill('From the laptop');
  await untilSaved(laptop, 'From the laptop', owner);
  await phone.goto('/new');
  await expect.poll(() => objectiveOf(phone).inputValue()).toBe('From the laptop');

  // The laptop goes on from what it had, while the phone has saved something else.
  await objectiveOf(phone).fill('From the phone');
  await untilSaved(phone, 'From the phone', owner);
  await objectiveOf(laptop).fill('More from the laptop');
  await noteOf(laptop).waitFor();
  await formOf(laptop).getByText('It begins “From the phone”').waitFor();
  expect(await objectiveOf(laptop).inputValue()).toBe('More from the laptop');
  await formOf(laptop).getByRole('button', { name: 'Keep this one' }).click();
  await noteOf(laptop).waitFor({ state: 'hidden' });
  expect(await laptop.evaluate(() => document.activeElement?.id)).toBe('form-step');
  await untilSaved(laptop, 'More from the laptop', owner);

  await objectiveOf(phone).fill('More from the phone');
  await noteOf(phone).waitFor();
  await expectGoodLooks(phone, 'new-newer-draft');
  await formOf(phone).getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => objectiveOf(phone).inputValue()).toBe('More from the laptop');
  // Nor after it: the one that was not taken comes back, and goes again.
  for (const objective of ['More from the phone', 'More from the laptop']) {
    await formOf(phone).getByRole('button', { name: 'Bring the other back' }).click();
    await expect.poll(() => objectiveOf(phone).inputValue()).toBe(objective);
  }
  await untilSaved(phone, 'More from the laptop', owner);

  // Thrown away on one, it leaves the other one too, which may have it back.
  await phone.keyboard.press('Escape');
  await phone.getByRole('button', { name: 'Throw it away' }).click();
  await expect.poll(async () => (await owner.ask('GET', '/form-drafts/mission')).form_draft).toBeNull();
  await laptop.reload();
  await formOf(laptop).locator('form').getByText('sent or thrown away on another device').waitFor();
  expect(await objectiveOf(laptop).inputValue()).toBe('');
  await expectGoodLooks(laptop, 'new-gone-draft');
  await formOf(laptop).getByRole('button', { name: 'Bring it back' }).click();
  expect(await objectiveOf(laptop).inputValue()).toBe('More from the laptop');
  await untilSaved(laptop, 'More from the laptop', owner);
  await close();
});

test('what is offered and was sent meanwhile is not taken, and what stands in the form stays', async () => {
  const { owner, laptop, phone, close } = await twoDevices();
  await laptop.goto('/new');
  await fillIn(laptop, 'From the laptop', ['python.org']);
  await untilSaved(laptop, 'From the laptop', owner);
  await phone.goto('/new');
  await expect.poll(() => objectiveOf(phone).inputValue()).toBe('From the laptop');
  await objectiveOf(phone).fill('From the phone');
  await untilSaved(phone, 'From the phone', owner);
  await objectiveOf(laptop).fill('More from the laptop');
  await noteOf(laptop).waitFor();

  await formOf(phone).getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(phone, 'proposed');
  await expect.poll(async () => (await owner.ask('GET', '/form-drafts/mission')).form_draft).toBeNull();
  await formOf(laptop).getByRole('button', { name: 'Use it' }).click();
  await formOf(laptop).locator('form').getByText('That draft was sent or thrown away meanwhile').waitFor();
  expect(await objectiveOf(laptop).inputValue()).toBe('More from the laptop');
  await untilSaved(laptop, 'More from the laptop', owner);
  await close();
});

test('without the account the draft is on this device, which the form says, and goes there by itself later', async () => {
  const profile = await freshProfile();
  const owner = await newOwner(profile);
  const page = await profile.newPage();
  await profile.route('**/form-drafts/mission', (route) => route.abort());
  await page.goto('/new');
  await objectiveOf(page).fill('Written without the account');
  await formOf(page)
    .getByText(/Draft kept on this device alone since .*: your account can’t be reached/)
    .waitFor();
  await profile.unroute('**/form-drafts/mission');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await untilSaved(page, 'Written without the account', owner);
  await profile.close();
});

test('a reload between sending and the answer makes no second mission', async () => {
  const profile = await freshProfile();
  const owner = await newOwner(profile);
  const page = await profile.newPage();
  await page.goto('/new');
  await page.locator('[data-connection=live]').waitFor();
  await fillIn(page, 'Sent, and the answer was lost', ['python.org']);
  let arrived: () => void = () => undefined;
  const isThere = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  // It arrives, and the page is gone before it hears so, also where it tries again while it is being left.
  let isReloaded = false;
  await page.route('**/missions/create', async (route) => {
    if (isReloaded) return route.continue();
    await route.fetch();
    arrived();
  });
  await formOf(page).getByRole('button', { name: 'Create', exact: true }).click();
  await isThere;
  await page.reload();
  isReloaded = true;
  // Signed in again: until then nobody is asked for anything.
  await page.locator('[data-connection=live]').waitFor();
  await formOf(page).getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  const { missions } = await owner.ask('GET', '/missions');
  expect(missions).toHaveLength(1);
  await profile.close();
});

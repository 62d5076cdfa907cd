import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';
import { fillIn, missionIdOf, untilStatus } from './support/missionPage.ts';
import { ask } from './support/server.ts';

withBrowser();

test('objections stand at the fields of their step, and the summary of them has the focus', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto('/new');
  await fillIn(page, 'ab', ['python.org', 'not_a/domain@x']);
  await page.getByRole('button', { name: 'Limits', exact: true }).click();
  await page.getByLabel('Pages').fill('90000');
  await page.getByRole('button', { name: 'Create', exact: true }).click();

  // The first of them stands in the first step, which is shown.
  const summary = page.getByText('3 fields need a change');
  await summary.waitFor();
  expect(await summary.evaluate((title) => title.closest('[tabindex]') === document.activeElement)).toBe(true);
  const objective = page.getByLabel('Objective');
  expect(await objective.getAttribute('aria-invalid')).toBe('true');
  const describedBy = (await objective.getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`#${describedBy.split(' ')[0]}`).textContent()).toMatch(/at least 3 characters/);
  await page.locator('#domains-problem', { hasText: 'not_a/domain@x' }).waitFor();

  // Each line leads to its field, also in another step.
  await page.getByRole('link', { name: 'Pages' }).click();
  await page.locator('#maxPages-problem').waitFor();
  expect(await page.getByLabel('Pages').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByRole('link', { name: 'Objective' }).click();
  expect(await objective.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(complaints).toEqual([]);
  await profile.close();
});

test('Next judges the step that it leaves, and the step’s tab keeps the mark', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await page.getByLabel('Objective').fill('One step after the other');
  const domains = page.getByLabel('Allowed domains');
  // A word alone is no domain as an address either, and is not cut down to one.
  await domains.fill('http://python');
  await page.getByRole('button', { name: 'Next: Limits' }).click();
  await page.locator('#domains-problem', { hasText: '“http://python” isn’t a domain' }).waitFor();
  expect(await domains.inputValue()).toBe('http://python');
  // What can be mended is told how.
  await domains.fill('*.python.org');
  await page.getByRole('button', { name: 'Next: Limits' }).click();
  await page
    .locator('#domains-problem', { hasText: 'must be without “*.”: “python.org” allows its subdomains' })
    .waitFor();
  await domains.fill('no domain');
  await page.getByRole('button', { name: 'Next: Limits' }).click();
  await page.locator('#domains-problem', { hasText: '“no”, “domain”' }).waitFor();
  expect(await domains.inputValue()).toBe('no domain');
  expect(await domains.evaluate((field) => field === document.activeElement)).toBe(true);

  // The tabs stay free; the review says what is wrong and leads there.
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await page.getByRole('button', { name: /^Goal.*1 problem/ }).waitFor();
  await page.getByRole('link', { name: 'Allowed domains' }).click();
  expect(await domains.evaluate((field) => field === document.activeElement)).toBe(true);
  await domains.fill('python.org');
  await page.getByRole('button', { name: 'Next: Limits' }).click();
  await page.getByLabel('Pages').waitFor();
  await profile.close();
});

test('an empty form asks for what is missing without asking the server', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/new');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('2 fields need a change').waitFor();
  expect(asked).not.toContain('/missions/create');
  await profile.close();
});

test('a draft is kept on the device, and pressing twice makes one mission', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await fillIn(page, 'A draft that stays', ['python.org']);
  await page.reload();
  expect(await page.getByLabel('Objective').inputValue()).toBe('A draft that stays');
  await page.getByText('python.org', { exact: true }).waitFor();
  // Also what is typed and not entered, and what is no domain: the form says that it keeps what was written.
  const domains = page.getByLabel('Allowed domains');
  await domains.pressSequentially('not_a/domain@x');
  await page.reload();
  await expect.poll(() => domains.inputValue(), { timeout: 20_000 }).toBe('not_a/domain@x');
  await domains.fill('');

  const ids: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/missions/create')) ids.push(JSON.parse(request.postData() ?? '{}').mission_id);
  });
  // Two answers are lost on their way back: the page sends the same draft again by itself, then by hand, under one id.
  let lost = 0;
  await page.route('**/missions/create', async (route) => {
    lost += 1;
    await route.fetch();
    await route.abort();
    if (lost === 2) await page.unroute('**/missions/create');
  });
  const create = page.getByRole('button', { name: 'Create', exact: true });
  await create.click();
  await page.getByText('The server did not answer').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain('The server did not answer');
  await create.click();
  await untilStatus(page, 'proposed');
  expect(ids).toEqual(Array(3).fill(missionIdOf(page)));

  await page.goto('/new');
  expect(await page.getByLabel('Objective').inputValue()).toBe('');
  await profile.close();
});

test('a domain that was typed without Enter counts, and the click on Create is not lost', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await page.getByLabel('Objective').fill('A domain without Enter');
  await page.getByLabel('Allowed domains').pressSequentially('https://Python.org/about/');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  await page.getByText('python.org', { exact: true }).first().waitFor();
  await profile.close();
});

test('limits are judged in the form’s own units, without asking the server, and a draft can be cleared', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await fillIn(page, 'Too long', ['python.org']);
  await page.getByRole('button', { name: 'Limits', exact: true }).click();
  await page.getByLabel('Minutes').fill('99');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.locator('#maxMinutes-problem', { hasText: 'Must be at most 25.' }).waitFor();

  await page.getByRole('button', { name: 'Start afresh' }).click();
  await page.getByText('One field needs a change').waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Objective').inputValue()).toBe('');
  await profile.close();
});

test('three steps: what is chosen is told in plain words before it is sent, and is what the mission has', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.getByRole('link', { name: 'New mission' }).first().click();
  await page.getByLabel('Objective').fill('Three steps to it');
  await page.getByLabel('Allowed domains').pressSequentially('python.org');
  await page.getByRole('button', { name: 'Next: Limits' }).click();
  await page.getByLabel('Pages').fill('40');
  // What a past moment comes to is told once its field is left.
  const notBefore = page.getByLabel('Not before', { exact: true });
  await notBefore.fill('2021-05-06T07:08');
  await page.getByLabel('Priority', { exact: true }).focus();
  await page.locator('#notBefore-hint', { hasText: 'is past: it starts as soon as' }).waitFor();
  await notBefore.fill('2031-05-06T07:08');
  await page.getByLabel('Priority', { exact: true }).fill('3');
  await page.getByLabel('Tags', { exact: true }).fill('team:docs');
  await page.getByRole('button', { name: 'Next: Review' }).click();
  const dialog = page.getByRole('dialog', { name: 'New mission' });
  await dialog.getByText('It reads python.org to answer: “Three steps to it”').waitFor();
  await dialog.getByText('after 40 pages').waitFor();
  await dialog.getByText('nor before 6 May 2031').waitFor();
  await dialog.getByText('In line it stands 3 minutes ahead of its turn.').waitFor();
  await dialog.getByText(/^curl -X POST/).waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  expect(await page.getByLabel('Pages').inputValue()).toBe('40');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  const made = await ask('GET', `/missions/${missionIdOf(page)}`);
  expect(made).toMatchObject({ priority: 3, tags: ['team:docs'], budget: { max_pages: 40 } });
  expect(new Date(String(made['not_before'])).getUTCFullYear()).toBe(2031);
  // The form took no place of its own: back leads to where it was opened.
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/');
  await profile.close();
});

test('a mission of one’s own program is made here too', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await page.getByLabel('Objective').fill('Import the orders');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('link', { name: 'Allowed domains' }).waitFor();
  // What is missing for research is not missing here.
  await page.getByRole('radio', { name: /Your own program/ }).check();
  await page.getByText('One field needs a change').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.locator('#steps-problem', { hasText: 'Name at least one step' }).waitFor();
  await page.getByLabel('Its steps', { exact: true }).fill('download\nimport\ndownload');
  await page.locator('#steps-problem', { hasText: 'Has “download” more than once.' }).waitFor();
  await page.getByLabel('Its steps', { exact: true }).fill('download\nimport\n');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await untilStatus(page, 'proposed');
  const made = await ask('GET', `/missions/${missionIdOf(page)}`);
  expect(made).toMatchObject({ type: 'external', plan: [{ step_name: 'download' }, { step_name: 'import' }] });
  await profile.close();
});

test('Escape leaves an empty form at once, and asks before a written one; the focus returns to the opener', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/');
  await page.locator('[data-connection=live]').waitFor();
  const opener = page.getByRole('link', { name: 'New mission' }).first();
  const form = page.getByRole('dialog', { name: 'New mission' });
  await opener.click();
  await page.getByLabel('Objective').waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe('/');
  expect(await opener.evaluate((link) => link === document.activeElement)).toBe(true);

  await opener.click();
  await page.getByLabel('Objective').fill('Half a thought');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Leave this form?' });
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Objective').inputValue()).toBe('Half a thought');
  await page.getByRole('button', { name: 'Close' }).click();
  await question.getByRole('button', { name: 'Keep it and leave' }).click();
  await form.waitFor({ state: 'hidden' });
  await opener.click();
  expect(await page.getByLabel('Objective').inputValue()).toBe('Half a thought');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Throw it away' }).click();
  await opener.click();
  expect(await page.getByLabel('Objective').inputValue()).toBe('');
  await profile.close();
});

test('a double click on what leads on loses nothing, and starting afresh can be undone', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await fillIn(page, 'Written with care', ['python.org']);
  await page.getByRole('button', { name: 'Next: Limits' }).dblclick();
  await page.getByRole('button', { name: 'Next: Review' }).dblclick();
  const sentence = page.getByRole('dialog').getByText('Written with care').first();
  await sentence.waitFor();
  expect(await page.getByLabel('Objective').count()).toBe(0);

  await page.getByRole('button', { name: 'Start afresh' }).click();
  const objective = page.getByLabel('Objective');
  await objective.waitFor();
  expect(await objective.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Bring it back' }).click();
  expect(await objective.inputValue()).toBe('Written with care');
  await page.getByRole('dialog').getByText('python.org', { exact: true }).waitFor();
  await profile.close();
});

test.each([1280, 320])('at %i px no button stands in another step where a different one stood', async (width) => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.setViewportSize({ width, height: 800 });
  await page.goto('/new');
  await fillIn(page, 'Pressed twice', ['python.org']);
  const form = page.getByRole('dialog', { name: 'New mission' });
  const seen: { name: string; left: number; right: number; top: number; bottom: number }[] = [];
  for (const step of ['Goal', 'Limits', 'Review']) {
    await form.getByRole('button', { name: step, exact: true }).click();
    await form.getByRole('heading', { name: step, exact: true }).waitFor();
    for (const name of ['Back', 'Next: ', 'Start afresh', 'Create', 'Create and run']) {
      const button = form.getByRole('button', { name, exact: name !== 'Next: ' });
      if ((await button.count()) === 0) continue;
      const box = await button.boundingBox();
      if (box === null) throw new Error(`${name} is not drawn`);
      seen.push({ name, left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height });
    }
  }
  // The narrowest has no room for the way back, which its steps above are, and all of the rest in one row.
  const names = new Set(seen.map(({ name }) => name));
  expect(names.has('Back')).toBe(width > 320);
  expect(names.size).toBe(width > 320 ? 5 : 4);
  const shared = seen.flatMap((one) =>
    seen.filter(
      (other) =>
        one.name !== other.name &&
        one.left < other.right &&
        other.left < one.right &&
        one.top < other.bottom &&
        other.top < one.bottom,
    ),
  );
  expect(shared).toEqual([]);
  await profile.close();
});

test('offline the form can be filled in, and says why it can’t be sent', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await page.getByLabel('Objective').waitFor();
  await profile.setOffline(true);
  await page.getByRole('dialog').getByText('This works again once the page is connected').waitFor();
  await fillIn(page, 'Written offline', ['python.org']);
  await page.getByRole('button', { name: 'Create', exact: true }).click({ force: true });
  await page.keyboard.press('Control+Enter');
  expect(new URL(page.url()).pathname).toBe('/new');
  await profile.setOffline(false);
  await page.getByRole('dialog').getByText('This works again once the page is connected').waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+Enter');
  await untilStatus(page, 'proposed');
  await profile.close();
});

test('a template fills the form in, and what was written before can be taken back', async () => {
  const profile = await freshProfile();
  const page = await profile.newPage();
  await page.goto('/new');
  await page.getByLabel('Objective').fill('My own words');
  const template = page.getByLabel('Begin with');
  await template.selectOption('sample');
  expect(await page.getByLabel('Objective').inputValue()).toBe('How do I read a mission’s progress?');
  await template.selectOption('mine');
  expect(await page.getByLabel('Objective').inputValue()).toBe('My own words');
  await profile.close();
});

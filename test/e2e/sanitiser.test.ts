import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { suite } from '../support/suite.ts';
import { XSS_VECTORS } from '../support/xssVectors.ts';
import { freshProfile, withBrowser } from './support/browser.ts';
import { missionWithReport } from './support/reports.ts';

withBrowser();

/** What a report may be made of. */
const ALLOWED =
  'a blockquote br button circle code dd del div dl dt em h2 h3 h4 h5 h6 hr input li ol p path pre rect s section span strong sub sup svg table tbody td th thead tr ul'.split(
    ' ',
  );

/** Records each call of `xss`, whoever makes it. */
async function trap(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { calls: [], xss: (which: unknown) => Reflect.get(window, 'calls').push(which) });
  });
}

/** Everything in the report that could do more than be read. */
function inspect(page: Page) {
  return page.evaluate((allowed) => {
    const elements = [...document.querySelectorAll('[data-report] *')];
    const links = [...document.querySelectorAll('[data-report] a')].filter((link) => link instanceof HTMLAnchorElement);
    const outward = links.filter((link) => !(link.getAttribute('href') ?? '').startsWith('#'));
    return {
      count: elements.length,
      strange: elements.map(({ localName }) => localName).filter((name) => !allowed.includes(name)),
      handlers: elements.flatMap((element) =>
        [...element.attributes]
          // Where a part stands beside its like is ours.
          .filter(
            ({ name, value }) =>
              !(name === 'style' && /^grid-row: \d+;$/.test(value) && element.matches('[data-part]')),
          )
          .map(({ name }) => name)
          .filter((name) => /^on|^style$|^srcdoc$|^formaction$/.test(name)),
      ),
      addresses: outward
        .map((link) => link.getAttribute('href') ?? 'none')
        .filter((to) => !/^(https?|mailto):/.test(to)),
      bare: outward.filter((link) => link.rel !== 'noopener noreferrer nofollow').length,
      outward: outward.length,
      foreignIds: elements
        .map(({ id }) => id)
        .filter((id) => id !== '' && !/^(second-)?(report|user-content)-/.test(id)),
      inputs: elements.filter((one) => one.localName === 'input' && !one.hasAttribute('disabled')).length,
      calls: Reflect.get(window, 'calls') as unknown[],
    };
  }, ALLOWED);
}

test('no report runs a script, sends a request, shows an image or links elsewhere than to the web and to mail', async () => {
  expect(XSS_VECTORS.length).toBeGreaterThanOrEqual(60);
  const good = '[web](https://example.org/a) and [mail](mailto:anna@example.org) end here.';
  const markdown = [...XSS_VECTORS, good].join('\n\n');
  const id = await missionWithReport({ objective: 'What a hostile page may say', summary: '<img src=x>', markdown });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await trap(page);
  const away: string[] = [];
  const own = new Set([new URL(suite.hostingUrl).host, suite.auth, suite.firestore].map((host) => host));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && !own.has(host)) away.push(request.url());
  });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`/results/${id}`);
  await page.getByText('end here.').waitFor();
  const found = await inspect(page);
  expect(found).toMatchObject({
    ...{ strange: [], handlers: [], addresses: [], bare: 0, foreignIds: [], inputs: 0, calls: [] },
  });
  expect(found.count).toBeGreaterThan(50);
  expect(found.outward).toBeGreaterThan(1);

  // What can be pressed is pressed: nothing that stays on this page runs anything.
  for (const text of await page.locator('[data-report]').getByText('press', { exact: true }).all()) {
    if ((await text.evaluate((element) => element.closest('a'))) === null) await text.click();
  }
  expect(new URL(page.url()).pathname).toBe(`/results/${id}`);
  expect((await inspect(page)).calls).toEqual([]);
  expect({ away, dialogs }).toEqual({ away: [], dialogs: [] });
  await profile.close();
});

test('each vector alone stays text, so that none is held back by the one before it', async () => {
  const id = await missionWithReport({
    objective: 'Each alone',
    summary: 'Each alone.',
    // A list item is a document of its own to the parser: an open comment or tag ends with it.
    markdown: XSS_VECTORS.map((vector) => `- ${vector.replaceAll('\n', '\n  ')}`).join('\n\n'),
  });
  const profile = await freshProfile();
  const page = await profile.newPage();
  await trap(page);
  await page.goto(`/results/${id}`);
  await page
    .locator('[data-report] li')
    .nth(XSS_VECTORS.length - 1)
    .waitFor();
  expect(await inspect(page)).toMatchObject({
    ...{ strange: [], handlers: [], addresses: [], bare: 0, foreignIds: [], inputs: 0, calls: [] },
  });
  await profile.close();
});

test('beside another one a report may do no more', async () => {
  const markdown = ['## First', ...XSS_VECTORS, '## Second', ...XSS_VECTORS].join('\n\n');
  const written = { objective: 'What two hostile pages may say', summary: 'Two.', markdown };
  const [one, other] = [await missionWithReport(written), await missionWithReport(written)];
  const profile = await freshProfile();
  const page = await profile.newPage();
  await trap(page);
  await page.goto(`/results/compare?a=${one}&b=${other}`);
  await page.getByText('Each says what the other one says.').waitFor();
  const found = await inspect(page);
  expect(found).toMatchObject({
    ...{ strange: [], handlers: [], addresses: [], bare: 0, foreignIds: [], inputs: 0, calls: [] },
  });
  expect(found.count).toBeGreaterThan(200);
  await profile.close();
});

import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { silentLine } from '../../support/silentLine.ts';
import type { Measured } from './budgets.ts';
import { until } from './missions.ts';
import type { Stage } from './stage.ts';

/** Long enough for what was on its way to arrive, and shorter than a silence that the page doubts by itself. */
const FROZEN_MS = 6_000;
const FREEZES = 3;
const OUTAGES = 5;

/** How soon the page shows the truth again, or says that it can't: after a freeze, without a network, on a silent line. */
export async function link(stage: Stage): Promise<Measured[]> {
  const resumed = await freezes(stage);
  const { shown, back } = await outages(stage);
  const running = await silence(stage, `/m/${await stage.missions.begin('Nobody hears of it')}`);
  const idle = await silence(stage, `/m/${await stage.missions.propose('Nothing is to be heard of it')}`);
  return [
    { name: 'fresh after a freeze', unit: 'ms', values: resumed, of: 'highest', budget: 1_000 },
    { name: 'offline is said', unit: 'ms', values: shown, of: 'highest', budget: 200 },
    { name: 'fresh after an outage', unit: 'ms', values: back, of: 'highest', budget: 1_000 },
    { name: 'a silent line is said, running', unit: 'ms', values: [running], of: 'highest', budget: 20_000 },
    { name: 'a silent line is said, idle', unit: 'ms', values: [idle], of: 'highest', budget: 50_000 },
  ];
}

/**
 * A page that was frozen finds its stream dead and does not know it. Chromium no longer freezes a page on request: its
 * stream is made deaf, and then it is told what the browser would tell it.
 */
async function freezes(stage: Stage): Promise<number[]> {
  const id = await stage.missions.begin('Frozen for a while');
  const line = await silentLine(stage.firestore);
  const profile = await stage.profile();
  const page = await profile.newPage();
  await through(page, line.host);
  await opened(page, `/m/${id}`);
  const values: number[] = [];
  for (let count = 1; count <= FREEZES; count += 1) {
    line.deafen();
    await stage.missions.write(id, `after freeze ${count}`);
    await delay(FROZEN_MS);
    const at = Date.now();
    await page.evaluate(() => document.dispatchEvent(new Event('resume')));
    const value = (await seen(page, `after freeze ${count}`)) - at;
    if (value < 0) throw new Error(`the page was not deaf: it heard ${-value} ms before it was woken`);
    values.push(value);
    await page.locator('[data-connection=live]').waitFor();
  }
  stage.say(`  ${FREEZES} freezes`);
  await profile.close();
  await line.close();
  return values;
}

/** Lets `page` talk to Firestore at `host`. */
async function through(page: Page, host: string): Promise<void> {
  await page.route('**/session/local', async (route) => {
    const answer = await route.fetch();
    const session: { emulators: object } = await answer.json();
    await route.fulfill({ json: { ...session, emulators: { ...session.emulators, firestore: host } } });
  });
}

async function outages(stage: Stage): Promise<{ shown: number[]; back: number[] }> {
  const id = await stage.missions.begin('Read on a train');
  const profile = await stage.profile();
  const page = await opened(await profile.newPage(), `/m/${id}`);
  const shown: number[] = [];
  const back: number[] = [];
  for (let count = 1; count <= OUTAGES; count += 1) {
    const goneAt = Date.now();
    await profile.setOffline(true);
    shown.push((await seen(page, 'offline')) - goneAt);
    await stage.missions.write(id, `after outage ${count}`);
    const backAt = Date.now();
    await profile.setOffline(false);
    back.push((await seen(page, `after outage ${count}`)) - backAt);
    await page.locator('[data-connection=live]').waitFor();
    await page.evaluate(() => Object.assign(window, { seen: {} }));
  }
  stage.say(`  ${OUTAGES} outages`);
  await profile.close();
  return { shown, back };
}

/** How long the page says Live after its line to Firestore went silent: nothing is closed, nothing comes. */
async function silence(stage: Stage, path: string): Promise<number> {
  const line = await silentLine(stage.firestore);
  const profile = await stage.profile();
  const page = await profile.newPage();
  await through(page, line.host);
  await opened(page, path);
  line.silence();
  const at = Date.now();
  const doubted = await until(
    'the page to doubt a silent line',
    async () => ((await page.locator('[data-connection=live]').count()) === 0 ? Date.now() : null),
    120_000,
  );
  stage.say('  a silent line');
  await profile.close();
  await line.close();
  return doubted - at;
}

/** Opens `path` and records when which message or connection was first on screen. */
async function opened(page: Page, path: string): Promise<Page> {
  await page.addInitScript(() => {
    const all = window as unknown as { seen: Record<string, number> };
    all.seen = {};
    new MutationObserver(() => {
      const at = Date.now();
      const text = document.querySelector('main')?.textContent ?? '';
      const [message] = /after (freeze|outage) \d+/.exec(text) ?? [];
      if (message !== undefined) all.seen[message] ??= at;
      if (document.querySelector('[data-connection=offline]') !== null) all.seen['offline'] ??= at;
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await page.goto(path);
  await page.locator('[data-connection=live]').waitFor();
  await page.locator('[data-step-state]').first().waitFor();
  return page;
}

function seen(page: Page, what: string): Promise<number> {
  return until(what, () =>
    page.evaluate((name) => (window as unknown as { seen: Record<string, number> }).seen[name] ?? null, what),
  );
}

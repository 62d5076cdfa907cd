import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Measured } from './budgets.ts';
import { until } from './missions.ts';
import type { Stage } from './stage.ts';

/** Before and after the write: together long enough for a frozen page's stream to be dead. */
const FROZEN_MS = 6_000;
const FREEZES = 3;
/** The browser takes the word to freeze a page for a wish: a page that went on is frozen again, so often. */
const MOST_FREEZES = 9;
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

async function freezes(stage: Stage): Promise<number[]> {
  const id = await stage.missions.begin('Frozen for a while');
  const profile = await stage.profile();
  const page = await opened(await profile.newPage(), `/m/${id}`);
  const devtools = await profile.newCDPSession(page);
  const values: number[] = [];
  for (let count = 1; count <= MOST_FREEZES && values.length < FREEZES; count += 1) {
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    // What was on its way when it froze still arrives.
    await delay(FROZEN_MS);
    await stage.missions.write(id, `after freeze ${count}`);
    await delay(FROZEN_MS);
    const at = Date.now();
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    const value = (await seen(page, `after freeze ${count}`)) - at;
    if (value < 0) stage.say(`  the page was not frozen: it heard ${-value} ms before it was woken`);
    else values.push(value);
  }
  stage.say(`  ${FREEZES} freezes`);
  await profile.close();
  return values;
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
  await page.route('**/session/local', async (route) => {
    const answer = await route.fetch();
    const session: { emulators: object } = await answer.json();
    await route.fulfill({ json: { ...session, emulators: { ...session.emulators, firestore: line.host } } });
  });
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

/** A line to `host:port` that can be made to carry nothing more, though it stays open. */
async function silentLine(to: string): Promise<{ host: string; silence: () => void; close: () => Promise<void> }> {
  const { hostname, port } = new URL(`http://${to}`);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((here) => {
    const there = connect(Number(port), hostname);
    for (const socket of [here, there]) {
      sockets.add(socket);
      // One side has gone away: so does the other.
      socket.on('error', () => socket.destroy());
    }
    if (isSilent) here.pause();
    here.on('data', (data) => isSilent || there.write(data));
    there.on('data', (data) => isSilent || here.write(data));
    here.on('close', () => there.destroy());
    there.on('close', () => isSilent || here.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return {
    host: `127.0.0.1:${address.port}`,
    silence: () => {
      isSilent = true;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

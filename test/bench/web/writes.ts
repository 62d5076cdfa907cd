import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { inRepo } from '../../../scripts/paths.ts';
import { type Served, serveAt } from '../../support/serve.ts';
import { medianOf, shareBelow } from '../figures.ts';
import type { Measured } from './budgets.ts';
import { until } from './missions.ts';
import type { RawOptions } from './rawPage.ts';
import type { Stage } from './stage.ts';

/** For warmth; they do not count. */
const FIRST_WRITES = 5;
const WRITES = 20;
/** Writes that overtake each other measure a queue. */
const GAP_MS = 100;

type Side = 'page' | 'shared' | 'memory';

/** From the beginning of a write until it is on the page, and until a bare page's own listener has it, in turns. */
export async function writes(stage: Stage): Promise<Measured[]> {
  const id = await stage.missions.begin('Heard in turns');
  const bare = await serveBare();
  // 50 writes a side in a bench of five loads, 100 in one of ten.
  const rounds = Math.ceil(stage.repetitions / 2);
  const delays: Record<Side, number[]> = { page: [], shared: [], memory: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of ['page', 'shared', 'memory'] as const) {
      const profile = await stage.profile();
      const page = await profile.newPage();
      if (side === 'page') await openProduct(page, id);
      else await openBare(stage, page, bare.origin, id, side);
      delays[side].push(...(await heardAfter(stage, page, id)));
      await profile.close();
    }
    stage.say(`  round ${round + 1} of ${rounds}`);
  }
  await bare.close();
  return [
    { name: 'write to page', unit: 'ms', values: delays.page, of: 'p50', budget: 60 },
    { name: 'write to page', unit: 'ms', values: delays.page, of: 'p95', budget: 150 },
    { name: 'write to a bare page’s listener, same cache', unit: 'ms', values: delays.shared, of: 'p50', budget: null },
    { name: 'write to a bare page’s listener, no cache', unit: 'ms', values: delays.memory, of: 'p50', budget: null },
    ...ratios('same cache', delays.page, delays.shared),
    ...ratios('no cache', delays.page, delays.memory),
  ];
}

function ratios(cache: string, page: readonly number[], bare: readonly number[]): Measured[] {
  const p95 = (values: readonly number[]) => shareBelow(values, 0.95);
  return [
    { name: `p50 over bare, ${cache}`, unit: 'times', values: [medianOf(page) / medianOf(bare)], of: 'p50', budget: 2 },
    { name: `p95 over bare, ${cache}`, unit: 'times', values: [p95(page) / p95(bare)], of: 'p50', budget: 2 },
  ];
}

async function openProduct(page: Page, id: string): Promise<void> {
  await page.addInitScript(() => {
    const heard: Record<string, number> = {};
    Object.assign(window, { heard });
    new MutationObserver(() => {
      const at = Date.now();
      const [message] = /write \d+ of the bench/.exec(document.querySelector('main')?.textContent ?? '') ?? [];
      if (message !== undefined) heard[message] ??= at;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(`/m/${id}`);
  await page.locator('[data-connection=live]').waitFor();
  await page.locator('[data-step-state]').first().waitFor();
}

async function openBare(
  stage: Stage,
  page: Page,
  origin: string,
  missionId: string,
  cache: RawOptions['cache'],
): Promise<void> {
  const answer = await fetch(`${stage.origin}/session/local`, { method: 'POST' });
  const { custom_token: customToken }: { custom_token: string } = await answer.json();
  const { projectId, auth, firestore } = stage;
  await page.goto(origin);
  await page.evaluate(
    (options) => (window as unknown as { listen: (all: RawOptions) => Promise<void> }).listen(options),
    {
      ...{ projectId, auth, firestore, customToken, missionId, cache },
    },
  );
}

let written = 0;

async function heardAfter({ missions }: Stage, page: Page, id: string): Promise<number[]> {
  const begun: [message: string, at: number][] = [];
  for (let count = 0; count < FIRST_WRITES + WRITES; count += 1) {
    written += 1;
    const message = `write ${written} of the bench`;
    begun.push([message, Date.now()]);
    await missions.write(id, message);
    await delay(GAP_MS);
  }
  const heard = () => page.evaluate(() => (window as unknown as { heard: Record<string, number> }).heard);
  const last = begun.at(-1)?.[0] ?? '';
  const all = await until(last, async () => {
    const so = await heard();
    return last in so ? so : null;
  });
  // One that was overtaken was on the page when the next one was.
  return begun.slice(FIRST_WRITES).map(([message, at], index) => {
    const next = begun.slice(FIRST_WRITES + index).find(([later]) => later in all)?.[0] ?? message;
    return (all[next] ?? Number.NaN) - at;
  });
}

/** A page with nothing in it but the listener. */
async function serveBare(): Promise<Served> {
  const built = await build({
    entryPoints: [inRepo('test/bench/web/rawPage.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2023',
  });
  const script = built.outputFiles[0]?.contents;
  const server = createServer((asked, answer) => {
    const isScript = asked.url === '/raw.js';
    answer.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    answer.end(isScript ? script : '<!doctype html><title>bare</title><script type="module" src="/raw.js"></script>');
  });
  return serveAt(server, 'localhost');
}

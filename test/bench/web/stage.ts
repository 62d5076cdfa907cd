import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inCache } from '../../../scripts/paths.ts';
import { findChromium } from '../../../scripts/testing/chromium.ts';
import { TestBuild } from '../../../scripts/testing/testBuild.ts';
import { startTestSuite } from '../../../scripts/testing/testSuite.ts';
import { launchChromium } from '../../support/chromium.ts';
import { type Missions, missionsOf } from './missions.ts';
import { serveCompressed } from './served.ts';

/** What the measurements of the page happen on: the product on an emulator suite, and a browser. */
export interface Stage {
  /** The page, compressed as in production. */
  readonly origin: string;
  /** `host:port` of each emulator. */
  readonly auth: string;
  readonly firestore: string;
  readonly projectId: string;
  /** The folder of the page's build. */
  readonly build: string;
  readonly db: Firestore;
  readonly missions: Missions;
  /** How often each load of the page is measured. */
  readonly repetitions: number;
  say(line: string): void;
  /** A browser that was never here. */
  profile(options?: { isPhone?: boolean; hasWorker?: boolean }): Promise<BrowserContext>;
}

/** A stage that somebody else's suite stands on is left standing: SUITE_HOSTING_URL and its neighbours name it. */
export async function withStage<T>(
  repetitions: number,
  signal: AbortSignal,
  run: (stage: Stage) => Promise<T>,
): Promise<T> {
  const folder = inCache('bench', randomBytes(4).toString('hex'));
  const chromium = findChromium(process.env);
  await mkdir(folder, { recursive: true });
  const suite = process.env['SUITE_HOSTING_URL'] === undefined ? await ownSuite(folder, signal) : null;
  Object.assign(process.env, suite?.env);
  const named = (name: string): string => process.env[name] ?? '';
  const app = initializeApp({ projectId: named('SUITE_PROJECT') }, folder);
  const served = await serveCompressed(named('SUITE_HOSTING_URL'));
  await warm(served.origin, named('SUITE_WEB_BUILD'));
  const browser = await launchChromium(chromium);
  const db = getFirestore(app);
  try {
    return await run({
      origin: served.origin,
      auth: named('FIREBASE_AUTH_EMULATOR_HOST'),
      firestore: named('FIRESTORE_EMULATOR_HOST'),
      projectId: named('SUITE_PROJECT'),
      build: named('SUITE_WEB_BUILD'),
      db,
      missions: missionsOf(served.origin, db),
      repetitions,
      say: (line) => console.log(line),
      profile: (options) => profileOf(browser, served.origin, options),
    });
  } finally {
    await browser.close();
    await served.close();
    await deleteApp(app);
    await suite?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Asks once for every file: what the first load waits for must not be our own compressing. */
async function warm(origin: string, build: string): Promise<void> {
  const assets = (await readdir(join(build, 'assets'))).map((file) => `/assets/${file}`);
  for (const path of ['/', ...assets]) await (await fetch(`${origin}${path}`)).arrayBuffer();
}

async function ownSuite(folder: string, signal: AbortSignal) {
  const build = new TestBuild(`${folder}/build`);
  await build.functionsBuilt();
  await build.webBuilt();
  return startTestSuite(folder, build, signal);
}

async function profileOf(
  browser: Browser,
  baseURL: string,
  { isPhone = false, hasWorker = false }: { isPhone?: boolean; hasWorker?: boolean } = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    serviceWorkers: hasWorker ? 'allow' : 'block',
    viewport: isPhone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    hasTouch: isPhone,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(60_000);
  return context;
}

/** A mid-range phone on a slow line: SCREENS section 3. */
export async function slowDown(page: Page, { line = true }: { line?: boolean } = {}): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  if (!line) return;
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
}

import type { BrowserContext, Page } from 'playwright-core';
import type { Measured } from './budgets.ts';
import { until } from './missions.ts';
import { type Stage, slowDown } from './stage.ts';

/** One load of a page: milliseconds from the navigation on. */
interface Load {
  /** The first text, whatever it is; and the largest. */
  readonly fcp: number;
  readonly lcp: number;
  /** The first progress or row on screen, from the last visit's seed or from whatever comes first. */
  readonly progress: number;
  /** The first step on screen: the seed has none, so it is from Firestore's cache or its server. */
  readonly steps: number;
  /** The server was heard. */
  readonly live: number;
  /** Milliseconds beyond 50 of each long task. */
  readonly blocked: number;
  readonly shift: number;
}

/** How fast the page is there, on a desktop and on a phone, at a first visit and at later ones. */
export async function paints(stage: Stage): Promise<Measured[]> {
  const id = await stage.missions.begin('Convert the archive of letters, and say what could not be read');
  const path = `/m/${id}`;
  const first = await repeat(stage, 'a phone, first visit', () => firstVisit(stage, path));
  const list = await repeat(stage, 'a phone, first visit of the list', () => firstVisit(stage, '/'));
  const phone = await laterVisits(stage, 'a phone, later', path, true);
  const desktop = await laterVisits(stage, 'a desktop, later', path);
  const desktopList = await laterVisits(stage, 'a desktop, later, the list', '/');
  const of = (loads: readonly Load[], figure: keyof Load) => loads.map((load) => load[figure]);
  const loads = [first, list, phone, desktop, desktopList].flat();
  return [
    { name: 'first paint, phone, first visit', unit: 'ms', values: of(first, 'fcp'), of: 'p50', budget: null },
    { name: 'LCP, phone, first visit of a mission', unit: 'ms', values: of(first, 'lcp'), of: 'p50', budget: 1_800 },
    { name: 'LCP, phone, first visit of the list', unit: 'ms', values: of(list, 'lcp'), of: 'p50', budget: 1_800 },
    { name: 'first progress, phone, first visit', unit: 'ms', values: of(first, 'progress'), of: 'p50', budget: null },
    { name: 'blocked, phone, first visit (TBT)', unit: 'ms', values: of(first, 'blocked'), of: 'p50', budget: 300 },
    { name: 'LCP, phone, later, worker', unit: 'ms', values: of(phone, 'lcp'), of: 'p50', budget: 600 },
    { name: 'seed on screen, phone, worker', unit: 'ms', values: of(phone, 'progress'), of: 'p50', budget: 500 },
    { name: 'cache on screen, phone, worker', unit: 'ms', values: of(phone, 'steps'), of: 'p50', budget: null },
    { name: 'LCP, desktop, later', unit: 'ms', values: of(desktop, 'lcp'), of: 'p50', budget: 400 },
    { name: 'seed on screen, desktop', unit: 'ms', values: of(desktop, 'progress'), of: 'p95', budget: 200 },
    { name: 'seed of the list, desktop', unit: 'ms', values: of(desktopList, 'progress'), of: 'p95', budget: 200 },
    { name: 'cache on screen, desktop', unit: 'ms', values: of(desktop, 'steps'), of: 'p50', budget: null },
    { name: 'server heard, desktop', unit: 'ms', values: of(desktop, 'live'), of: 'p50', budget: null },
    { name: 'layout shift of any load (CLS)', unit: '', values: of(loads, 'shift'), of: 'highest', budget: 0.05 },
  ];
}

/** What is cached while Auth does not answer, and while there is no network at all. */
export async function without(stage: Stage): Promise<Measured[]> {
  const path = `/m/${await stage.missions.begin('Read while nobody answers')}`;
  const hanging = await stage.profile({ hasWorker: true });
  const page = await visited(hanging, path);
  await page.route(`http://${stage.auth}/**/accounts:lookup*`, () => undefined);
  const cached = await repeat(stage, 'Auth hangs', () => load(page, path, 'cache'));
  await hanging.close();

  const offline = await stage.profile({ hasWorker: true });
  const kept = await visited(offline, path);
  await offline.setOffline(true);
  const reloads = await repeat(stage, 'offline', () => load(kept, path, 'cache'));
  await offline.close();
  const steps = (loads: readonly Load[]) => loads.map((each) => each.steps);
  return [
    { name: 'cache on screen while Auth hangs', unit: 'ms', values: steps(cached), of: 'p50', budget: 600 },
    { name: 'cache on screen, reload offline', unit: 'ms', values: steps(reloads), of: 'p50', budget: 700 },
  ];
}

async function firstVisit(stage: Stage, path: string): Promise<Load> {
  const profile = await stage.profile({ isPhone: true });
  const page = await profile.newPage();
  await record(page);
  await slowDown(page);
  const measured = await load(page, path, 'server');
  await profile.close();
  return measured;
}

async function laterVisits(stage: Stage, name: string, path: string, isPhone = false): Promise<Load[]> {
  const profile = await stage.profile({ isPhone, hasWorker: true });
  const page = await visited(profile, path);
  if (isPhone) await slowDown(page);
  const loads = await repeat(stage, name, () => load(page, path, 'server'));
  await profile.close();
  return loads;
}

/** A page that was looked at long enough for its cache, its seed and its worker to be there. */
async function visited(profile: BrowserContext, path: string): Promise<Page> {
  const page = await profile.newPage();
  await record(page);
  await load(page, path, 'server');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await load(page, path, 'server');
  return page;
}

async function repeat(stage: Stage, name: string, measure: () => Promise<Load>): Promise<Load[]> {
  const loads: Load[] = [];
  for (let count = 0; count < stage.repetitions; count += 1) loads.push(await measure());
  stage.say(`  ${name}: ${loads.length} loads`);
  return loads;
}

/** Loads `path` and waits until it is drawn from `source`, and then until nothing long has run for a second. */
async function load(page: Page, path: string, source: 'cache' | 'server'): Promise<Load> {
  await page.goto(path, { waitUntil: 'commit' });
  return until(`${path} from the ${source}`, () =>
    page.evaluate((of) => {
      const { bench } = window as unknown as { bench?: { seen: Load & { lastAt: number } } };
      if (bench === undefined) return null;
      const { lastAt, ...seen } = bench.seen;
      const isDrawn = of === 'cache' ? seen.steps > 0 : seen.live > 0 && seen.progress > 0;
      return isDrawn && performance.now() > lastAt + 1_000 ? seen : null;
    }, source),
  );
}

/** Records every load of this tab from now on. */
async function record(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { fcp: 0, lcp: 0, progress: 0, steps: 0, live: 0, blocked: 0, shift: 0, lastAt: 0 };
    Object.assign(window, { bench: { seen } });
    const watch = (
      type: string,
      take: (entry: PerformanceEntry & { value: number; hadRecentInput: boolean }) => void,
    ) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry as Parameters<typeof take>[0]);
      }).observe({ type, buffered: true });
    watch('paint', ({ name, startTime }) => {
      if (name === 'first-contentful-paint') seen.fcp = startTime;
    });
    watch('largest-contentful-paint', ({ startTime }) => {
      seen.lcp = startTime;
      seen.lastAt = performance.now();
    });
    watch('longtask', ({ duration }) => {
      seen.blocked += duration - 50;
      seen.lastAt = performance.now();
    });
    watch('layout-shift', ({ value, hadRecentInput }) => {
      if (!hadRecentInput) seen.shift += value;
    });
    const marks = {
      progress: 'main [data-percent], main [data-count], main [data-mission]',
      steps: '[data-step-state]',
      live: '[data-connection=live]',
    };
    const look = (): void => {
      for (const [mark, selector] of Object.entries(marks) as ['progress' | 'steps' | 'live', string][]) {
        if (seen[mark] !== 0 || document.querySelector(selector) === null) continue;
        seen[mark] = -1;
        // In the next frame it is painted, and after that we are called.
        requestAnimationFrame(() =>
          setTimeout(() => {
            seen[mark] = performance.now();
            seen.lastAt = performance.now();
          }),
        );
      }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

import type { BrowserContext, Page } from 'playwright-core';
import { suite } from '../../support/suite.ts';

/** Where the web SDK listens; writes of the emulator and of Auth go elsewhere. */
const LISTEN = '**/google.firestore.v1.Firestore/Listen/channel**';

/** A proxy that lets no live update through, as some offices have. Returns what opens it. */
export async function blockSnapshots(profile: BrowserContext): Promise<() => Promise<void>> {
  await profile.route(LISTEN, (route) => route.abort('connectionreset'));
  return () => profile.unroute(LISTEN);
}

/** The same for a proxy that holds them back for ever, which is worse: nothing fails. */
export async function swallowSnapshots(profile: BrowserContext): Promise<() => Promise<void>> {
  await profile.route(LISTEN, () => undefined);
  return () => profile.unroute(LISTEN);
}

/** The calls of the API that the page makes from now on, by path. */
export function callsOf(page: Page): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === suite.hostingUrl && url.pathname.startsWith('/missions')) calls.push(url.pathname + url.search);
  });
  return calls;
}

/** What the reader does by going to another tab, and by coming back: a browser under test keeps all of its tabs in front. */
export async function lookAway(page: Page, isAway: boolean): Promise<void> {
  await page.evaluate((away) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => away });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (away ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isAway);
}

/** The page's link in the pill says `status`. */
export async function untilLink(page: Page, status: string, timeout?: number): Promise<void> {
  await page.locator(`[data-connection=${status}]`).waitFor(timeout === undefined ? {} : { timeout });
}

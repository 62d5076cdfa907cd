import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import { newUser } from '../../support/http.ts';
import { chromiumPath, suite } from '../../support/suite.ts';

/** How long anything on the page may take; the emulators share two cores with everything else. */
export const PATIENCE_MS = 60_000;

export const THEMES = ['light', 'dark'] as const;
export const WIDTHS = [320, 768, 1280] as const;
export type Theme = (typeof THEMES)[number];

let browser: Browser | undefined;

/** One Chromium for the tests of a file; each test opens profiles of its own. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await launchChromium(chromiumPath());
  });
  afterAll(async () => {
    await browser?.close();
  });
}

interface ProfileOptions {
  readonly width?: number;
  readonly theme?: Theme;
  /** Lets the page register its service worker, which fetches the whole page once more into every fresh profile. */
  readonly isKept?: boolean;
  readonly origin?: string;
}

/** A browser that was never here: nothing cached, nobody signed in. */
export async function freshProfile(options: ProfileOptions = {}): Promise<BrowserContext> {
  const { width = 1280, theme = 'light', isKept = false, origin = suite.hostingUrl } = options;
  if (browser === undefined) throw new Error('no browser: call withBrowser() in this file');
  const context = await browser.newContext({
    baseURL: origin,
    // The page writes dates and numbers as its reader does, and tests read them.
    locale: 'en-GB',
    serviceWorkers: isKept ? 'allow' : 'block',
    viewport: { width, height: width < 700 ? 720 : 900 },
    colorScheme: theme,
    hasTouch: width < 700,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await giveOwnFormDraft(context);
  return context;
}

/**
 * All tests are the local user, whose account has one draft of a new mission: what one test types would stand in the
 * form of the next, or of one that runs beside it. So each profile asks for the draft of a user of its own, by the same
 * calls; whoever is signed in otherwise has their own.
 */
async function giveOwnFormDraft(context: BrowserContext): Promise<void> {
  const { token } = await newUser();
  await context.addInitScript((ownToken) => {
    const realFetch = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const isDraft = typeof input === 'string' && new URL(input, location.href).pathname.startsWith('/form-drafts/');
      const headers = new Headers(init?.headers);
      const claims = headers.get('authorization')?.split('.')[1] ?? '';
      if (!isDraft || !atob(claims.replaceAll('-', '+').replaceAll('_', '/')).includes('"local-user"')) {
        return realFetch(input, init);
      }
      headers.set('authorization', `Bearer ${ownToken}`);
      return realFetch(input, { ...init, headers });
    };
  }, token);
}

/** What the page complained about: an error in its console is a failure of the test that caused it. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
  });
  return complaints;
}

/**
 * Chromium reports refused and failed requests itself; what the page makes of them is what the tests look at.
 */
function isExpected(text: string): boolean {
  const expected = ['Failed to load resource', 'Could not reach Cloud Firestore backend'];
  return expected.some((part) => text.includes(part));
}

const OUTPUT = join(import.meta.dirname, '..', '..', 'output');

/** For people to look at: test/output/ is git-ignored. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
}

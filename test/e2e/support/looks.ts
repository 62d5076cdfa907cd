import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { axeFindings } from './axe.ts';
import { keepScreenshot, THEMES, WIDTHS } from './browser.ts';
import { clippedBySpacing, withoutFocusRing } from './looksChecks.ts';

/** Six pictures and as many audits of a state take half a minute where the machine is busy, and a test has up to three. */
vi.setConfig({ testTimeout: 300_000 });

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What is on screen passes axe in both themes at every width, nothing sticks out of the page, each control shows when it
 * has the focus, and no text is cut off when its reader spaces it out. For `npm run screenshots`, which sets SCREENSHOTS,
 * pictures of it lie in test/output afterwards; a test run has no use for them.
 */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect(await sticksOut(page), `${name} at ${width}`).toBeLessThanOrEqual(0);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      if (process.env['SCREENSHOTS'] !== undefined) await keepScreenshot(page, `${name}-${width}-${theme}`);
      // The second theme differs in its colours alone.
      const only = theme === 'light' ? { tags: TAGS } : { rules: ['color-contrast'] };
      expect(await axeFindings(page, only), `${name} at ${width}, ${theme}`).toEqual([]);
    }
  }
  // What came onto the page between the asking and the looking was not asked: it is at the second look.
  const bare = await withoutFocusRing(page);
  expect(bare.length === 0 ? bare : await withoutFocusRing(page), `${name}: no focus ring`).toEqual([]);
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  expect(await clippedBySpacing(page), `${name} at ${WIDTHS[0]}: text cut off by spacing`).toEqual([]);
  await page.setViewportSize({ width: WIDTHS[2], height: 900 });
}

function sticksOut(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

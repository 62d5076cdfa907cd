import type { Page } from 'playwright-core';
import { proposeMission, startMission } from './server.ts';

/** A worker that is silent for an hour: what a test leaves stays as it is. */
const EXTERNAL = {
  steps: [{ name: 'fetch' }, { name: 'convert', weight: 3 }, { name: 'report' }],
  stalled_after_seconds: 3_600,
  failed_after_seconds: 3_600,
};

/** A tag of this test's own: other tests' missions stay out of its list. */
export function ownTag(name: string): string {
  return `${name}-${process.pid}-${Date.now().toString(36)}`;
}

/** Calls of a test on their way at once. */
const AT_ONCE = 6;

/** Missions of this tag, made one after the other; they wait for a worker. */
export async function makeMissions(tag: string, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const objective of titles) ids.push(await startMission(requestFor(tag, objective)));
  return ids;
}

/** Missions of this tag that nobody agreed to yet, made a few at once: which of them is the newest is left to chance. */
export async function proposeMany(tag: string, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < titles.length; from += AT_ONCE) {
    const some = titles.slice(from, from + AT_ONCE);
    ids.push(...(await Promise.all(some.map((objective) => proposeMission(requestFor(tag, objective))))));
  }
  return ids;
}

function requestFor(tag: string, objective: string): Record<string, unknown> {
  return { objective, type: 'external', external: EXTERNAL, tags: [tag] };
}

/** The list once it is there and live. */
export async function openList(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('[data-pick]').first().waitFor();
  await page.locator('[data-connection=live]').waitFor();
}

/** The missions as they stand on the page. */
export function shownIds(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-mission]')].map((row) => row.dataset['mission'] ?? ''),
  );
}

/** A mission's row. */
export function rowOf(page: Page, id: string | undefined) {
  return page.locator(`[data-mission="${id}"]`);
}

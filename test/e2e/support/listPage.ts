import type { Page } from 'playwright-core';
import { ask, startMission } from './server.ts';

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

/** Missions of this tag, made one after the other; they wait for a worker unless they are only proposed. */
export async function makeMissions(tag: string, titles: readonly string[], isRun = true): Promise<string[]> {
  const ids: string[] = [];
  for (const objective of titles) {
    const request = { objective, type: 'external', external: EXTERNAL, tags: [tag] };
    if (isRun) ids.push(await startMission(request));
    else ids.push(String((await ask('POST', '/missions/create', request))['mission_id']));
  }
  return ids;
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

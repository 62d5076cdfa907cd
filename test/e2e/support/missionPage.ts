import type { Page } from 'playwright-core';
import { until } from '../../support/until.ts';
import { PATIENCE_MS } from './browser.ts';

/** What a mission's page shows. */
export interface Shown {
  readonly status: string;
  readonly percent: number;
  /** Names of the steps that are done, with how long they took: a step that ran again would show another time. */
  readonly doneSteps: readonly string[];
  readonly connection: string;
}

export async function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
    // Beneath the form of a new mission lies the list, whose rows have a status each.
    const badges = [...document.querySelectorAll<HTMLElement>('main [data-status]')];
    const badge = badges.find((one) => one.closest('[data-mission]') === null);
    const done = [...document.querySelectorAll('[data-step-state=completed]')];
    return {
      status: badge?.dataset['status'] ?? '',
      percent: Number.parseInt(text('[data-percent]'), 10),
      doneSteps: done.map((step) => step.textContent ?? ''),
      connection: document.querySelector<HTMLElement>('[data-connection]')?.dataset['connection'] ?? '',
    };
  });
}

/** What the page shows once it shows `what`. */
export function untilShown(
  page: Page,
  what: string,
  matches: (shown: Shown) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<Shown> {
  const look = async (): Promise<Shown | null> => {
    const now = await shown(page);
    return matches(now) ? now : null;
  };
  return until(`the page to show ${what}`, look, patienceMs);
}

export function untilStatus(page: Page, status: string, patienceMs = PATIENCE_MS): Promise<Shown> {
  return untilShown(page, status, (now) => now.status === status, patienceMs);
}

/** The id of the mission whose page this is. */
export function missionIdOf(page: Page): string {
  return new URL(page.url()).pathname.replace('/m/', '');
}

/** Fills in the form of a new mission. */
export async function fillIn(page: Page, objective: string, domains: readonly string[]): Promise<void> {
  // The list beneath may have a mission that is called like a field.
  const form = page.getByRole('dialog');
  await form.getByLabel('Objective').fill(objective);
  const field = form.getByLabel('Allowed domains');
  for (const domain of domains) {
    await field.fill(domain);
    await field.press('Enter');
  }
}

/** What the page showed as percent since it was opened, over all reloads in this tab. */
export async function recordPercents(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = (): void => {
      const text = document.querySelector('[data-percent]')?.textContent;
      if (text === undefined || text === null) return;
      const seen: string[] = JSON.parse(sessionStorage.getItem('percents') ?? '[]');
      if (seen.at(-1) !== text) sessionStorage.setItem('percents', JSON.stringify([...seen, text]));
      // When this load first showed any progress.
      window.name ||= String(Math.round(performance.now()));
    };
    window.name = '';
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

export async function percentsSeen(page: Page): Promise<number[]> {
  const stored = await page.evaluate(() => sessionStorage.getItem('percents') ?? '[]');
  return (JSON.parse(stored) as string[]).map((text) => Number.parseInt(text, 10));
}

/** Milliseconds from navigation to the first progress on screen, of the newest load. */
export async function firstProgressMs(page: Page): Promise<number> {
  return Number(await page.evaluate(() => window.name));
}

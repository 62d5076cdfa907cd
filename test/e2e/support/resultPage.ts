import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** Takes the line `item` of the menu `menu` of a result. */
export async function fromMenu(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** What the line `kind` of the menu "Download" saves: its text, and the name it is saved under. */
export async function saved(page: Page, kind: string): Promise<{ readonly file: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), fromMenu(page, 'Download', kind)]);
  return { file: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** Takes the line `item` of the menu `menu` of a result. */
export async function fromMenu(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** The file name of a result of mission `id` whose title is `words`: with its day, and the end of the mission's id. */
export function savedAs(words: string, id: string, ending: string): RegExp {
  const end = id.replaceAll(/[^A-Za-z0-9]/g, '').slice(-6);
  return new RegExp(`^${words}-\\d{4}-\\d{2}-\\d{2}-${end}\\.${ending}$`);
}

/** What the line `kind` of the menu "Download" saves: its text, and the name it is saved under. */
export async function saved(page: Page, kind: string): Promise<{ readonly file: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), fromMenu(page, 'Download', kind)]);
  return { file: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

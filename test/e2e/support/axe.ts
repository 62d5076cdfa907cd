import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on the page, a line for each rule that is broken: all rules with one of `tags`, or `rules` alone. */
export async function axeFindings(page: Page, only: { tags: string[] } | { rules: string[] }): Promise<string[]> {
  // Half a megabyte, once a document.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    runOnly: 'tags' in only ? { type: 'tag', values: only.tags } : { type: 'rule', values: only.rules },
    // What passes is told by one element: nobody reads it.
    resultTypes: ['violations'],
  };
  const { violations } = await page.evaluate(
    (run) => (window as unknown as { axe: typeof axe }).axe.run(document, run),
    options,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

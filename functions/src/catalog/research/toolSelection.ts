import * as z from 'zod';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { usableDomains, type Verification, verification } from './verification.ts';

const tool = z.enum(['sitemap_crawler', 'link_crawler', 'single_page_reader']);
export type Tool = z.infer<typeof tool>;

const output = z.object({ tool, confidence: z.number().min(0).max(1), why: z.string() });
export type ToolOutput = z.infer<typeof output>;

/** Step 4: which tool reads the domains. */
export const toolSelection: StepOutput<ToolOutput> = { name: 'tool_selection', output };

const TOOL_NAMES: Record<Tool, string> = {
  sitemap_crawler: 'the sitemap crawler',
  link_crawler: 'the link crawler',
  single_page_reader: 'the single page reader',
};

/** Below this many listed addresses a sitemap is likely to be incomplete, and links show more. */
const SITEMAP_WORTH = 20;

/** Step 4. It can't fail. */
export function toolSelectionStep(): Step<ToolOutput> {
  return {
    ...toolSelection,
    weight: 10,
    async run(context) {
      const choice = chooseTool(await context.outputOf(verification), context.budget.max_pages);
      const message = `Chose ${TOOL_NAMES[choice.tool]} (${Math.round(choice.confidence * 100)} % sure): ${choice.why}`;
      return { output: choice, message, tool: { name: choice.tool, confidence: choice.confidence } };
    },
  };
}

/**
 * The tool for these domains. With one page to read there is nothing to crawl. Sitemaps are used when every domain's
 * lists `SITEMAP_WORTH` addresses or all that may be read; confidence grows with the share of the pages that they
 * cover. Else links are followed, with less confidence the more a sitemap would have had to say.
 */
export function chooseTool(verified: Verification, maxPages: number): ToolOutput {
  const domains = usableDomains(verified);
  const known = domains.reduce((sum, domain) => sum + domain.known_addresses, 0);
  if (maxPages <= domains.length) {
    const why = `the budget allows ${maxPages} ${maxPages === 1 ? 'page' : 'pages'}, which the homepages take up.`;
    return { tool: 'single_page_reader', confidence: 0.95, why };
  }
  const worth = Math.min(SITEMAP_WORTH, Math.ceil(maxPages / domains.length));
  const withSitemap = domains.filter((domain) => domain.known_addresses >= worth).length;
  if (withSitemap === domains.length) {
    const confidence = round(0.7 + 0.25 * Math.min(1, known / maxPages));
    return { tool: 'sitemap_crawler', confidence, why: `sitemaps list ${known} addresses to choose from.` };
  }
  if (known === 0)
    return { tool: 'link_crawler', confidence: 0.8, why: 'no sitemap lists any address, so links lead.' };
  const confidence = round(0.8 - 0.2 * (withSitemap / domains.length));
  return { tool: 'link_crawler', confidence, why: `sitemaps list only ${known} addresses, so links lead as well.` };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

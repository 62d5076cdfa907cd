import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { StepContext } from '../../missions/defineMission.ts';
import { crawl } from '../web/crawl.ts';
import type { CrawlLimits } from '../web/crawlBudget.ts';
import type { Crawl } from '../web/crawlJob.ts';
import type { Interest } from '../web/interest.ts';
import type { WebUsage } from '../web/meteredWeb.ts';
import { robotsReader } from '../web/robots.ts';
import { withoutCanonicalCopies } from './canonical.ts';
import { findSeeds } from './seeds.ts';
import type { Tool } from './toolSelection.ts';
import { verification } from './verification.ts';

/** How links stand to the addresses that the tool starts from: level, later, or not followed at all. */
const LINK_BONUS: Record<Tool, number | null> = { link_crawler: 0, sitemap_crawler: -0.5, single_page_reader: null };

/** What the allowed domains are read for, and by which tool. */
export interface SiteReading {
  readonly web: GuardedWeb;
  /** What was asked through `web`, growing. */
  readonly usage: WebUsage;
  readonly context: StepContext;
  readonly tool: Tool;
  readonly interest: Interest;
}

/**
 * Reads the domains that the step `verification` of the same mission found usable, within what it left of the budget.
 * Throws `no_page_read` when time runs out before the first page, and the signal's reason.
 */
export async function readSites({ web, usage, context, tool, interest }: SiteReading): Promise<Crawl> {
  const limits = await limitsOf(context);
  const deadline = AbortSignal.timeout(Math.round(limits.seconds * 1_000));
  const signal = AbortSignal.any([context.signal, deadline]);
  const { scope } = context;
  const robots = robotsReader(web, scope, signal);
  try {
    const seeds = await findSeeds({ web, robots, context, interest, tool, signal, maxBytes: limits.bytes / 4 });
    const linkBonus = LINK_BONUS[tool];
    return withoutCopies(
      await crawl({ web, usage, robots, context, scope, interest, seeds, linkBonus, limits, deadline }),
    );
  } catch (error) {
    context.signal.throwIfAborted();
    if (!deadline.aborted) throw error;
    throw new AppError('no_page_read', 'Time ran out before the first page was read.', {
      cause: error,
      next: 'Raise budget.max_seconds, or choose a faster site.',
    });
  }
}

function withoutCopies(done: Crawl): Crawl {
  const pages = withoutCanonicalCopies(done.pages);
  const duplicate = done.skipped.duplicate + done.pages.length - pages.length;
  return { ...done, pages, skipped: { ...done.skipped, duplicate } };
}

/** What verification used of the budget is gone. */
async function limitsOf(context: StepContext): Promise<CrawlLimits> {
  const { budget } = context;
  const used = await context.outputOf(verification);
  return {
    pages: budget.max_pages,
    bytes: Math.max(0, budget.max_bytes - used.bytes),
    seconds: Math.max(1, budget.max_seconds - used.seconds),
  };
}

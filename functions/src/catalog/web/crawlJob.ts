import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { StepContext } from '../../missions/defineMission.ts';
import type { Scope } from '../../schema/request.ts';
import type { CrawlEnd, CrawlLimits } from './crawlBudget.ts';
import type { CrawlTally } from './crawlTally.ts';
import type { InboundTexts } from './inboundTexts.ts';
import type { Interest } from './interest.ts';
import type { WebUsage } from './meteredWeb.ts';
import type { PageContent } from './pageContent.ts';
import type { RobotsReader } from './robots.ts';

/** A page that was read. */
export interface CrawledPage extends PageContent {
  readonly address: string;
  readonly domain: string;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

export interface Crawl extends CrawlTally {
  readonly pages: readonly CrawledPage[];
  readonly inbound: InboundTexts;
  readonly end: CrawlEnd;
  /** Known addresses that were not read. */
  readonly left: number;
}

export interface CrawlJob {
  readonly web: GuardedWeb;
  /** What was asked through `web`, growing. */
  readonly usage: WebUsage;
  readonly robots: RobotsReader;
  readonly context: Pick<StepContext, 'signal' | 'now' | 'report' | 'note'>;
  readonly scope: Scope;
  readonly interest: Interest;
  readonly seeds: readonly { readonly address: string; readonly priority: number }[];
  /** Added to the priority of every link; negative where links are for later, null where none is followed. */
  readonly linkBonus: number | null;
  readonly limits: CrawlLimits;
  /** Aborts at the time limit. */
  readonly deadline: AbortSignal;
}

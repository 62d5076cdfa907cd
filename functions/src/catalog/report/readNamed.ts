import { assertNever } from '../../core/assertNever.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { StepContext } from '../../missions/defineMission.ts';
import type { Scope } from '../../schema/request.ts';
import { crawl } from '../web/crawl.ts';
import type { Crawl, CrawledPage } from '../web/crawlJob.ts';
import type { VisitEnd } from '../web/crawlTally.ts';
import type { Interest } from '../web/interest.ts';
import type { WebUsage } from '../web/meteredWeb.ts';
import { MAX_REDIRECTS } from '../web/openInScope.ts';
import { pageAddress } from '../web/pageAddress.ts';
import { robotsReader } from '../web/robots.ts';
import type { SkipReason } from '../web/visitPage.ts';
import type { LeftOut } from './namedSources.ts';

/** Pages that are to be read, each for itself. */
export interface NamedReading {
  readonly web: GuardedWeb;
  /** What was asked through `web`, growing. */
  readonly usage: WebUsage;
  readonly context: StepContext;
  readonly scope: Scope;
  readonly interest: Interest;
  readonly addresses: readonly string[];
}

/** What was read of the named pages, in the order in which they were named, and what was not. */
export interface NamedPages {
  readonly crawl: Crawl;
  readonly pages: readonly CrawledPage[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads named pages and nothing that they link to, as the crawler reads: by robots.txt, at the pace that a host asks for,
 * within the budget. What can't be read is told with its reason. Throws only the reason of the context's signal.
 */
export async function readNamed({
  web,
  usage,
  context,
  scope,
  interest,
  addresses,
}: NamedReading): Promise<NamedPages> {
  const { budget } = context;
  const known = addresses.map((address) => ({ address, page: pageAddress(address) }));
  const seeds = known.flatMap(({ page }, index) => (page === null ? [] : [{ address: page, priority: -index }]));
  const deadline = AbortSignal.timeout(budget.max_seconds * 1_000);
  const limits = { pages: budget.max_pages, bytes: budget.max_bytes, seconds: budget.max_seconds };
  const robots = robotsReader(web, scope, AbortSignal.any([context.signal, deadline]));
  const done = await crawl({ web, usage, robots, context, scope, interest, seeds, linkBonus: null, limits, deadline });
  const byAddress = new Map(done.pages.map((page) => [page.address, page]));
  const pages = new Set<CrawledPage>();
  const leftOut: LeftOut[] = [];
  for (const { address, page } of known) {
    const end = page === null ? { reason: 'its address is too long' } : endOf(page, done);
    const found = 'reason' in end ? undefined : byAddress.get(end.address);
    if (found !== undefined) pages.add(found);
    if ('reason' in end) leftOut.push({ source: address, reason: end.reason });
  }
  return { crawl: done, pages: [...pages], leftOut };
}

/** Under which address a page was read, after its redirects, or why it was not. */
function endOf(page: string, { ends, end }: Crawl): { readonly address: string } | { readonly reason: string } {
  let address = page;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const found: VisitEnd | undefined = ends.get(address);
    if (found === undefined) return { reason: unreadReason(end) };
    switch (found.kind) {
      case 'read':
        return { address };
      case 'missed':
        return { reason: found.reason };
      case 'skipped':
        return { reason: skipReason(found.why, found.detail) };
      case 'moved':
        address = found.to;
        break;
      default:
        return assertNever(found);
    }
  }
  return { reason: `it redirects more than ${MAX_REDIRECTS} times` };
}

function unreadReason(end: Crawl['end']): string {
  // Two spellings of one page are read once.
  return end === 'finished' ? 'it is the same page as another source' : `budget.${end} was reached before it`;
}

function skipReason(why: SkipReason, detail: string): string {
  switch (why) {
    case 'robots':
      return 'robots.txt forbids reading it';
    case 'out_of_scope':
      return `it leads to ${detail}, outside the allowed domains`;
    case 'not_text':
      return `it is ${detail}, which is not text`;
    case 'duplicate':
      return 'it says the same as another source';
    case 'noindex':
      return 'it asks not to be indexed';
    default:
      return assertNever(why);
  }
}

import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Step, StepContext, StepOutput } from '../../missions/defineMission.ts';
import { missedPage } from '../../schema/result.ts';
import { type Crawl, crawl } from '../web/crawl.ts';
import type { CrawlEnd, CrawlLimits } from '../web/crawlBudget.ts';
import { meteredWeb } from '../web/meteredWeb.ts';
import { robotsReader } from '../web/robots.ts';
import { candidate } from './candidate.ts';
import { withoutCanonicalCopies } from './canonical.ts';
import { findCandidates } from './findCandidates.ts';
import { fitOutput } from './fitOutput.ts';
import { intentClassification } from './intentClassification.ts';
import { findSeeds } from './seeds.ts';
import { type Tool, toolSelection } from './toolSelection.ts';
import { verification } from './verification.ts';

const output = z.object({
  counts: z.object({
    read: z.int().min(0),
    missed: z.int().min(0),
    skipped: z.object({
      robots: z.int(),
      out_of_scope: z.int(),
      not_text: z.int(),
      duplicate: z.int(),
      noindex: z.int(),
    }),
    bytes: z.int().min(0),
    requests: z.int().min(0),
  }),
  ended_by: z.enum(['finished', 'max_pages', 'max_bytes', 'max_seconds', 'max_requests']),
  candidates: z.array(candidate).max(60),
  missed: z.array(missedPage).max(100),
});
export type Execution = z.infer<typeof output>;

/** Step 5: what was read, and what of it speaks to the objective. */
export const toolExecution: StepOutput<Execution> = { name: 'tool_execution', output };

/** How links stand to the addresses that the tool starts from: level, later, or not followed at all. */
const LINK_BONUS: Record<Tool, number | null> = { link_crawler: 0, sitemap_crawler: -0.5, single_page_reader: null };

/** Step 5. Fails with `no_page_read` when not one page could be read; fewer than hoped for is a success with a note. */
export function toolExecutionStep(guarded: GuardedWeb): Step<Execution> {
  return {
    ...toolExecution,
    weight: 55,
    // The crawler has tried each page itself; what it gives up on, another crawl of the same minutes won't mend.
    policy: { isTerminal: (error) => error instanceof AppError },
    async run(context) {
      const { web, usage } = meteredWeb(guarded);
      const done = withoutCopies(await readSites(web, usage, context));
      requireSomething(done);
      if (done.end !== 'finished') context.note({ kind: 'app', message: endSentence(done) });
      const candidates = await findCandidates(done, await context.outputOf(intentClassification), context.signal);
      const { missedCount, missed, skipped } = done;
      const counts = { read: done.pages.length, missed: missedCount, skipped, ...usage };
      return {
        output: fitOutput({ counts, ended_by: done.end, candidates, missed: [...missed] }),
        message: messageOf(done, candidates.length),
        usage: { pages: counts.read, ...usage },
      };
    },
  };
}

async function readSites(
  web: GuardedWeb,
  usage: { requests: number; bytes: number },
  context: StepContext,
): Promise<Crawl> {
  const { tool } = await context.outputOf(toolSelection);
  const limits = await limitsOf(context);
  const deadline = AbortSignal.timeout(Math.round(limits.seconds * 1_000));
  const signal = AbortSignal.any([context.signal, deadline]);
  const robots = robotsReader(web, context.scope, signal);
  const interest = await context.outputOf(intentClassification);
  try {
    const seeds = await findSeeds({ web, robots, context, interest, tool, signal, maxBytes: limits.bytes / 4 });
    return await crawl({ web, usage, robots, context, interest, seeds, linkBonus: LINK_BONUS[tool], limits, deadline });
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

function requireSomething({ pages, missed, missedCount, skipped, end }: Crawl): void {
  if (pages.length > 0) return;
  const [first] = missed;
  const reasons = [
    first === undefined
      ? ''
      : `${missedCount} could not be read (the first, ${first.url}: ${first.reason.replace(/\.$/, '')})`,
    skipped.robots === 0 ? '' : `robots.txt forbids ${skipped.robots}`,
    skipped.out_of_scope === 0 ? '' : `${skipped.out_of_scope} lead out of the allowed domains`,
    skipped.not_text === 0 ? '' : `${skipped.not_text} are not text`,
    skipped.noindex === 0 ? '' : `${skipped.noindex} ask not to be indexed`,
    end === 'finished' || end === 'max_pages' ? '' : `budget.${end} was reached`,
  ].filter((reason) => reason !== '');
  throw new AppError('no_page_read', `No page could be read: ${reasons.join('; ') || 'none was found'}.`, {
    next: 'Open the site in a browser to see whether it answers, or allow another domain.',
  });
}

const END_SENTENCES: Record<Exclude<CrawlEnd, 'finished'>, string> = {
  max_pages: 'budget.max_pages is reached',
  max_bytes: 'budget.max_bytes is reached',
  max_seconds: 'budget.max_seconds is reached',
  max_requests: 'most requests led to no page',
};

function endSentence({ end, left }: Crawl): string {
  if (end === 'finished') return 'Every page that was found has been read.';
  const rest = left === 0 ? '' : `; ${left} known ${left === 1 ? 'address was' : 'addresses were'} not read`;
  return `Stopped reading: ${END_SENTENCES[end]}${rest}.`;
}

function messageOf({ pages, missedCount }: Crawl, candidates: number): string {
  const read = `Read ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`;
  const missed = missedCount === 0 ? '' : `, could not read ${missedCount}`;
  return `${read}${missed}; ${candidates === 60 ? 'more than 60' : candidates} mention the subject.`;
}

import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { missedPage } from '../../schema/result.ts';
import type { CrawlEnd } from '../web/crawlBudget.ts';
import type { Crawl } from '../web/crawlJob.ts';
import { meteredWeb } from '../web/meteredWeb.ts';
import { candidate } from './candidate.ts';
import { findCandidates } from './findCandidates.ts';
import { fitOutput } from './fitOutput.ts';
import { intentClassification } from './intentClassification.ts';
import { readSites } from './readSites.ts';
import { requirePages } from './requirePages.ts';
import { toolSelection } from './toolSelection.ts';

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

/** Step 5. Fails with `no_page_read` when not one page could be read; fewer than hoped for is a success with a note. */
export function toolExecutionStep(guarded: GuardedWeb): Step<Execution> {
  return {
    ...toolExecution,
    weight: 55,
    // The crawler has tried each page itself; what it gives up on, another crawl of the same minutes won't mend.
    policy: { isTerminal: (error) => error instanceof AppError },
    async run(context) {
      const { web, usage } = meteredWeb(guarded);
      const { tool } = await context.outputOf(toolSelection);
      const interest = await context.outputOf(intentClassification);
      const done = await readSites({ web, usage, context, tool, interest });
      requirePages(done);
      if (done.end !== 'finished') context.note({ kind: 'app', message: endSentence(done) });
      const candidates = await findCandidates(done, interest, context.signal);
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

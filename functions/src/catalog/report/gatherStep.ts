import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Step, StepContext } from '../../missions/defineMission.ts';
import { reportRequest } from '../../schema/reportRequest.ts';
import type { MissionResult } from '../../schema/result.ts';
import { findCandidates } from '../research/findCandidates.ts';
import { rankCandidates } from '../research/rank.ts';
import { readSites } from '../research/readSites.ts';
import { requirePages } from '../research/requirePages.ts';
import { chooseTool } from '../research/toolSelection.ts';
import { verification } from '../research/verification.ts';
import type { CrawledPage } from '../web/crawlJob.ts';
import { type Interest, interestIn } from '../web/interest.ts';
import { meteredWeb, type WebUsage } from '../web/meteredWeb.ts';
import { type Gathered, gather } from './gathered.ts';
import { type LeftOut, namedSources, readingDomains } from './namedSources.ts';
import { readNamed } from './readNamed.ts';
import { readSources } from './readSources.ts';
import { selectPassages } from './selectPassages.ts';

/** What gathering needs of the deployment. */
export interface GatherDeps {
  readonly web: GuardedWeb;
  /** The result of another mission of the same owner; null where there is none. */
  resultOf(missionId: string, otherMissionId: string): Promise<MissionResult | null>;
}

/** Passages for the steps after this one; a step's output may have 200 kB. */
const MAX_PASSAGE_BYTES = 60_000;

/** Of the pages that a search of the allowed domains finds. More of them would each say less. */
const FOUND_PAGES = 20;

/** Kept for the reader of the report: 20 kB at most. */
const MAX_LEFT_OUT = 50;
const MAX_LEFT_OUT_NAME = 300;

/**
 * Reads what a report is made of: the named pages, the pages that other missions found, and given texts; where no page
 * is named, the allowed domains are searched as research does it, which takes the step `verification` before this one.
 * Fails with `no_page_read` when there was something to read and nothing could be, with `nothing_to_quote` when what was
 * read says nothing on the objective.
 */
export function gatherStep(deps: GatherDeps): Step<Gathered> {
  return {
    ...gather,
    weight: 40,
    // The crawler has tried each page itself; what it gives up on, another crawl of the same minutes won't mend.
    policy: { isTerminal: (error) => error instanceof AppError },
    async run(context) {
      const request = await context.inputBy(reportRequest);
      const named = await namedSources(request.sources, (id) => deps.resultOf(context.missionId, id));
      const { web, usage } = meteredWeb(deps.web);
      const interest = interestIn(context.objective);
      const domains = readingDomains(context.scope.allowed_domains, named.addresses);
      const reading = { web, usage, context, interest, domains, texts: named.texts.length };
      const pages =
        named.addresses.length > 0 ? await readPages(reading, named.addresses) : await searchDomains(reading);
      const read = await readSources(pages.pages, named.texts, { language: request.language, now: context.now() });
      const terms = [...interest.terms, ...interest.cue_terms];
      const choice = { terms, language: request.language, maxBytes: MAX_PASSAGE_BYTES, signal: context.signal };
      const { sources, leftOut } = await selectPassages(read, choice);
      const unused = leftOut.map(({ source, reason }) => ({ source: source.url ?? source.title, reason }));
      const without = [...named.leftOut, ...pages.leftOut, ...unused];
      requireSources(sources.length, read.length, without);
      // What could not be read the crawler has told already.
      for (const { source, reason } of [...named.leftOut, ...unused]) {
        context.note({ kind: 'app', message: `Left out ${source}: ${reason}.` });
      }
      return {
        output: { sources, domains, left_out: shortened(without) },
        message: messageOf(sources, without.length),
        usage: { pages: pages.pages.length, ...usage },
      };
    },
  };
}

interface Reading {
  readonly web: GuardedWeb;
  readonly usage: WebUsage;
  readonly context: StepContext;
  readonly interest: Interest;
  readonly domains: string[];
  /** How many texts there are beside the pages. */
  readonly texts: number;
}

interface ReadPages {
  readonly pages: readonly CrawledPage[];
  readonly leftOut: readonly LeftOut[];
}

async function readPages(
  { web, usage, context, interest, domains, texts }: Reading,
  addresses: readonly string[],
): Promise<ReadPages> {
  const scope = { allowed_domains: domains };
  const { crawl, pages, leftOut } = await readNamed({ web, usage, context, scope, interest, addresses });
  if (texts === 0) requirePages(crawl);
  return { pages, leftOut };
}

/** The pages of the allowed domains that speak most to the objective; none without a domain. */
async function searchDomains({ web, usage, context, interest, domains, texts }: Reading): Promise<ReadPages> {
  if (domains.length === 0) return { pages: [], leftOut: [] };
  const { tool } = chooseTool(await context.outputOf(verification), context.budget.max_pages);
  const crawl = await readSites({ web, usage, context, tool, interest });
  if (texts === 0) requirePages(crawl);
  const { items } = rankCandidates(await findCandidates(crawl, interest, context.signal));
  const found = items
    .slice(0, FOUND_PAGES)
    .flatMap(({ url }) => crawl.pages.find(({ address }) => address === url) ?? []);
  // The history tells which pages could not be read; nobody asked for any one of them.
  return { pages: found, leftOut: [] };
}

function shortened(leftOut: readonly LeftOut[]): Gathered['left_out'] {
  return leftOut.slice(0, MAX_LEFT_OUT).map(({ source, reason }) => ({
    source: source.slice(0, MAX_LEFT_OUT_NAME).toWellFormed(),
    reason: reason.slice(0, MAX_LEFT_OUT_NAME).toWellFormed(),
  }));
}

function requireSources(count: number, read: number, leftOut: readonly LeftOut[]): void {
  if (count > 0) return;
  const [first] = leftOut;
  const why = first === undefined ? '' : ` (the first, ${first.source}: ${first.reason})`;
  const said =
    read === 0
      ? 'There is no source to read'
      : `None of ${read} sources says anything on the objective that could be quoted`;
  throw new AppError('nothing_to_quote', `${said}${why}.`, {
    next: 'Put the objective in words that the sources use, or name other sources.',
  });
}

function messageOf(sources: Gathered['sources'], leftOut: number): string {
  const passages = sources.reduce((sum, source) => sum + source.passages.length, 0);
  const without = leftOut === 0 ? '' : `; ${leftOut} ${leftOut === 1 ? 'was' : 'were'} left out`;
  return `Chose ${passages} ${passages === 1 ? 'passage' : 'passages'} of ${sources.length} ${sources.length === 1 ? 'source' : 'sources'}${without}.`;
}

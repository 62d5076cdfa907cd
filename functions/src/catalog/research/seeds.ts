import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { StepContext } from '../../missions/defineMission.ts';
import type { Interest } from '../web/interest.ts';
import { LinkPriority } from '../web/linkPriority.ts';
import type { RobotsReader } from '../web/robots.ts';
import { readSitemaps } from '../web/sitemap.ts';
import type { Tool } from './toolSelection.ts';
import { usableDomains, verification } from './verification.ts';
import { sitemapsOf, type VerifiedDomain } from './verifyDomain.ts';

/** Above every link: the homepages are read first. */
const HOME_PRIORITY = 10;

export interface SeedJob {
  readonly web: GuardedWeb;
  readonly robots: RobotsReader;
  readonly context: StepContext;
  readonly interest: Interest;
  readonly tool: Tool;
  readonly signal: AbortSignal;
  /** For the sitemaps of all domains together. */
  readonly maxBytes: number;
}

/** The addresses that a crawl starts from: homepages, and what sitemaps list unless a single page is all we read. */
export async function findSeeds(job: SeedJob): Promise<{ address: string; priority: number }[]> {
  const domains = usableDomains(await job.context.outputOf(verification));
  const homes = domains.flatMap(({ home }) => (home === null ? [] : [{ address: home, priority: HOME_PRIORITY }]));
  if (job.tool === 'single_page_reader') return homes;
  const maxBytes = Math.floor(job.maxBytes / Math.max(1, domains.length));
  const listed = await Promise.all(domains.map((domain) => listedBy(domain, job, maxBytes)));
  const leads = listed.flat().map((address) => ({ address, text: '', depth: 1, parentRelevance: 0 }));
  const priority = new LinkPriority(job.interest);
  for (const lead of leads) priority.learn(lead);
  const fromSitemaps = leads.map((lead) => ({ address: lead.address, priority: priority.of(lead) }));
  return [...homes, ...fromSitemaps];
}

async function listedBy({ home, known_addresses: known }: VerifiedDomain, job: SeedJob, maxBytes: number) {
  if (home === null || known === 0) return [];
  const urls = sitemapsOf(await job.robots(home), home);
  const { web, signal } = job;
  return (await readSitemaps({ web, scope: job.context.scope, urls, maxBytes, signal })).addresses;
}

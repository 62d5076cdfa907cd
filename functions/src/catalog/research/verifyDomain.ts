import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { StepContext } from '../../missions/defineMission.ts';
import { isReadableType, mediaTypeOf } from '../web/mediaType.ts';
import { openInScope } from '../web/openInScope.ts';
import { pageAddress } from '../web/pageAddress.ts';
import type { RobotRules, RobotsReader } from '../web/robots.ts';
import { readSitemaps } from '../web/sitemap.ts';

/** Enough to judge a homepage; it is read again, whole, with the other pages. */
const MAX_HOME_BYTES = 500_000;

/** Kept for the reader of the ledger. 20 domains with this much each still fit in a step's output. */
const MAX_RULES_KEPT = 3_000;

export const verifiedDomain = z.object({
  domain: z.string(),
  /** Why the domain can't be read, as a sentence; null when it can. */
  reason: z.string().nullable(),
  /** It answers, but its robots.txt lets nobody, or not us, read. */
  forbidden: z.boolean(),
  /** Where reading starts: the homepage after its redirects; null when the domain does not answer. */
  home: z.string().nullable(),
  status: z.int().nullable(),
  latency_ms: z.number().nullable(),
  bytes: z.int().min(0),
  content_type: z.string(),
  robots: z.object({
    state: z.enum(['read', 'absent', 'unavailable']),
    crawl_delay_seconds: z.number().min(0),
    rules: z.string(),
  }),
  sitemaps: z.array(z.object({ url: z.string(), addresses: z.int(), reason: z.string().nullable() })),
  known_addresses: z.int().min(0),
});
export type VerifiedDomain = z.infer<typeof verifiedDomain>;

export interface DomainToVerify {
  readonly web: GuardedWeb;
  readonly robots: RobotsReader;
  readonly domain: string;
  readonly maxSitemapBytes: number;
  readonly context: StepContext;
}

/**
 * Finds out how one allowed domain can be read: https first, then http; robots.txt before anything else. A domain
 * that can't be read is an answer with a `reason`, not an exception; only the signal's reason is thrown.
 */
export async function verifyDomain(job: DomainToVerify): Promise<VerifiedDomain> {
  let report = unreadable(job.domain, `${job.domain} could not be read.`);
  for (const scheme of ['https', 'http']) {
    const start = `${scheme}://${job.domain}/`;
    const rules = await job.robots(start);
    if (rules.failure === null) return verifyHome(job, start, rules);
    report = unreadable(job.domain, rules.failure.message);
    // A private address stays one over http.
    if (rules.failure.code === 'address_refused') return report;
  }
  return report;
}

interface Home {
  readonly address: string;
  readonly rules: RobotRules;
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly bytes: number;
  readonly contentType: string;
  /** Why the homepage itself gives nothing to read; null when it does. */
  readonly problem: string | null;
}

async function verifyHome(job: DomainToVerify, start: string, startRules: RobotRules): Promise<VerifiedDomain> {
  const home = await openHome(job, start, startRules);
  const { rules } = home;
  const { web, context, maxSitemapBytes: maxBytes } = job;
  const urls = sitemapsOf(rules, home.address);
  const sitemaps = await readSitemaps({ web, scope: context.scope, urls, maxBytes, signal: context.signal });
  const allowed = sitemaps.addresses.filter(
    (address) => !isSameOrigin(address, home.address) || rules.isAllowed(address),
  );
  return {
    domain: job.domain,
    reason: allowed.length > 0 ? null : home.problem,
    forbidden: allowed.length === 0 && rules.state === 'read' && !rules.isAllowed(home.address),
    home: home.address,
    status: home.status,
    latency_ms: home.latencyMs,
    bytes: home.bytes,
    content_type: home.contentType,
    robots: {
      state: rules.state,
      crawl_delay_seconds: rules.crawlDelayMs / 1_000,
      rules: rules.text.slice(0, MAX_RULES_KEPT),
    },
    sitemaps: sitemaps.files.map((file) => ({ ...file, url: file.url.slice(0, 500) })),
    known_addresses: allowed.length,
  };
}

/** The sitemaps that robots.txt lists, else the usual place, for a site whose home is at `home`. */
export function sitemapsOf(rules: RobotRules, home: string): readonly string[] {
  if (rules.sitemaps.length > 0) return rules.sitemaps;
  const usual = new URL('/sitemap.xml', home).href;
  return rules.isAllowed(usual) ? [usual] : [];
}

async function openHome(job: DomainToVerify, start: string, rules: RobotRules): Promise<Home> {
  const { context, domain } = job;
  const unread = { address: start, rules, status: null, latencyMs: null, bytes: 0, contentType: '' };
  if (rules.state === 'unavailable') return { ...unread, problem: rules.reason };
  const startedAt = context.now();
  const mayAsk = async (address: string) => (await job.robots(address)).isAllowed(address);
  try {
    const request = { url: start, maxBytes: MAX_HOME_BYTES, signal: context.signal };
    const opened = await openInScope(job.web, context.scope, request, mayAsk);
    if (opened.kind === 'left_scope') return { ...unread, problem: leavingSentence(domain, opened.to) };
    if (opened.kind === 'forbidden') {
      const problem = `robots.txt of ${new URL(opened.to).host} forbids reading its homepage.`;
      return { ...unread, address: opened.to, rules: await job.robots(opened.to), problem };
    }
    const { status, bytes, headers, finalUrl } = opened.response;
    const address = pageAddress(finalUrl) ?? start;
    const contentType = mediaTypeOf(headers.get('content-type'));
    const answered = { address, status, latencyMs: context.now() - startedAt, bytes, contentType };
    return { ...answered, rules: await job.robots(address), problem: problemOf(domain, status, contentType) };
  } catch (error) {
    if (context.signal.aborted || !(error instanceof AppError)) throw error;
    return { ...unread, problem: error.message };
  }
}

function problemOf(domain: string, status: number, contentType: string): string | null {
  if (status < 200 || status >= 300) return `The homepage of ${domain} answers ${status}.`;
  return isReadableType(contentType) ? null : `The homepage of ${domain} is ${contentType}, which is not text.`;
}

function leavingSentence(domain: string, to: string): string {
  const host = URL.parse(to)?.host ?? to;
  return `${domain} redirects to ${host.slice(0, 200)}, which is not among the allowed domains.`;
}

function isSameOrigin(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}

function unreadable(domain: string, reason: string): VerifiedDomain {
  return {
    ...{ domain, reason, forbidden: false, home: null, status: null, latency_ms: null, bytes: 0, content_type: '' },
    ...{ robots: { state: 'unavailable', crawl_delay_seconds: 0, rules: '' }, sitemaps: [], known_addresses: 0 },
  };
}

import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Step, StepContext, StepOutput } from '../../missions/defineMission.ts';
import { meteredWeb } from '../web/meteredWeb.ts';
import { robotsReader } from '../web/robots.ts';
import { type VerifiedDomain, verifiedDomain, verifyDomain } from './verifyDomain.ts';

const output = z.object({
  domains: z.array(verifiedDomain),
  requests: z.int().min(0),
  bytes: z.int().min(0),
  seconds: z.number().min(0),
});
export type Verification = z.infer<typeof output>;

/** Step 1: which of the allowed domains can be read, and what their robots.txt and sitemaps say. */
export const verification: StepOutput<Verification> = { name: 'verification', output };

/** The share of `budget.max_bytes` that finding out about the domains may take; the rest is for pages. */
const SHARE_OF_BYTES = 0.2;

/**
 * Step 1. Fails with `domain_unreachable` when no domain can be read, or with `crawling_forbidden` when those that
 * answer forbid it. A single domain that fails is reported and left out.
 */
export function verificationStep(guarded: GuardedWeb): Step<Verification> {
  return {
    ...verification,
    weight: 10,
    async run(context) {
      const startedAt = context.now();
      const { web, usage } = meteredWeb(guarded);
      const domains = await verifyAll(web, context);
      context.signal.throwIfAborted();
      requireUsable(domains);
      for (const { reason } of domains) if (reason !== null) context.note({ kind: 'error', message: reason });
      const seconds = (context.now() - startedAt) / 1_000;
      return { output: { domains, ...usage, seconds }, message: messageOf(domains), usage: { ...usage } };
    },
  };
}

/** The domains that a mission goes on with. */
export function usableDomains({ domains }: Verification): VerifiedDomain[] {
  return domains.filter((domain) => domain.reason === null);
}

async function verifyAll(web: GuardedWeb, context: StepContext): Promise<VerifiedDomain[]> {
  const { allowed_domains: names } = context.scope;
  const robots = robotsReader(web, context.scope, context.signal);
  const maxSitemapBytes = Math.floor((context.budget.max_bytes * SHARE_OF_BYTES) / names.length);
  let done = 0;
  // 20 domains at most, so all at once: the slow ones then cost their own time only.
  return Promise.all(
    names.map(async (domain) => {
      const verified = await verifyDomain({ web, robots, domain, maxSitemapBytes, context });
      done += 1;
      const message = `${done} of ${names.length} domains checked`;
      context.report({ done, total: names.length, unit: 'domains', message });
      return verified;
    }),
  );
}

function requireUsable(domains: readonly VerifiedDomain[]): void {
  if (domains.some((domain) => domain.reason === null)) return;
  const why = domains.map((domain) => domain.reason).join(' ');
  if (domains.some((domain) => domain.forbidden)) {
    throw new AppError('crawling_forbidden', `No allowed domain may be read. ${why}`, {
      next: 'Choose a domain whose robots.txt allows reading, or ask its owner.',
    });
  }
  throw new AppError('domain_unreachable', `No allowed domain can be read. ${why}`, {
    next: `Check the spelling of the domains. A private host can be read once its operator names it in FETCH_ALLOW_HOSTS.${portAdvice(domains)}`,
  });
}

/** Of a host of one's own nobody remembers that it stands for the usual ports alone; a public domain is served there. */
function portAdvice(domains: readonly VerifiedDomain[]): string {
  const own = domains.find(({ domain }) => /^(?:[^.:]+|[\d.]+)$/.test(domain));
  return own === undefined
    ? ''
    : ` Without a port ${own.domain} stands for its ports 80 and 443; name any other with it, such as ${own.domain}:5000.`;
}

function messageOf(domains: readonly VerifiedDomain[]): string {
  const usable = domains.filter((domain) => domain.reason === null);
  const withRobots = usable.filter((domain) => domain.robots.state === 'read').length;
  const known = usable.reduce((sum, domain) => sum + domain.known_addresses, 0);
  const robots = withRobots === 0 ? 'no robots.txt' : 'robots.txt read';
  const sitemaps = known === 0 ? '' : `; sitemaps list ${known} ${known === 1 ? 'address' : 'addresses'}`;
  const verb = usable.length === 1 ? 'answers' : 'answer';
  return `${usable.length} of ${domains.length} ${domains.length === 1 ? 'domain' : 'domains'} ${verb}; ${robots}${sitemaps}.`;
}

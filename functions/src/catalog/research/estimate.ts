import { CONCURRENCY } from '../web/crawlBudget.ts';

/** What is known about a domain before it is read. */
export interface DomainFacts {
  readonly domain: string;
  readonly crawlDelaySeconds: number;
  readonly latencySeconds: number;
  readonly homeBytes: number;
  /** Addresses that its sitemaps list; 0 when nothing is known. */
  readonly knownAddresses: number;
}

/** What reading is expected to take. */
export interface Estimate {
  readonly pages: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly cost_usd: number;
  /** The domain that takes longest because its robots.txt asks for pauses; null when none does. */
  readonly slowest: { readonly domain: string; readonly delaySeconds: number } | null;
}

/** Parsing and indexing one page; measured 5 to 10 ms on the documentation of Python and PostgreSQL. */
const SECONDS_PER_PAGE = 0.02;

/** A homepage is often unlike the pages behind it, so it is believed within these bounds only. */
const TYPICAL_PAGE_BYTES = { min: 10_000, max: 100_000 };

/** Writes of a mission besides live progress: created, approved, queued, claimed, six steps with ledger and history. */
const WRITES_PER_MISSION = 40;

/** List prices in USD: a Firestore write (us-central1), a second of a function with 1 vCPU and 1 GiB (tier 1). */
const USD_PER_WRITE = 0.09 / 100_000;
const USD_PER_FUNCTION_SECOND = 0.000_024 + 0.000_002_5;

/**
 * What reading `maxPages` at most will take. Pages are shared evenly between the domains, and never more than the
 * sitemaps know. Seconds: domains with a crawl delay are read one page at a time, all domains at once; the others
 * share `CONCURRENCY`. Cost: a write a second for live progress, the mission's other writes, and the function's time.
 */
export function estimate(domains: readonly DomainFacts[], maxPages: number): Estimate {
  const shares = shareOut(domains, maxPages);
  const pages = shares.reduce((sum, share) => sum + share.pages, 0);
  const bytes = shares.reduce((sum, { facts, pages: count }) => sum + count * typicalBytes(facts), 0);
  const paced = shares
    .filter(({ facts }) => facts.crawlDelaySeconds > 0)
    .map(({ facts, pages: count }) => ({ facts, seconds: (count - 1) * pause(facts) + facts.latencySeconds }))
    .toSorted((a, b) => b.seconds - a.seconds);
  const free = shares
    .filter(({ facts }) => facts.crawlDelaySeconds === 0)
    .reduce((sum, { facts, pages: count }) => sum + (count * facts.latencySeconds) / Math.min(CONCURRENCY, count), 0);
  const [slowest] = paced;
  const seconds = Math.max(slowest?.seconds ?? 0, free) + pages * SECONDS_PER_PAGE;
  return {
    pages,
    bytes: Math.round(bytes),
    seconds: Math.round(seconds * 10) / 10,
    cost_usd: costUsd(seconds),
    slowest:
      slowest === undefined || slowest.seconds < free
        ? null
        : { domain: slowest.facts.domain, delaySeconds: slowest.facts.crawlDelaySeconds },
  };
}

/** Cost in USD of a mission that runs `seconds`, rounded up to a millionth. */
export function costUsd(seconds: number): number {
  const usd = (WRITES_PER_MISSION + seconds) * USD_PER_WRITE + seconds * USD_PER_FUNCTION_SECOND;
  return Math.ceil(usd * 1_000_000) / 1_000_000;
}

interface Share {
  readonly facts: DomainFacts;
  readonly pages: number;
}

function shareOut(domains: readonly DomainFacts[], maxPages: number): Share[] {
  // Domains that know least first: what they leave over goes to the others.
  const ascending = domains.toSorted((a, b) => roomOf(a) - roomOf(b));
  let left = maxPages;
  return ascending
    .map((facts, index) => {
      const pages = Math.min(roomOf(facts), Math.ceil(left / (ascending.length - index)));
      left -= pages;
      return { facts, pages };
    })
    .filter(({ pages }) => pages > 0);
}

function roomOf({ knownAddresses }: DomainFacts): number {
  return knownAddresses > 0 ? knownAddresses : Number.POSITIVE_INFINITY;
}

function pause({ crawlDelaySeconds, latencySeconds }: DomainFacts): number {
  return Math.max(crawlDelaySeconds, latencySeconds);
}

function typicalBytes({ homeBytes }: DomainFacts): number {
  return Math.min(Math.max(homeBytes, TYPICAL_PAGE_BYTES.min), TYPICAL_PAGE_BYTES.max);
}

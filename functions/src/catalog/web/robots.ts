import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Scope } from '../../schema/request.ts';
import { openInScope } from './openInScope.ts';

/** RFC 9309, 2.5: a crawler must read at least 500 KiB of a robots.txt. */
const MAX_BYTES = 512_000;

/** A day: far past any budget, and still a number that can be waited for. */
const MAX_DELAY_MS = 86_400_000;

/** What a site's robots.txt asks of us. */
export interface RobotRules {
  /** `absent`: the site has none, everything is allowed. `unavailable`: it could not be read, nothing is allowed. */
  readonly state: 'read' | 'absent' | 'unavailable';
  /** A sentence on why it is unavailable; null otherwise. */
  readonly reason: string | null;
  /** The failure when the site did not answer at all; null when it did. */
  readonly failure: AppError | null;
  readonly text: string;
  readonly crawlDelayMs: number;
  readonly sitemaps: readonly string[];
  isAllowed(address: string): boolean;
}

/** The rules for an address, read once per origin. */
export type RobotsReader = (address: string) => Promise<RobotRules>;

/**
 * A reader of robots.txt that asks each origin once. It never throws but for the signal's reason: what could not be
 * read allows nothing (RFC 9309, 2.3.1.4), what does not exist allows everything (2.3.1.3).
 */
export function robotsReader(web: GuardedWeb, scope: Scope, signal: AbortSignal): RobotsReader {
  const known = new Map<string, Promise<RobotRules>>();
  return (address) => {
    const { origin } = new URL(address);
    const rules = known.get(origin) ?? readRobots(web, scope, `${origin}/robots.txt`, signal);
    known.set(origin, rules);
    return rules;
  };
}

async function readRobots(web: GuardedWeb, scope: Scope, url: string, signal: AbortSignal): Promise<RobotRules> {
  try {
    const opened = await openInScope(web, scope, { url, maxBytes: MAX_BYTES, signal, accept: 'text/plain' });
    // A robots.txt that lies outside the scope is out of reach for us as a missing one is.
    if (opened.kind !== 'answered') return everything();
    const { status, body } = opened.response;
    if (status >= 500)
      return nothing(`${new URL(url).host} answers ${status} for its robots.txt, so it must be left alone.`, null);
    if (status >= 400 || status < 200) return everything();
    return await parseRobots(url, new TextDecoder().decode(body), web.userAgent);
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return nothing(error.message, error);
  }
}

/** The rules in `text` for `userAgent`, as for a robots.txt at `url`. */
export async function parseRobots(url: string, text: string, userAgent: string): Promise<RobotRules> {
  const { default: parse } = await import('robots-parser');
  const robots = parse(url, text);
  const delaySeconds = robots.getCrawlDelay(userAgent);
  return {
    state: 'read',
    reason: null,
    failure: null,
    text,
    crawlDelayMs: delaySeconds !== undefined && delaySeconds > 0 ? Math.min(delaySeconds * 1_000, MAX_DELAY_MS) : 0,
    sitemaps: robots.getSitemaps(),
    // `undefined` is an address of another origin, which is asked for by mistake only.
    isAllowed: (address) => robots.isAllowed(address, userAgent) ?? false,
  };
}

function everything(): RobotRules {
  return { ...NO_RULES, state: 'absent', reason: null, failure: null, isAllowed: () => true };
}

function nothing(reason: string, failure: AppError | null): RobotRules {
  return { ...NO_RULES, state: 'unavailable', reason, failure, isAllowed: () => false };
}

const NO_RULES = { text: '', crawlDelayMs: 0, sitemaps: [] } as const;

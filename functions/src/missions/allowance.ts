import { LRUCache } from 'lru-cache';
import { AppError } from '../core/errors.ts';
import type { Mark } from '../core/events.ts';
import { addMs, type Instant, toEpochMs, toInstant } from '../schema/time.ts';
import { callTimes, countCalls } from '../store/allowances.ts';
import type { AllowanceKind, Deps } from './deps.ts';

const WINDOW_MS = 60_000;

/** As many owners as one instance remembers; each takes 8 bytes for every call of the last minute. */
const MOST_OWNERS = 10_000;

/** What this process let through in the last minute, for each allowance. Tests have several processes in one. */
const passed = new WeakMap<Deps, LRUCache<string, readonly number[]>>();

/** A call that was let through: `mark` goes into the history with what it does. */
interface Pass {
  readonly mark: Mark;
  /** The call did nothing after all. */
  giveBack(): void;
}

const UNLIMITED: Pass = { mark: {}, giveBack: () => undefined };

/**
 * Lets the owner's call through, or throws `rate_limited`. What was done in the last minute is counted in the history,
 * where every instance writes it anyway: no write of its own, one read (a refusal: one or two more). What is not
 * written yet is not counted, so the calls that other instances have under way at that moment may pass the limit;
 * those of this instance are counted here. So the most is the limit times the instances, if all begin at once.
 */
async function takeAllowance(deps: Deps, owner: string, kind: AllowanceKind): Promise<Pass> {
  const limit = deps.limits.perMinute[kind];
  if (limit === null) return UNLIMITED;
  const countedFor = `${kind}:${owner}`;
  const refuse = (oldest: Instant): never => {
    throw refusal(kind, limit, oldest, deps.clock.now());
  };
  const pass = passHere(deps, countedFor, limit, refuse);
  try {
    const since = addMs(deps.clock.now(), -WINDOW_MS);
    const count = await countCalls(deps.db, countedFor, since);
    if (count < limit) return pass;
    // One place is free when as many have gone as there are too many.
    const times = await callTimes(deps.db, countedFor, since, count - limit + 1);
    return refuse(times.at(-1) ?? since);
  } catch (error) {
    pass.giveBack();
    throw error;
  }
}

/** Runs `work` under the allowance; one that throws took nothing. */
export async function withAllowance<T>(
  deps: Deps,
  owner: string,
  kind: AllowanceKind,
  work: (pass: Pass) => Promise<T>,
): Promise<T> {
  const pass = await takeAllowance(deps, owner, kind);
  try {
    return await work(pass);
  } catch (error) {
    pass.giveBack();
    throw error;
  }
}

/** Counts the call among those of this process before anybody waits for anything. */
function passHere(deps: Deps, countedFor: string, limit: number, refuse: (oldest: Instant) => never): Pass {
  const cache = passed.get(deps) ?? new LRUCache({ max: MOST_OWNERS });
  passed.set(deps, cache);
  const nowMs = deps.clock.epochMs();
  const recent = (cache.get(countedFor) ?? []).filter((atMs) => atMs > nowMs - WINDOW_MS);
  const [oldest] = recent;
  if (recent.length >= limit && oldest !== undefined) refuse(toInstant(oldest));
  cache.set(countedFor, [...recent, nowMs]);
  return {
    mark: { counted_for: countedFor },
    giveBack: () => {
      const now = cache.get(countedFor) ?? [];
      const index = now.indexOf(nowMs);
      if (index >= 0) cache.set(countedFor, now.toSpliced(index, 1));
    },
  };
}

const WORDS: Readonly<Record<AllowanceKind, string>> = {
  create: 'created',
  start: 'set going',
};

/** `oldest`: the call that must be a minute old before there is room again. */
function refusal(kind: AllowanceKind, limit: number, oldest: Instant, now: Instant): AppError {
  const retryAfterMs = Math.max(1, toEpochMs(oldest) + WINDOW_MS - toEpochMs(now));
  return new AppError('rate_limited', `At most ${limit} missions may be ${WORDS[kind]} in a minute.`, {
    retryAfterMs,
    limit: { name: kind, most: limit, windowSeconds: WINDOW_MS / 1000 },
  });
}

import type { Firestore } from 'firebase-admin/firestore';
import { LRUCache } from 'lru-cache';
import type { HistoryEntry } from '../schema/history.ts';
import { readHistory } from '../store/history.ts';
import { readMission, type Stored, watchMission } from '../store/missions.ts';
import { missionNotFound } from './applyEvent.ts';
import type { Deps } from './deps.ts';
import { type Progress, progressNow } from './reports.ts';

/** History is read in pieces of this size: what a slow reader makes the process hold. */
const PAGE = 100;
/** Entries kept for all who follow one mission, about 0.5 kB each: the newest, and what latecomers catch up on. */
const ENTRIES_KEPT = 3 * PAGE;
/** A progress answer is computed this seldom for all who follow: its runner writes no more often. */
const PROGRESS_MS = 1_000;

/**
 * A listener that has said nothing for so long is not trusted: now and then one never speaks, and its client notices after
 * two minutes. The mission is read, at the price of four reads a minute while nothing happens to it.
 */
const MUTE_MS = 15_000;

/** A mission that somebody follows: one for all who do in this process, from the first to the last of them. */
interface Followed {
  readonly missionId: string;
  readonly pages: LRUCache<number, readonly HistoryEntry[]>;
  readonly wakers: Set<() => void>;
  followers: number;
  stored: Stored;
  /** Why nothing more is to be learned here. */
  failure: { readonly error: unknown } | null;
  progress: { readonly of: Stored; readonly atMs: number; readonly answer: Promise<Progress> } | null;
  endWatch: (() => void) | null;
  /** When the listener last spoke, or was checked. */
  heardAtMs: number;
}

/** One reader's share in it. */
export interface Following {
  /** The mission as it is known now. Throws `mission_not_found` once it is gone, and what Firestore threw. */
  now(): Stored;
  /** The entries after number `seq`, oldest first: the next hundred at most; none when they are gone. */
  historyAfter(seq: number): Promise<readonly HistoryEntry[]>;
  /** Where the mission stands now, up to a second old. */
  progress(): Promise<Progress>;
  /** Resolves when `now()` is no longer `known`, after `durationMs`, or when `signal` aborts. */
  change(known: Stored, durationMs: number, signal: AbortSignal): Promise<void>;
  leave(): void;
}

/** A process has one database; tests have several. */
const followed = new WeakMap<Firestore, Map<string, Followed>>();

/**
 * Follows a mission that was just read; `leave` must be called at the end. However many follow it in a process, they
 * cost one read to begin to listen (none while it is over), one for each change of the mission, one for each history
 * entry, and one for each 15 s without a change; one who comes later, one for each entry that is not among the newest kept.
 */
export function follow(deps: Deps, known: Stored): Following {
  const shared = join(deps.db, known);
  return {
    now: () => {
      if (shared.failure !== null) throw shared.failure.error;
      return shared.stored;
    },
    historyAfter: async (seq) => (await shared.pages.fetch(seq)) ?? [],
    progress: () => progressOf(deps, shared),
    change: async (seen, durationMs, signal) => {
      listen(deps, shared);
      const isSame = (): boolean => shared.failure === null && shared.stored === seen && !signal.aborted;
      const untilMuteMs = shared.heardAtMs + MUTE_MS - deps.clock.epochMs();
      if (isSame()) await sleepUntilNews(deps, shared, Math.min(durationMs, Math.max(1, untilMuteMs)), signal);
      if (isSame() && deps.clock.epochMs() - shared.heardAtMs >= MUTE_MS) await check(deps, shared);
    },
    leave: () => {
      shared.followers -= 1;
      if (shared.followers === 0) drop(deps.db, shared);
    },
  };
}

async function sleepUntilNews(deps: Deps, shared: Followed, durationMs: number, signal: AbortSignal): Promise<void> {
  const news = new AbortController();
  const wake = (): void => news.abort();
  shared.wakers.add(wake);
  try {
    await deps.sleep(durationMs, AbortSignal.any([signal, news.signal]));
  } finally {
    shared.wakers.delete(wake);
  }
}

function join(db: Firestore, known: Stored): Followed {
  const missionId = known.mission.mission_id;
  const all = followed.get(db) ?? new Map<string, Followed>();
  followed.set(db, all);
  const shared = all.get(missionId) ?? begin(db, known);
  all.set(missionId, shared);
  shared.followers += 1;
  learn(shared, known);
  return shared;
}

function begin(db: Firestore, stored: Stored): Followed {
  const missionId = stored.mission.mission_id;
  // Entries never change and their numbers have no gaps, so what followed number n once is what follows it.
  const pages = new LRUCache<number, readonly HistoryEntry[]>({
    maxSize: ENTRIES_KEPT,
    sizeCalculation: (page) => page.length,
    // Whoever waits for a page gets it, though others have pushed it out meanwhile.
    ignoreFetchAbort: true,
    fetchMethod: async (after) => {
      const page = await readHistory(db, missionId, after, PAGE);
      return page.length === 0 ? undefined : page;
    },
  });
  const nothing = { followers: 0, failure: null, progress: null, endWatch: null, heardAtMs: 0 };
  return { missionId, pages, wakers: new Set(), stored, ...nothing };
}

/** What was read may be older than what is known. */
function learn(shared: Followed, stored: Stored): void {
  if (stored.version.valueOf() <= shared.stored.version.valueOf()) return;
  shared.stored = stored;
  wakeAll(shared);
}

function listen(deps: Deps, shared: Followed): void {
  if (shared.endWatch !== null || shared.failure !== null) return;
  shared.heardAtMs = deps.clock.epochMs();
  const onChange = (stored: Stored | null): void => {
    shared.heardAtMs = deps.clock.epochMs();
    if (stored === null) fail(deps.db, shared, missionNotFound());
    else learn(shared, stored);
  };
  shared.endWatch = watchMission(deps.db, shared.missionId, onChange, (error) => fail(deps.db, shared, error));
}

/** Reads the mission, for all who follow it; a listener that has missed something is replaced by the next to wait. */
async function check(deps: Deps, shared: Followed): Promise<void> {
  shared.heardAtMs = deps.clock.epochMs();
  const stored = await readMission(deps.db, shared.missionId);
  if (stored === null) {
    fail(deps.db, shared, missionNotFound());
    return;
  }
  if (stored.version.valueOf() <= shared.stored.version.valueOf()) return;
  deps.log.warn({ mission_id: shared.missionId }, 'listener is mute; begun anew');
  shared.endWatch?.();
  shared.endWatch = null;
  learn(shared, stored);
}

function fail(db: Firestore, shared: Followed, error: unknown): void {
  shared.failure = { error };
  // Who comes next begins anew.
  drop(db, shared);
  wakeAll(shared);
}

function drop(db: Firestore, shared: Followed): void {
  shared.endWatch?.();
  const all = followed.get(db);
  if (all?.get(shared.missionId) === shared) all.delete(shared.missionId);
}

function wakeAll(shared: Followed): void {
  for (const wake of shared.wakers) wake();
}

function progressOf(deps: Deps, shared: Followed): Promise<Progress> {
  const nowMs = deps.clock.epochMs();
  const { progress, stored } = shared;
  if (progress?.of === stored && nowMs - progress.atMs < PROGRESS_MS) return progress.answer;
  const answer = progressNow(deps, stored, { ageMs: 0, isFresh: false });
  shared.progress = { of: stored, atMs: nowMs, answer };
  return answer;
}

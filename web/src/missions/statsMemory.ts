import { inheritStats } from '../../../functions/src/core/learnRun.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import type { StatsAnswer } from '../firebaseStats.ts';
import { createStore, type Store } from '../store.ts';

/** Earlier runs change slowly: while they are shown they are read again after this long, one read for each kind of run. */
export const REFRESH_MS = 5 * 60_000;
/** What came from this device's cache is asked for again soon; offline that costs nothing. */
export const ASK_AGAIN_MS = 2_000;
/** Without an answer for this long, the estimate does without: a rate that is corrected later is better than none. */
export const PATIENCE_MS = 4_000;
/** Oldest out first. Each may be 64 kB. */
const MOST_KINDS = 50;

interface Known {
  readonly stats: MissionStats | null;
  readonly askAgainAt: number;
}

interface StatsMemory {
  /** By key; null: there are none, or they can't be read. */
  readonly kinds: Store<ReadonlyMap<string, Known>>;
  /** Asks for `statsId` unless its answer is fresh or on its way. */
  refresh(key: string, statsId: string): Promise<void>;
}

/** What earlier runs taught, as far as this page has read it. `clock` in milliseconds; it need not know the date. */
export function createStatsMemory(read: (statsId: string) => Promise<StatsAnswer>, clock: () => number): StatsMemory {
  const kinds = createStore<ReadonlyMap<string, Known>>(new Map());
  /** Since when each has been asked for without an answer. */
  const unanswered = new Map<string, number>();
  const asking = new Set<string>();

  function remember(key: string, stats: MissionStats | null, holdMs: number): void {
    const next = new Map(kinds.get());
    next.delete(key);
    next.set(key, { stats, askAgainAt: clock() + holdMs });
    const oldest = next.keys().next().value;
    if (next.size > MOST_KINDS && oldest !== undefined) next.delete(oldest);
    kinds.set(next);
  }

  return {
    kinds,
    async refresh(key, statsId) {
      const known = kinds.get().get(key);
      const since = unanswered.get(key) ?? clock();
      if (known === undefined && clock() - since >= PATIENCE_MS) remember(key, null, ASK_AGAIN_MS);
      if (asking.has(key) || (known !== undefined && known.askAgainAt > clock())) return;
      asking.add(key);
      unanswered.set(key, since);
      try {
        const { own, older, isFresh } = await read(statsId);
        unanswered.delete(key);
        const stats = own ?? (older === null ? null : inheritStats(older));
        remember(key, stats, isFresh ? REFRESH_MS : ASK_AGAIN_MS);
      } catch {
        // No connection, or not yet: what is known stays, and what is not is asked for by the next call.
        const held = kinds.get().get(key);
        if (held !== undefined) remember(key, held.stats, ASK_AGAIN_MS);
      } finally {
        asking.delete(key);
      }
    },
  };
}

import type { MissionEvent, Outcome } from '../core/events.ts';
import { BEAT_MS, isSilent } from '../core/lease.ts';
import { applyEvent, unlessGone } from '../missions/applyEvent.ts';
import type { Deps } from '../missions/deps.ts';
import type { Mission } from '../schema/mission.ts';
import { isTransient } from '../store/firestore.ts';
import { type Stored, watchControl } from '../store/missions.ts';
import { type StopReason, StopRunning } from './stopRunning.ts';

/** A mission that ends sooner is not watched: its next commit meets the request anyway, and the watch costs a read. */
const WATCH_AFTER_MS = 500;

/** How long a write is tried while Firestore is away. Longer holds a function that can do nothing else meanwhile. */
const WRITE_PATIENCE_MS = 300_000;
const MAX_WRITE_BACKOFF_MS = 5_000;

/** The right to run a mission, while it lasts. */
export interface Hold {
  readonly fence: number;
  /** Aborts with a {@link StopRunning} when the right ends, the owner asks for it, or the runner must leave. */
  readonly signal: AbortSignal;
  /** The mission as last read or written. */
  mission(): Mission;
  /** Whether this runner has the mission still, as far as it knows. */
  isHeld(): boolean;
  /** Applies `event`; one after another, so that this runner never races itself. */
  write(event: MissionEvent): Promise<Outcome>;
  /** Asks the running step to stop, so that the mission can be handed over. */
  leave(why: Extract<StopReason, 'time_up' | 'shutdown'>): void;
  /** Ends the watch and the heartbeat. */
  end(): void;
}

/** Keeps the mission that was just claimed: serial writes, a heartbeat, and an eye on what the owner asks. */
export function keepHold(deps: Deps, claimed: Stored): Hold {
  const { mission_id: missionId, fence } = claimed.mission;
  const stopping = new AbortController();
  let stored = claimed;
  let last: Promise<unknown> = Promise.resolve();
  let pending = 0;

  const stop = (why: StopReason): void => stopping.abort(new StopRunning(why));
  const look = (after: Stored, outcome: Outcome): void => {
    stored = after;
    if (outcome.kind === 'ignored' && outcome.reason === 'stale_fence') stop('lost');
    else if (after.mission.fence !== fence) stop('lost');
    else if (after.mission.control !== null) stop(after.mission.control.kind === 'cancel' ? 'cancelled' : 'paused');
  };
  const write = (event: MissionEvent): Promise<Outcome> => {
    pending += 1;
    const result = last.then(async (): Promise<Outcome> => {
      const applied = await unlessGone(applyPatiently(deps, missionId, event, stored));
      if (applied === null) {
        stop('lost');
        return { kind: 'ignored', reason: 'over' };
      }
      look(applied.stored, applied.outcome);
      return applied.outcome;
    });
    const done = (): void => {
      pending -= 1;
    };
    // The chain goes on after a failed write; who asked for that write is told by its own promise.
    last = result.then(done, done);
    return result;
  };

  const onFault = (error: unknown): void => {
    deps.log.warn({ mission_id: missionId, fence, err: error }, 'heartbeat failed');
    stop('lost');
  };
  const beat = (): void => {
    const { mission } = stored;
    // A write under way is a heartbeat itself; while Firestore is away, more of them would only queue up.
    if (pending > 0 || mission.lease === null) return;
    if (!isSilent(mission, mission.lease, deps.clock.now())) return;
    void write({ type: 'renewed', fence }).catch(onFault);
  };
  const heartbeat = setInterval(beat, BEAT_MS);
  const endWatch = watchSoon(deps, claimed.mission, (kind) => stop(kind === 'cancel' ? 'cancelled' : 'paused'));

  return {
    fence,
    signal: stopping.signal,
    mission: () => stored.mission,
    isHeld: () => stored.mission.fence === fence && stored.mission.lease !== null,
    write,
    leave: stop,
    end: () => {
      clearInterval(heartbeat);
      endWatch();
    },
  };
}

/** Watches what the owner asks, once the mission has run for a moment; returns the end of it. */
function watchSoon(deps: Deps, claimed: Mission, onRequest: (kind: 'cancel' | 'pause') => void): () => void {
  let endWatch = (): void => undefined;
  const timer = setTimeout(() => {
    endWatch = watchControl(deps.db, claimed, onRequest, (error) => {
      const { mission_id, fence } = claimed;
      deps.log.warn({ mission_id, fence, err: error }, 'watch ended; the next write sees what was asked');
    });
  }, WATCH_AFTER_MS);
  return () => {
    clearTimeout(timer);
    endWatch();
  };
}

/** Firestore may be away: what the step did stays in memory and the write is tried again, for a bounded time. */
async function applyPatiently(deps: Deps, missionId: string, event: MissionEvent, known: Stored) {
  const startedMs = deps.clock.epochMs();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await applyEvent(deps, missionId, event, known);
    } catch (error) {
      if (!isTransient(error) || deps.clock.epochMs() - startedMs > WRITE_PATIENCE_MS) throw error;
      deps.log.warn({ mission_id: missionId, event: event.type, attempt, err: error }, 'Firestore away; trying again');
      await deps.sleep(deps.random(Math.min(MAX_WRITE_BACKOFF_MS, 100 * 2 ** attempt)) + 50);
    }
  }
}

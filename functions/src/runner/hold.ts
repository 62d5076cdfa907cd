import type { MissionEvent, Outcome } from '../core/events.ts';
import { RENEW_AFTER_MS, renewLease } from '../core/lease.ts';
import { applyEvent } from '../missions/applyEvent.ts';
import type { Deps } from '../missions/deps.ts';
import type { Mission } from '../schema/mission.ts';
import { isTransient } from '../store/firestore.ts';
import { type Stored, watchControl } from '../store/missions.ts';

/** A mission that ends sooner is not watched: its next commit meets the request anyway, and the watch costs a read. */
const WATCH_AFTER_MS = 500;

/** How long a write is tried while Firestore is away. Longer holds a function that can do nothing else meanwhile. */
const WRITE_PATIENCE_MS = 300_000;
const MAX_WRITE_BACKOFF_MS = 5_000;

/** Why a runner must stop: its owner cancelled, or another runner has the mission. */
export class StopRunning extends Error {
  readonly why: 'cancelled' | 'lost';

  constructor(why: 'cancelled' | 'lost') {
    super(why === 'cancelled' ? 'the owner cancelled the mission' : 'another runner holds the mission');
    this.name = 'StopRunning';
    this.why = why;
  }
}

/** The right to run a mission, while it lasts. */
export interface Hold {
  readonly fence: number;
  /** Aborts with a {@link StopRunning} when the right ends or the owner cancels. */
  readonly signal: AbortSignal;
  /** The mission as last read or written. */
  mission(): Mission;
  /** Applies `event`; one after another, so that this runner never races itself. */
  write(event: MissionEvent): Promise<Outcome>;
  /** Ends the watch and the heartbeat. */
  end(): void;
}

/** Keeps the mission that was just claimed: serial writes, a heartbeat, and an eye on what the owner asks. */
export function keepHold(deps: Deps, claimed: Stored): Hold {
  const { mission_id: missionId, fence } = claimed.mission;
  const stopping = new AbortController();
  let stored = claimed;
  let last: Promise<unknown> = Promise.resolve();

  const look = (after: Stored, outcome: Outcome): void => {
    stored = after;
    if (outcome.kind === 'ignored' && outcome.reason === 'stale_fence') stopping.abort(new StopRunning('lost'));
    else if (after.mission.fence !== fence) stopping.abort(new StopRunning('lost'));
    else if (after.mission.status === 'in_progress' && after.mission.control !== null) {
      stopping.abort(new StopRunning('cancelled'));
    }
  };
  const write = (event: MissionEvent): Promise<Outcome> => {
    const result = last.then(async () => {
      const applied = await applyPatiently(deps, missionId, event, stored);
      look(applied.stored, applied.outcome);
      return applied.outcome;
    });
    // The chain goes on after a failed write; who asked for that write is told by its own promise.
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };

  const onFault = (error: unknown): void => {
    deps.log.warn({ mission_id: missionId, fence, err: error }, 'heartbeat failed');
    stopping.abort(new StopRunning('lost'));
  };
  const beat = (): void => {
    const { lease } = stored.mission;
    if (lease === null || renewLease(lease, deps.clock.now()) === lease) return;
    void write({ type: 'renewed', fence }).catch(onFault);
  };
  const heartbeat = setInterval(beat, RENEW_AFTER_MS);
  let endWatch = (): void => undefined;
  const watch = setTimeout(() => {
    const onRequest = (): void => stopping.abort(new StopRunning('cancelled'));
    endWatch = watchControl(deps.db, missionId, onRequest, (error) => {
      deps.log.warn({ mission_id: missionId, fence, err: error }, 'watch ended; the next write sees what was asked');
    });
  }, WATCH_AFTER_MS);

  return {
    fence,
    signal: stopping.signal,
    mission: () => stored.mission,
    write,
    end: () => {
      clearInterval(heartbeat);
      clearTimeout(watch);
      endWatch();
    },
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

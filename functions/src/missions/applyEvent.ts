import { AppError } from '../core/errors.ts';
import type { MissionEvent, Outcome } from '../core/events.ts';
import { nextState } from '../core/nextState.ts';
import { commitOutcome, readMission, type Stored } from '../store/missions.ts';
import { announce } from './announce.ts';
import type { Deps } from './deps.ts';
import { runEffects } from './effects.ts';
import { forgetRead } from './readCache.ts';
import { sendDeliveries } from './sendDeliveries.ts';

/** How often one event is tried against other writers. Ten lost races in a row mean a fault, not bad luck. */
const MAX_TRIES = 10;
const MAX_BACKOFF_MS = 400;

/** What became of an event, and the mission as it stands after it. */
export interface Applied {
  readonly outcome: Outcome;
  readonly stored: Stored;
}

/**
 * Writes down what `event` does: the only function that changes a mission. Compare-and-swap: the commit holds only if
 * the mission is still as `known` says; else it is read again, the event is folded into what it has become, and tried
 * again. Effects follow the commit, in which lie the deliveries to the webhooks that are told of it. Costs no read
 * while `known` is current, but for what {@link announce} asks; an event that
 * `known` would have ignored or refused is looked at again with a fresh read, since `known` may be the reason.
 * Throws `mission_not_found`, `too_much_contention`, and what Firestore throws.
 */
export async function applyEvent(deps: Deps, missionId: string, event: MissionEvent, known?: Stored): Promise<Applied> {
  // Runners' commits may share a call; an owner waits for nobody else's.
  const isShared = event.type === 'claimed' || 'fence' in event;
  let stored = known ?? null;
  let isFresh = known === undefined;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    stored ??= await readMission(deps.db, missionId);
    if (stored === null) throw missionNotFound();
    const outcome = nextState(stored.mission, event, deps.clock.now());
    if (outcome.kind === 'applied') {
      const { retentionDays } = deps;
      const deliveries = await announce(deps, stored.mission, outcome.mission);
      const committed = await commitOutcome(deps.db, stored, outcome, { isShared, deliveries, retentionDays });
      if (committed !== null) {
        forgetRead(deps.db, missionId);
        await runEffects(deps, outcome);
        await sendDeliveries(deps, deliveries);
        return { outcome, stored: committed };
      }
    } else if (isFresh) {
      return { outcome, stored };
    }
    stored = null;
    isFresh = true;
    if (attempt > 0) await deps.sleep(deps.random(Math.min(MAX_BACKOFF_MS, 2 ** attempt * 10)));
  }
  throw new AppError('too_much_contention', 'The mission is being changed by too many callers at once.');
}

/** What `work` comes to, or null where the mission was deleted before: for those who come for it late. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'mission_not_found') return null;
    throw error;
  }
}

/** The same words for a mission that is not there and for one that belongs to somebody else. */
export function missionNotFound(): AppError {
  return new AppError('mission_not_found', 'There is no mission with this id.');
}

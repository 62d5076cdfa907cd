import type { MissionEvent } from '../../functions/src/core/events.ts';
import { nextState } from '../../functions/src/core/nextState.ts';
import type { HistoryEntry } from '../../functions/src/schema/history.ts';
import type { LedgerEntry } from '../../functions/src/schema/ledger.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';
import type { Instant } from '../../functions/src/schema/time.ts';
import { proposed } from './missions.ts';

/** A mission with all that was written down of it. */
export interface Told {
  readonly mission: Mission;
  readonly history: readonly HistoryEntry[];
  readonly ledger: readonly LedgerEntry[];
}

export const TOLD: Told = { mission: proposed(), history: [], ledger: [] };

/** `told` after `event`; the same if the event changes nothing. */
export function tell(told: Told, event: MissionEvent, now: Instant): Told {
  const outcome = nextState(told.mission, event, now);
  if (outcome.kind !== 'applied') return told;
  return {
    mission: outcome.mission,
    history: [...told.history, ...outcome.history],
    ledger: outcome.ledger === null ? told.ledger : [...told.ledger, outcome.ledger],
  };
}

/** What was written down of a mission to which `events` happened, each at its second. */
export function toldBy(events: readonly (readonly [second: Instant, event: MissionEvent])[], from = TOLD): Told {
  return events.reduce((told, [at, event]) => tell(told, event, at), from);
}

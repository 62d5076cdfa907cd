import type { MissionEvent } from '../../functions/src/core/events.ts';
import { nextState } from '../../functions/src/core/nextState.ts';
import type { HistoryEntry } from '../../functions/src/schema/history.ts';
import type { StepItem } from '../../functions/src/schema/item.ts';
import type { LedgerEntry } from '../../functions/src/schema/ledger.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../functions/src/schema/result.ts';
import type { Instant } from '../../functions/src/schema/time.ts';
import { proposed } from './missions.ts';

/** A mission with all that was written down of it. */
export interface Told {
  readonly mission: Mission;
  readonly history: readonly HistoryEntry[];
  readonly ledger: readonly LedgerEntry[];
  readonly items: readonly StepItem[];
  readonly result: MissionResult | null;
}

const TOLD: Told = { mission: proposed(), history: [], ledger: [], items: [], result: null };

/** `told` after `event`; the same if the event changes nothing. */
function tell(told: Told, event: MissionEvent, now: Instant): Told {
  const outcome = nextState(told.mission, event, now);
  if (outcome.kind !== 'applied') return told;
  return {
    mission: outcome.mission,
    history: [...told.history, ...outcome.history],
    ledger: outcome.ledger === null ? told.ledger : [...told.ledger, outcome.ledger],
    items: [...told.items, ...outcome.items],
    result: outcome.result ?? told.result,
  };
}

/** What was written down of a mission to which `events` happened, each at its second. */
export function toldBy(events: readonly (readonly [moment: Instant, event: MissionEvent])[], from = TOLD): Told {
  return events.reduce((told, [moment, event]) => tell(told, event, moment), from);
}

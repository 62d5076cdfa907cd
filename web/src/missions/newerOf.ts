import type { Mission } from '../../../functions/src/schema/mission.ts';
import { digestOf, isOlder } from './missionDigest.ts';

/** `next`, unless it is an older state of the mission that `shown` is: two sources may tell in the wrong order. */
export function newerOf(next: Mission, shown: Mission): Mission {
  return next !== shown && isOlder(digestOf(next), digestOf(shown)) ? shown : next;
}

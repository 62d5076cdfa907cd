import { type Day, simulateDay } from './day.ts';
import type { IndexLoad } from './indexes.ts';
import type { Life } from './life.ts';
import { ASSUMPTIONS, type Setup } from './limits.ts';

interface Carried {
  readonly setup: Setup;
  readonly life: Life;
  readonly loads: readonly IndexLoad[];
  readonly seed: number;
}

/** Good to one in this many. */
const STEPS_OF_SEARCH = 12;
const MOST = 200_000_000;

/**
 * How many missions a day, rounded down to two figures, a setup carries: all are taken, 99 in 100 before the sweep would
 * send them another task, and at its end the sweep is not more than an hour behind with learning and with deleting.
 */
export function carriedADay({ setup, life, loads, seed }: Carried): number {
  let [carried, refused] = [0, MOST];
  for (let step = 0; step < STEPS_OF_SEARCH || refused / Math.max(1, carried) > 1.02; step += 1) {
    const missions = (carried + refused) / 2;
    if (isCarried(simulateDay({ missions, seed, setup, life, loads }), missions)) carried = missions;
    else refused = missions;
  }
  const digit = 10 ** (Math.floor(Math.log10(Math.max(1, carried))) - 1);
  return Math.floor(carried / digit) * digit;
}

function isCarried({ waitSeconds, queued, unlearned, undeleted, secondsTooHot }: Day, missions: number): boolean {
  const anHours = missions / 24;
  return (
    waitSeconds.p99 <= ASSUMPTIONS.redispatch.value &&
    queued <= anHours &&
    unlearned <= anHours &&
    undeleted <= anHours &&
    secondsTooHot === 0
  );
}

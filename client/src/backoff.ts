/** The first pause after a failure. */
const FIRST_MS = 500;
/** A server that is away for long is asked this often by everybody who follows something. */
const LONGEST_MS = 30_000;

/**
 * How long to wait after the `failures`-th failure in a row, from 1: doubled each time, and somewhere in the upper half
 * of that by `chance` (0 to 1), so that a thousand clients of a server that comes back do not come at once.
 */
export function backoffMs(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(whole / 2 + (chance * whole) / 2);
}

import { randomInt } from 'node:crypto';

/** Chance, as an argument: a whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/** The machine's own. */
export const systemRandom: Random = (below) => randomInt(below);

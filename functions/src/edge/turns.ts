/** Runs what it is given, so many at once; the rest waits, in order. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Turns for `atOnce` at a time. */
export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waited takes the place over; the count stays.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

import { setTimeout } from 'node:timers/promises';

/** Asks `look` until it answers something, and resolves to that; fails with `what` after `patienceMs`. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  patienceMs = 20_000,
): Promise<T> {
  const endMs = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > endMs) throw new Error(`waited ${patienceMs} ms for ${what}`);
    await setTimeout(25);
  }
}

import { setTimeout } from 'node:timers/promises';

/** Waits `durationMs`. */
export async function sleep(durationMs: number): Promise<void> {
  await setTimeout(durationMs);
}

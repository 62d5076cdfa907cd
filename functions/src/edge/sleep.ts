import { setTimeout } from 'node:timers/promises';

/** Waits `durationMs`, or until `signal` aborts; either way it resolves. */
export async function sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(durationMs, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}

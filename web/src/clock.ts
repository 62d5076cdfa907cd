import { useEffect, useState } from 'react';

/** Below this the difference between two clocks is noise, such as the time that an answer travelled. */
const CLOCKS_AGREE_MS = 3_000;

let ahead = 0;

/** Milliseconds since the epoch, by the server's clock as far as we know it: leases and ages are measured against it. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/** The same moment by this device's clock. */
export function deviceTime(serverMs: number): number {
  return serverMs - ahead;
}

/** The same moment by the server's clock. */
export function serverTime(deviceMs: number): number {
  return deviceMs + ahead;
}

/**
 * Learns how far the server's clock is ahead from a response. A device that is minutes off would otherwise call every
 * running mission stalled. `Age` is the time that a cache in between has held the answer.
 */
export function learnServerClock(headers: Headers): void {
  const sentAt = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(sentAt)) return;
  const heldMs = Number(headers.get('age') ?? 0) * 1000;
  const difference = sentAt + heldMs - Date.now();
  ahead = Math.abs(difference) < CLOCKS_AGREE_MS ? 0 : difference;
}

/** The pace of what rows say of time, the time left in steps of ten seconds at least: faster would only cost renders. */
export const ROW_TICK_MS = 5_000;

/** The time, renewed every `everyMs`. The only clock that components read. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

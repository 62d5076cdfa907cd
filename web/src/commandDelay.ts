import { tellDelay } from './connectionGuard.ts';

/** Beyond this a page was not live, and the figure would say nothing of live updates. */
const LOST_MS = 30_000;

interface Awaited {
  readonly updatedAt: string;
  readonly answeredAt: number;
}

/** By mission: what a command's answer said, and what the page showed last. */
const awaited = new Map<string, Awaited>();
const seen = new Map<string, string>();

/**
 * A command on mission `id` was answered, with the mission as of `updatedAt`. From here until the page shows it is the
 * one delay that can be told honestly: the server's clock and this device's are not to be compared to the millisecond.
 */
export function awaitMission(id: string, updatedAt: string): void {
  const isShown = (seen.get(id) ?? '') >= updatedAt;
  if (isShown) tellDelay(0);
  else awaited.set(id, { updatedAt, answeredAt: performance.now() });
}

/** The page shows mission `id` as of `updatedAt`. */
export function sawMission(id: string, updatedAt: string): void {
  seen.set(id, updatedAt);
  const waiting = awaited.get(id);
  if (waiting === undefined || updatedAt < waiting.updatedAt) return;
  awaited.delete(id);
  const ms = performance.now() - waiting.answeredAt;
  if (ms < LOST_MS) tellDelay(ms);
}

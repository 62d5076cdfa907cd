import * as z from 'zod';

/** An instant: ISO 8601, UTC, milliseconds. Fixed width, so that text order is time order in every index. */
export const instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof instant>;

/** `epochMs` as an {@link Instant}. */
export function toInstant(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

/** Milliseconds since the epoch. */
export function toEpochMs(at: Instant): number {
  return Date.parse(at);
}

/** The instant `durationMs` after `at`. */
export function addMs(at: Instant, durationMs: number): Instant {
  return toInstant(toEpochMs(at) + durationMs);
}

/** Milliseconds from `from` to `to`; never negative, since two machines' clocks may disagree by a few. */
export function msBetween(from: Instant, to: Instant): number {
  return Math.max(0, toEpochMs(to) - toEpochMs(from));
}

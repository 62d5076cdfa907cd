import * as z from 'zod';

/** The most that a request without an input may have, and one of a schedule: more than most need; the platform's own limit is 32 MB. */
export const MAX_BODY_BYTES = 64_000;

/** The most that a mission's input may take as JSON, in bytes. A document takes 1 MiB. */
export const MAX_INPUT_BYTES = 600_000;

/** The most that a request with an input may have: beside it there is what any request has, and blanks between fields. */
export const MAX_BYTES_WITH_INPUT = MAX_INPUT_BYTES + MAX_BODY_BYTES;

/**
 * `missions/{id}/inputs/{version}`: what a mission was asked beside its objective, in the form that its type declares. It
 * lies beside the mission, whose document is written with every step and read by everybody who watches. Never changed:
 * an edit makes the next version, and the mission says which one counts.
 */
export const storedInput = z.object({
  mission_id: z.string(),
  owner: z.string(),
  version: z.int().min(1),
  value: z.unknown(),
});
export type StoredInput = z.infer<typeof storedInput>;

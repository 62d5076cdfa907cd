import * as z from 'zod';

/** Words that are paths of the API next to `/missions/{id}`, so no mission may have them as its id. */
export const RESERVED_MISSION_IDS: readonly string[] = ['counts', 'create', 'progress', 'purge', 'status'];

/**
 * A mission's id: the caller's own, or drawn at random. It is a path segment and a document id, hence the alphabet;
 * sequential ids make a hot spot in Firestore, hence our own are random.
 */
export const missionId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{2,63}$/,
    'must be 3 to 64 letters, digits, "-" or "_", starting with a letter or digit',
  )
  .refine((id) => !RESERVED_MISSION_IDS.includes(id), 'is a reserved word');

/**
 * A schedule's id: the caller's own, or drawn at random. At most 48 characters, since the ids of its missions are this
 * one, a hyphen and the 13 characters of a minute.
 */
export const scheduleId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{2,47}$/,
    'must be 3 to 48 letters, digits, "-" or "_", starting with a letter or digit',
  );

/** An API key's public name: drawn at random, says nothing of the key itself. */
export const keyId = z.string().regex(/^[a-z2-9]{20}$/, 'must be the key_id of an API key');

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 20;

/** A new random id of 20 characters, 100 bits, without the letters that are mistaken for each other. */
export function newMissionId(random: (below: number) => number): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(random(ALPHABET.length))).join('');
}

import * as z from 'zod';

/** gRPC status codes that say another writer was first: the precondition failed, the document exists, or it was locked. */
const LOST_RACE: ReadonlySet<number> = new Set([9, 6, 10]);

/**
 * gRPC status codes after which the same call may succeed: cancelled, unknown, deadline, exhausted, internal,
 * unavailable, unauthenticated. The list is the client's own (transaction.js of @google-cloud/firestore); after some of
 * them the call may have taken effect, so whatever is tried again must be safe to repeat.
 */
const TRANSIENT: ReadonlySet<number> = new Set([1, 2, 4, 8, 13, 14, 16]);

const TAKEN: ReadonlySet<number> = new Set([6]);

/** INVALID_ARGUMENT: such as a document over 1 MiB. */
const REFUSED: ReadonlySet<number> = new Set([3]);

const MISSING: ReadonlySet<number> = new Set([5]);

const grpcError = z.object({ code: z.int() });

/** Whether `error` says that the document to be created is there. */
export function isTaken(error: unknown): boolean {
  return hasCode(error, TAKEN);
}

/** Whether `error` says that the document to be changed is gone. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, MISSING);
}

/** Whether `error` says that another writer was first. */
export function isLostRace(error: unknown): boolean {
  return hasCode(error, LOST_RACE);
}

/** Whether `error` says that Firestore could not be reached or was too busy. */
export function isTransient(error: unknown): boolean {
  return hasCode(error, TRANSIENT);
}

/** Whether `error` says that Firestore does not take what was to be written: trying again is no use. */
export function isRefused(error: unknown): boolean {
  // The client's own checks throw errors without a code.
  return hasCode(error, REFUSED) || (error instanceof Error && /^Value for argument|^Update\(\)/.test(error.message));
}

function hasCode(error: unknown, codes: ReadonlySet<number>): boolean {
  const parsed = grpcError.safeParse(error);
  return parsed.success && codes.has(parsed.data.code);
}

/** Whether `write` held: false where another writer was first, or the document is gone. Throws what else Firestore throws. */
export async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isLostRace(error) || isMissing(error)) return false;
    throw error;
  }
}

import { AppError } from '../core/errors.ts';

/** How many streams a process serves at once: of one caller, and of all. */
export interface StreamLimits {
  readonly perCaller: number;
  readonly all: number;
}

/** Who has a stream open in this process. */
export interface StreamPlaces {
  /** Takes a place; the function given back frees it, once. Throws `too_many_streams`. */
  take(owner: string): () => void;
}

/** Streams end all the time, each after 50 seconds at the latest. */
const WAIT = { retryAfterMs: 10_000 };

/** Places for streams: each holds memory and one of the process's requests for as long as its reader stays. */
export function createPlaces(limits: StreamLimits): StreamPlaces {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take: (owner) => {
      const own = taken.get(owner) ?? 0;
      if (own >= limits.perCaller) {
        throw new AppError('too_many_streams', `You have ${own} streams open here, as many as one caller may.`, WAIT);
      }
      if (all >= limits.all) {
        throw new AppError('too_many_streams', 'This server has as many streams open as it can serve.', WAIT);
      }
      taken.set(owner, own + 1);
      all += 1;
      let isFree = false;
      return () => {
        if (isFree) return;
        isFree = true;
        all -= 1;
        const left = (taken.get(owner) ?? 1) - 1;
        if (left === 0) taken.delete(owner);
        else taken.set(owner, left);
      };
    },
  };
}

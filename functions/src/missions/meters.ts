import type { InstanceFigures } from '../core/health.ts';
import { createTimings } from '../core/timings.ts';
import type { Clock } from '../edge/clock.ts';
import type { Instant } from '../schema/time.ts';
import { isTransient } from '../store/firestore.ts';

/** What one process has seen of late: its answers and its calls of Firestore. Holds 60 kB, whatever happens. */
export interface Meters {
  /** When the process began to count. */
  readonly since: Instant;
  /** An answer went out. `isProgress`: it was to a call for progress, which is a poll. */
  answered(answer: { readonly durationMs: number; readonly hasFailed: boolean; readonly isProgress: boolean }): void;
  /** Firestore answered a call, or refused it with `error`. */
  queried(durationMs: number, error: unknown): void;
  figures(): InstanceFigures;
}

/** New meters, at zero. */
export function createMeters(clock: Clock): Meters {
  const [answers, progress, database] = [createTimings(), createTimings(), createTimings()];
  return {
    since: clock.now(),
    answered: ({ durationMs, hasFailed, isProgress }) => {
      const nowMs = clock.epochMs();
      answers.add(nowMs, durationMs, hasFailed);
      if (isProgress) progress.add(nowMs, durationMs, hasFailed);
    },
    // A lost race or a document that is there already is an answer, and a good one.
    queried: (durationMs, error) => database.add(clock.epochMs(), durationMs, error !== null && isTransient(error)),
    figures: () => {
      const nowMs = clock.epochMs();
      return {
        answers: answers.summary(nowMs),
        progress: progress.summary(nowMs),
        database: database.summary(nowMs),
      };
    },
  };
}

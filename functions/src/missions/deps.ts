import type { Firestore } from 'firebase-admin/firestore';
import type { Random } from '../edge/chance.ts';
import type { Clock } from '../edge/clock.ts';
import type { Log } from '../edge/log.ts';
import type { Targets } from '../edge/targets.ts';
import type { Tasks } from '../edge/tasks.ts';
import type { Catalog } from './defineMission.ts';

/** What is limited across all instances: making missions, and setting them going (execute and retry). */
export type AllowanceKind = 'create' | 'start';

/**
 * How many missions may run at once: of one owner, and of a type; without a limit nothing stands in line. And how many
 * an owner may create, and set going, in a minute. Null: as many as they like.
 */
export interface Limits {
  readonly perOwner: number | null;
  readonly perType: ReadonlyMap<string, number>;
  readonly perMinute: Readonly<Record<AllowanceKind, number | null>>;
}

/** What the use-cases need of the outside. */
export interface Deps {
  readonly db: Firestore;
  readonly tasks: Pick<Tasks, 'enqueue' | 'enqueueDelivery'>;
  readonly targets: Pick<Targets, 'check' | 'post'>;
  readonly catalog: Catalog;
  readonly limits: Limits;
  /** Days for which ended missions are kept; 0 for ever. */
  readonly retentionDays: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Waits; ends early, without an error, when `signal` aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

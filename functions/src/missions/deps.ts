import type { Firestore } from 'firebase-admin/firestore';
import type { Random } from '../edge/chance.ts';
import type { Clock } from '../edge/clock.ts';
import type { Log } from '../edge/log.ts';
import type { Tasks } from '../edge/tasks.ts';
import type { Catalog } from './defineMission.ts';

/** What the use-cases need of the outside. */
export interface Deps {
  readonly db: Firestore;
  readonly tasks: Pick<Tasks, 'enqueue'>;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  sleep(durationMs: number): Promise<void>;
}

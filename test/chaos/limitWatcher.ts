import type { Firestore } from 'firebase-admin/firestore';
import { admittedQuery, type LimitKey } from '../../functions/src/store/admissions.ts';
import type { Violation } from './record.ts';
import type { ChaosLimits } from './wire.ts';

const LOOK_EVERY_MS = 500;

/** Counts, again and again, the missions that hold a slot of each limit: at no moment may they be too many. */
export class LimitWatcher {
  readonly violations: Violation[] = [];
  most = 0;
  readonly #timer: NodeJS.Timeout;
  #isLooking = false;

  constructor(db: Firestore, limits: ChaosLimits, owners: readonly string[]) {
    const { perOwner, perType } = limits;
    const keys: readonly (readonly [LimitKey, number])[] = [
      ...perType.map(([value, limit]) => [{ field: 'type', value }, limit] as const),
      ...(perOwner === null ? [] : owners.map((value) => [{ field: 'owner', value }, perOwner] as const)),
    ];
    this.#timer = setInterval(() => {
      if (this.#isLooking) return;
      this.#isLooking = true;
      // What could not be counted now is counted at the next look.
      void Promise.all(keys.map(([key, limit]) => this.#look(db, key, limit)))
        .catch(() => undefined)
        .finally(() => {
          this.#isLooking = false;
        });
    }, LOOK_EVERY_MS);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  async #look(db: Firestore, key: LimitKey, limit: number): Promise<void> {
    const { docs } = await admittedQuery(db, key).select().get();
    this.most = Math.max(this.most, docs.length / limit);
    if (docs.length <= limit) return;
    const detail = `${docs.length} of ${limit} of ${key.field} ${key.value}: ${docs.map((doc) => doc.id).join(', ')}`;
    this.violations.push({ missionId: docs.at(-1)?.id ?? '', rule: 'limits', detail });
  }
}

import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { type Mission, mission as missionSchema } from '../../functions/src/schema/mission.ts';
import { missionDoc, missions } from '../../functions/src/store/collections.ts';
import type { Chance } from './chance.ts';
import type { Sighting } from './record.ts';
import type { World } from './world.ts';

const POLL_EVERY_MS = 600;
/** Of all missions, so that one poll stays small. */
const POLLED = 25;

/** Somebody who reads missions, and remembers what changed from one look to the next. */
export class Watcher {
  readonly name: string;
  readonly sightings: Sighting[] = [];
  readonly #last = new Map<string, Sighting>();
  readonly #world: World;
  readonly #onSight: (mission: Mission) => void;
  #end: () => void = () => undefined;

  constructor(name: string, world: World, onSight: (mission: Mission) => void) {
    this.name = name;
    this.#world = world;
    this.#onSight = onSight;
  }

  /** Listens to all missions, as a dashboard does; resolves with the first snapshot. */
  async listen(db: Firestore): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#end = missions(db).onSnapshot((snapshot) => {
        for (const change of snapshot.docChanges()) this.#see(change.doc);
        resolve();
      }, reject);
    });
  }

  /** Asks again and again for some of the missions that `ids` names at that moment. */
  poll(db: Firestore, chance: Chance, ids: () => readonly string[]): void {
    let isAsking = false;
    const ask = async (): Promise<void> => {
      const all = ids();
      const from = all.length > POLLED ? chance.below(all.length - POLLED) : 0;
      const refs = all.slice(from, from + POLLED).map((id) => missionDoc(db, id));
      for (const found of refs.length === 0 ? [] : await db.getAll(...refs)) this.#see(found);
    };
    const timer = setInterval(() => {
      if (isAsking) return;
      isAsking = true;
      // What could not be read now is read at the next look.
      void ask().then(
        () => (isAsking = false),
        () => (isAsking = false),
      );
    }, POLL_EVERY_MS);
    this.#end = () => clearInterval(timer);
  }

  end(): void {
    this.#end();
  }

  #see(doc: DocumentSnapshot): void {
    if (!doc.exists) return;
    const mission = missionSchema.parse(doc.data());
    const { mission_id: missionId, attempt, status, seq, fence } = mission;
    const holder = mission.lease?.holder ?? null;
    const percent = mission.execution_record.progress_tracker.progress_percent;
    const last = this.#last.get(missionId);
    const seen: Sighting = { missionId, attempt, status, percent, seq, fence, holder, tick: this.#world.tick };
    if (last !== undefined && JSON.stringify({ ...last, tick: seen.tick }) === JSON.stringify(seen)) return;
    this.#last.set(missionId, seen);
    this.sightings.push(seen);
    this.#onSight(mission);
  }
}

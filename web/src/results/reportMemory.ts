import { createStore, type Store } from '../store.ts';

/** Of which missions it is known whether they left a report; null where it was asked for in vain. By their ids. */
export type KnownReports = ReadonlyMap<string, boolean | null>;

/** More would be asked of a server that refuses, for as long as the page is open. */
const MOST_TRIES = 3;

interface ReportMemory {
  readonly known: Store<KnownReports>;
  /** Asks about mission `id` of `uid`, unless that is known or being asked. */
  ask(uid: string, id: string): Promise<void>;
}

/** What is known of the reports of missions that have ended, which nothing changes any more. */
export function createReportMemory(read: (uid: string, id: string) => Promise<boolean>): ReportMemory {
  const known = createStore<KnownReports>(new Map());
  const tries = new Map<string, number>();
  const asking = new Set<string>();
  const learn = (id: string, isThere: boolean | null): void => {
    known.set(new Map(known.get()).set(id, isThere));
  };
  return {
    known,
    async ask(uid, id) {
      if (asking.has(id) || known.get().has(id)) return;
      asking.add(id);
      const number = (tries.get(id) ?? 0) + 1;
      tries.set(id, number);
      try {
        learn(id, await read(uid, id));
      } catch {
        // No answer is no loss: the row then says that a report is there if its worker sent one.
        if (number >= MOST_TRIES) learn(id, null);
      } finally {
        asking.delete(id);
      }
    },
  };
}

import type { DocumentData, DocumentReference } from 'firebase-admin/firestore';

/** What a reader sees of the missions of one project, and when. */
export interface Watch {
  /** Resolves with the time, as performance.now(), at which what readers see first made `holds` true. */
  until(what: string, holds: (docs: ReadonlyMap<string, DocumentData>) => boolean): Promise<number>;
  end(): void;
}

const PATIENCE_MS = 60_000;

/**
 * Listens to each of `refs`, as the page of one mission does. Not to a query over them: the emulator works that out anew
 * for every write, which would be measured as the runner's time.
 */
export function watchDocs(refs: readonly DocumentReference[]): Watch {
  const docs = new Map<string, DocumentData>();
  let look = (): void => undefined;
  const ends = refs.map((ref) =>
    ref.onSnapshot(
      (snapshot) => {
        docs.set(ref.id, snapshot.data() ?? {});
        look();
      },
      (error) => {
        throw error;
      },
    ),
  );
  const until: Watch['until'] = (what, holds) =>
    new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`waited ${PATIENCE_MS} ms for ${what}`)), PATIENCE_MS);
      look = () => {
        if (!holds(docs)) return;
        clearTimeout(patience);
        look = () => undefined;
        resolve(performance.now());
      };
      look();
    });
  const end = (): void => {
    for (const endOne of ends) endOne();
  };
  return { until, end };
}

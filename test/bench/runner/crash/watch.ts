import type { DocumentData, Query } from 'firebase-admin/firestore';

/** What a reader sees of the missions of one project, and when. */
export interface Watch {
  /** Resolves with the time, as performance.now(), at which what readers see first made `holds` true. */
  until(what: string, holds: (docs: ReadonlyMap<string, DocumentData>) => boolean): Promise<number>;
  end(): void;
}

const PATIENCE_MS = 60_000;

/** Listens to `query` as a page does; its documents are looked at with every snapshot. */
export function watchDocs(query: Query): Watch {
  const docs = new Map<string, DocumentData>();
  let look = (): void => undefined;
  const end = query.onSnapshot(
    (snapshot) => {
      for (const change of snapshot.docChanges()) docs.set(change.doc.id, change.doc.data());
      look();
    },
    (error) => {
      throw error;
    },
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
  return { until, end };
}

import type { DocumentData, DocumentReference } from 'firebase-admin/firestore';
import { openProject } from '../project.ts';

/** What keeping a step would cost at the least: one plain update of a progress field and a timestamp. */
export function updateOnce(doc: DocumentReference, step: number): Promise<unknown> {
  return doc.update({ progress: step, updated_at: new Date().toISOString() });
}

export interface Floor {
  /** New documents for the floor, each with `content` in it. */
  newDocs(count: number, content?: DocumentData): Promise<DocumentReference[]>;
  end(): Promise<void>;
}

export function openFloor(projectId: string): Floor {
  const { db, end } = openProject(projectId);
  const floor = db.collection('floor');
  return {
    newDocs: async (count, content = {}) => {
      const docs = Array.from({ length: count }, () => floor.doc());
      await Promise.all(docs.map((doc) => doc.create({ ...content, progress: 0, updated_at: '' })));
      return docs;
    },
    end,
  };
}

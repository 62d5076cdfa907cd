import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';

/** A database of its own on the emulator. */
export interface Project {
  readonly db: Firestore;
  /** Closes the client and empties the database: what one measurement leaves in memory would slow the next one. */
  end(): Promise<void>;
}

/** `client` tells several clients of one project apart. */
export function openProject(projectId: string, client = 'writer'): Project {
  const app = initializeApp({ projectId }, `${projectId} ${client}`);
  return {
    db: getFirestore(app),
    end: async () => {
      await deleteApp(app);
      const documents = `emulator/v1/projects/${projectId}/databases/(default)/documents`;
      const answer = await fetch(`http://${process.env.FIRESTORE_EMULATOR_HOST}/${documents}`, { method: 'DELETE' });
      if (!answer.ok) throw new Error(`the emulator would not empty ${projectId}: ${answer.status}`);
    },
  };
}

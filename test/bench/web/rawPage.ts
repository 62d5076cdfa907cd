// Runs in the browser, built by writes.ts: Firebase's own libraries and one listener, the least that a page can be.
import { initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithCustomToken } from 'firebase/auth';
import {
  connectFirestoreEmulator,
  doc,
  initializeFirestore,
  memoryLocalCache,
  onSnapshot,
  persistentLocalCache,
  persistentMultipleTabManager,
} from 'firebase/firestore';

/** What the raw page is told. */
export interface RawOptions {
  readonly projectId: string;
  readonly auth: string;
  readonly firestore: string;
  readonly customToken: string;
  readonly missionId: string;
  /** The product's cache, in which two tabs share what they hear; or the one that Firebase has by itself. */
  readonly cache: 'shared' | 'memory';
}

/** When each message came, by its text. */
const heard: Record<string, number> = {};

async function listen(options: RawOptions): Promise<void> {
  const app = initializeApp({ projectId: options.projectId, apiKey: 'local' });
  const auth = getAuth(app);
  connectAuthEmulator(auth, `http://${options.auth}`, { disableWarnings: true });
  await signInWithCustomToken(auth, options.customToken);
  const localCache =
    options.cache === 'shared'
      ? persistentLocalCache({ tabManager: persistentMultipleTabManager() })
      : memoryLocalCache();
  const db = initializeFirestore(app, { localCache });
  const { hostname, port } = new URL(`http://${options.firestore}`);
  connectFirestoreEmulator(db, hostname, Number(port));
  await new Promise<void>((resolve) => {
    onSnapshot(doc(db, 'missions', options.missionId), (snapshot) => {
      const at = Date.now();
      const message: unknown = snapshot.get('execution_record.progress_tracker.current_step.message');
      if (typeof message === 'string') heard[message] ??= at;
      if (!snapshot.metadata.fromCache) resolve();
    });
  });
}

Object.assign(window, { listen, heard });

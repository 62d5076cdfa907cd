import { type FirebaseApp, initializeApp } from 'firebase/app';
import {
  clearIndexedDbPersistence,
  connectFirestoreEmulator,
  disableNetwork,
  type Firestore,
  initializeFirestore,
  persistentLocalCache,
  persistentMultipleTabManager,
  terminate,
} from 'firebase/firestore';
import type { FirebaseConfig, KnownLocal } from './firebaseConfig.ts';
import { readStored, writeStored } from './storage.ts';

const WIPE_KEY = 'ui.wipe';

/** Firebase with its cache open and its network shut. */
export interface Opened {
  readonly app: FirebaseApp;
  readonly db: Firestore;
}

/**
 * Opens Firestore with the network shut. Firestore waits for Auth before it serves even its cache, and Auth waits for
 * a request on every load: 30 seconds if that hangs. With the network shut and Auth not begun, listeners paint the
 * cache at once; {@link Network.allow} follows when Auth has said who this is.
 */
export async function openCache(config: FirebaseConfig, local: KnownLocal | null): Promise<Opened> {
  const app = initializeApp({
    projectId: config.projectId,
    apiKey: config.apiKey,
    ...(config.authDomain === undefined ? {} : { authDomain: config.authDomain }),
    ...(config.appId === undefined ? {} : { appId: config.appId }),
  });
  const db = initializeFirestore(app, {
    localCache: persistentLocalCache({ tabManager: persistentMultipleTabManager() }),
  });
  if (local !== null) {
    const { hostname, port } = new URL(`http://${local.emulators.firestore}`);
    connectFirestoreEmulator(db, hostname, Number(port));
  }
  if (readStored(WIPE_KEY) === true) {
    // The last sign-out could not clear it, for another tab held it open.
    await clearIndexedDbPersistence(db).then(() => writeStored(WIPE_KEY, null), ignoreHeld);
  }
  void disableNetwork(db);
  return { app, db };
}

/** Removes every mission from this device. */
export async function wipeCache(db: Firestore): Promise<void> {
  writeStored(WIPE_KEY, true);
  await terminate(db);
  await clearIndexedDbPersistence(db).then(() => writeStored(WIPE_KEY, null), ignoreHeld);
}

function ignoreHeld(): void {
  // Another tab has it open. The mark in WIPE_KEY makes the next start try again, before anything is shown.
}

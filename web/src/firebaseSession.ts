import type { FirebaseApp } from 'firebase/app';
import {
  type Auth,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  onAuthStateChanged,
  signInWithCustomToken,
  signOut,
  type User,
} from 'firebase/auth';
import type { Firestore } from 'firebase/firestore';
import { connection, guardConnection } from './connectionStore.ts';
import { openCache, openGate, renewStream, wipeCache } from './firebaseApp.ts';
import { askLocalSession, isLocalProject, type KnownLocal, loadConfig, readKnownLocal } from './firebaseConfig.ts';
import { lastUid, rememberUid, session } from './session.ts';
import { forgetStored } from './storage.ts';
import { NO_SERVER } from './trouble.ts';

/** The suite's API takes a while to come up after its Hosting; longer waits only delay the first sign-in. */
const ASK_AGAIN_MS = 1_500;
/** A page that waits longer says why. */
const PATIENCE_MS = 10_000;
/** What the browser itself calls offline is not worth waiting for; long enough for what is cached to come first. */
const OFFLINE_PATIENCE_MS = 1_500;

/** Longer delays the server's data on every load; shorter leaves parts of a page unread while Auth hangs. */
const CACHE_QUIET_MS = 60;
const CACHE_PATIENCE_MS = 300;

interface Started {
  readonly db: Firestore;
  /** Null until Auth has answered. */
  auth: Auth | null;
}

/** Firestore as soon as its cache can be read. Everything that listens waits for this, and for nothing else. */
export const started: Promise<Started> = start();

async function start(): Promise<Started> {
  const impatience = setTimeout(complain, navigator.onLine ? PATIENCE_MS : OFFLINE_PATIENCE_MS);
  const config = await untilAnswered(loadConfig);
  const isLocal = isLocalProject(config);
  // The emulators' addresses must be known before the first listener; afterwards they can't be changed.
  const local = isLocal ? (readKnownLocal() ?? (await untilAnswered(askLocalSession))) : null;
  const { app, db } = await openCache(config, local);
  const running: Started = { db, auth: null };
  // Before Auth has answered the gate is shut, and a kick would open it.
  guardConnection(() => void (running.auth !== null && renewStream(db)));
  void signInAgain(app, running, local).finally(() => clearTimeout(impatience));
  return running;
}

async function signInAgain(app: FirebaseApp, running: Started, local: KnownLocal | null): Promise<void> {
  await cacheRead();
  const auth = initializeAuth(app, { persistence: indexedDBLocalPersistence });
  if (local !== null) connectAuthEmulator(auth, `http://${local.emulators.auth}`, { disableWarnings: true });
  await auth.authStateReady();
  if (local !== null) await beLocalUser(auth, local);
  running.auth = auth;
  await admit(auth, running.db, local !== null);
}

/**
 * Waits until the page has read what is cached. From the moment on which Auth exists, Firestore serves nothing, not even
 * from its cache, until Auth has heard from its server; only what was asked for before is answered.
 */
function cacheRead(): Promise<void> {
  if (lastUid() === null) return Promise.resolve();
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = connection.subscribe(() => {
      if (connection.get().doubtSince === null) return;
      // The first snapshot draws a page that asks for more, such as its history.
      clearTimeout(quiet);
      quiet = setTimeout(done, CACHE_QUIET_MS);
    });
    const latest = setTimeout(done, CACHE_PATIENCE_MS);
    function done(): void {
      unsubscribe();
      clearTimeout(quiet);
      clearTimeout(latest);
      resolve();
    }
  });
}

/** On the emulator suite: signed in as the user that requests without a token act as. */
async function beLocalUser(auth: Auth, local: KnownLocal): Promise<void> {
  if (auth.currentUser?.uid === local.user_id) {
    askLocalSession().then((fresh) => {
      // The suite was started anew on other ports or with another user: Firestore can't be pointed elsewhere.
      const moved = JSON.stringify(fresh.emulators) !== JSON.stringify(local.emulators);
      if (moved || fresh.user_id !== local.user_id) location.reload();
    }, ignoreFailure);
    return;
  }
  const fresh = await untilAnswered(askLocalSession);
  if (JSON.stringify(fresh.emulators) !== JSON.stringify(local.emulators)) return location.reload();
  await untilAnswered(() => signInWithCustomToken(auth, fresh.custom_token));
}

/** Opens the gate for the user whom Auth found; what is cached for somebody else goes first. */
async function admit(auth: Auth, db: Firestore, isLocal: boolean): Promise<void> {
  const known = lastUid();
  const user = auth.currentUser;
  if (known !== null && known !== user?.uid) return forget(known, db);
  if (user !== null) {
    enter(user, isLocal);
    await openGate(db);
  } else {
    session.set({ phase: 'out', uid: null });
  }
  // Signing in or out, here or in another tab, begins anew: no listener and no cache outlives its user.
  onAuthStateChanged(auth, (next) => {
    if (next?.uid === user?.uid) return;
    if (user === null) location.reload();
    else void forget(user.uid, db);
  });
}

function enter(user: User, isLocal: boolean): void {
  rememberUid(user.uid);
  session.set({ phase: 'in', uid: user.uid, isLocal, name: user.displayName ?? user.email ?? 'Local user' });
}

/** Leaves nothing of the user on this device: not the seed, not a draft, not a cached mission. */
async function forget(uid: string, db: Firestore): Promise<void> {
  forgetStored(uid);
  rememberUid(null);
  await wipeCache(db);
  location.assign('/');
}

/** Signs out and removes what this device keeps of the user's missions. */
export async function leave(): Promise<void> {
  const { auth } = await started;
  // The listener on Auth does the rest, in every tab.
  if (auth !== null) await signOut(auth);
}

/** For requests to the API. Null before Auth has answered. */
export async function idToken(): Promise<string | null> {
  const { auth } = await started;
  await auth?.authStateReady();
  return (await auth?.currentUser?.getIdToken()) ?? null;
}

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      // Offline, or the server is still starting: `complain` tells the reader after a while.
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

function complain(): void {
  const now = session.get();
  if (now.phase === 'restoring') session.set({ ...now, problem: NO_SERVER });
}

function ignoreFailure(): void {
  // The API is away or starting: the known addresses serve, and the next start asks again.
}

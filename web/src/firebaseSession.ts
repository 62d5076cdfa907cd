import type { FirebaseApp } from 'firebase/app';
import {
  type Auth,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  onIdTokenChanged,
  signInWithCustomToken,
  signOut,
  type User,
} from 'firebase/auth';
import type { Firestore } from 'firebase/firestore';
import type { LocalSession } from '../../functions/src/schema/api.ts';
import { rememberLinkAddress } from './account/linkMemory.ts';
import { guardConnection } from './connectionGuard.ts';
import { connection } from './connectionStore.ts';
import { openCache, wipeCache } from './firebaseApp.ts';
import {
  askLocalSession,
  isLocalUserAway,
  type KnownLocal,
  loadConfig,
  readKnownLocal,
  setLocalUserAway,
} from './firebaseConfig.ts';
import { Network } from './firebaseNetwork.ts';
import { signedIn } from './firebaseUser.ts';
import { isLocalProject } from './firstAnswers.ts';
import { pollAll } from './polls.ts';
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
/** The same on a busy device that has asked for something and not read it yet. */
const CACHE_LONG_PATIENCE_MS = 1_500;

interface Started {
  readonly db: Firestore;
  readonly network: Network;
  /** The emulator suite's local user; null on a real project. */
  readonly local: KnownLocal | null;
  /** Null until Auth has answered. */
  auth: Auth | null;
}

/** Firestore as soon as its cache can be read. Everything that listens waits for this, and for nothing else. */
export const started: Promise<Started> = start();

async function start(): Promise<Started> {
  const impatience = setTimeout(complain, navigator.onLine ? PATIENCE_MS : OFFLINE_PATIENCE_MS);
  const config = await untilAnswered(loadConfig);
  const isLocal = isLocalProject(config.projectId);
  // The emulators' addresses must be known before the first listener; afterwards they can't be changed.
  const local = isLocal ? (readKnownLocal() ?? (await untilAnswered(askLocalSession))) : null;
  const { app, db } = await openCache(config, local);
  const running: Started = { db, local, network: new Network(db), auth: null };
  guardConnection({ kick: () => running.network.kick(), poll: pollAll });
  addEventListener('pagehide', ({ persisted }) => {
    // A page that may come back is looked after when it does.
    if (!persisted) running.network.leave();
  });
  void signInAgain(app, running, local).finally(() => clearTimeout(impatience));
  return running;
}

async function signInAgain(app: FirebaseApp, running: Started, local: KnownLocal | LocalSession | null): Promise<void> {
  await cacheRead();
  const auth = initializeAuth(app, { persistence: indexedDBLocalPersistence });
  if (local !== null) connectAuthEmulator(auth, `http://${local.emulators.auth}`, { disableWarnings: true });
  await auth.authStateReady();
  if (local !== null && isLocalUserAway()) heedNewSuite(local);
  else if (local !== null) await beLocalUser(auth, local);
  running.auth = auth;
  await admit(auth, running);
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
      if (![...connection.get().feeds.values()].some((feed) => feed.isKnown)) return;
      // The first snapshot draws a page that asks for more, such as its history.
      clearTimeout(quiet);
      quiet = setTimeout(done, CACHE_QUIET_MS);
    });
    let latest = setTimeout(() => {
      if (connection.get().feeds.size === 0) done();
      else latest = setTimeout(done, CACHE_LONG_PATIENCE_MS);
    }, CACHE_PATIENCE_MS);
    function done(): void {
      unsubscribe();
      clearTimeout(quiet);
      clearTimeout(latest);
      resolve();
    }
  });
}

/** On the emulator suite: signed in as the user that requests without a token act as. */
async function beLocalUser(auth: Auth, local: KnownLocal | LocalSession): Promise<void> {
  if (auth.currentUser?.uid === local.user_id) return heedNewSuite(local);
  // At a first visit the answer that told of the suite has just brought a token.
  const fresh = 'custom_token' in local ? local : await untilAnswered(askLocalSession);
  if (isElsewhere(fresh, local)) return location.reload();
  await untilAnswered(() => signInWithCustomToken(auth, fresh.custom_token));
}

/** The suite may have been started anew on other ports or with another user: Firestore can't be pointed elsewhere. */
function heedNewSuite(local: KnownLocal): void {
  askLocalSession().then((fresh) => {
    if (isElsewhere(fresh, local)) location.reload();
  }, ignoreFailure);
}

function isElsewhere(fresh: KnownLocal, local: KnownLocal): boolean {
  return JSON.stringify(fresh.emulators) !== JSON.stringify(local.emulators) || fresh.user_id !== local.user_id;
}

/** Opens the gate for the user whom Auth found; what is cached for somebody else goes first. */
async function admit(auth: Auth, { db, local, network }: Started): Promise<void> {
  const known = lastUid();
  const user = auth.currentUser;
  if (known !== null && known !== user?.uid) return forget(known, db);
  if (user !== null) {
    enter(user, local);
    await network.allow();
  } else {
    session.set({ phase: 'out', uid: null, isSuite: local !== null });
  }
  // Also hears of what changes about the same user: a guest who became an account, an address that was confirmed.
  onIdTokenChanged(auth, (next) => {
    if (next !== null && next.uid === user?.uid) return enter(next, local);
    if (next === null && user === null) return;
    // Signing in or out, here or in another tab, begins anew: no listener and no cache outlives its user.
    if (user === null) location.reload();
    else void forget(user.uid, db);
  });
}

function enter(user: User, local: KnownLocal | null): void {
  rememberUid(user.uid);
  session.set(signedIn(user, local?.user_id ?? null));
}

/** Leaves nothing of the user on this device: not the seed, not a draft, not a cached mission. */
async function forget(uid: string, db: Firestore): Promise<void> {
  forgetStored(uid);
  rememberLinkAddress(null);
  rememberUid(null);
  await wipeCache(db);
  location.assign('/');
}

/** Signs out and removes what this device keeps of the user's missions. On the suite the local user stays away. */
export async function leave(): Promise<void> {
  const { auth, local } = await started;
  if (auth === null) return;
  if (local !== null) setLocalUserAway(true);
  // The listener on Auth does the rest, in every tab.
  await signOut(auth);
}

/** On the emulator suite: back to the user that is signed in by itself. Rejects while the suite's API is away. */
export async function returnAsLocalUser(): Promise<void> {
  const { auth } = await started;
  const { custom_token: token } = await askLocalSession();
  setLocalUserAway(false);
  // The listener on Auth loads the page anew.
  if (auth !== null) await signInWithCustomToken(auth, token);
}

/** Removes what this device keeps of the user's missions, and fetches anew what is to be shown. */
export async function clearDevice(): Promise<void> {
  const { db } = await started;
  const uid = lastUid();
  if (uid !== null) forgetStored(uid);
  await wipeCache(db);
  location.reload();
}

/** For requests to the API: once it is known who asks. Null for nobody. */
export async function idToken(): Promise<string | null> {
  const { auth } = await started.then(restored);
  return (await auth?.currentUser?.getIdToken()) ?? null;
}

/** Once Auth has said who is here; never while it can't, so whoever asks has a limit of their own. */
function restored(running: Started): Promise<Started> {
  if (session.get().phase !== 'restoring') return Promise.resolve(running);
  return new Promise((resolve) => {
    const unsubscribe = session.subscribe(() => {
      if (session.get().phase === 'restoring') return;
      unsubscribe();
      resolve(running);
    });
  });
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

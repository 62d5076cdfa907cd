import { FirebaseError } from 'firebase/app';
import {
  type Auth,
  browserPopupRedirectResolver,
  createUserWithEmailAndPassword,
  EmailAuthProvider,
  GoogleAuthProvider,
  linkWithCredential,
  sendPasswordResetEmail,
  sendSignInLinkToEmail,
  signInAnonymously,
  signInWithEmailAndPassword,
  signInWithEmailLink,
  signInWithPopup,
} from 'firebase/auth';
import { rememberLinkAddress } from './account/linkMemory.ts';
import { DONE, type Outcome, outcomeOf } from './account/outcome.ts';
import { started } from './firebaseSession.ts';

// The ways of signing in. None of them reads or writes a document. After one that worked, the listener on Auth loads the
// page anew as the new user.

/** Where a link by e-mail leads back to. */
const LINK_PATH = '/sign-in';

export function signInWithEmail(email: string, password: string): Promise<Outcome> {
  return attempt((auth) => signInWithEmailAndPassword(auth, email, password));
}

export function createAccount(email: string, password: string): Promise<Outcome> {
  return attempt((auth) => createUserWithEmailAndPassword(auth, email, password));
}

/** The resolver comes in here and not at start: it loads a frame from another origin. */
export function signInWithGoogle(): Promise<Outcome> {
  return attempt((auth) => signInWithPopup(auth, new GoogleAuthProvider(), browserPopupRedirectResolver));
}

export function signInAsGuest(): Promise<Outcome> {
  return attempt(signInAnonymously);
}

/** Says that it worked for an address without an account too: whether there is one is nobody else's business. */
export async function sendReset(email: string): Promise<Outcome> {
  const outcome = await attempt((auth) => sendPasswordResetEmail(auth, email, { url: location.origin }));
  return outcome.kind === 'problem' && outcome.code === 'auth/user-not-found' ? DONE : outcome;
}

/** Sends a link that signs in whoever opens it, or adds the address to the guest who asked for it. */
export function sendLink(email: string): Promise<Outcome> {
  return attempt(async (auth) => {
    await sendSignInLinkToEmail(auth, email, { url: `${location.origin}${LINK_PATH}`, handleCodeInApp: true });
    rememberLinkAddress(email);
  });
}

/** Signs in by the link that was opened, or adds its address to the guest who is signed in, who keeps their missions. */
export function finishLink(email: string, href: string): Promise<Outcome> {
  return attempt(async (auth) => {
    const guest = auth.currentUser;
    if (guest?.isAnonymous === true) {
      await linkWithCredential(guest, EmailAuthProvider.credentialWithLink(email, href));
      // The old token says that its user is a guest.
      await guest.getIdToken(true);
    } else {
      await signInWithEmailLink(auth, email, href);
    }
    rememberLinkAddress(null);
  });
}

/** Does `act`, and puts what Auth has against it into words. What is no answer of Auth's is a bug, and rises. */
export async function attempt(act: (auth: Auth) => Promise<unknown>): Promise<Outcome> {
  const { auth } = await started;
  if (auth === null) return outcomeOf('auth/network-request-failed');
  try {
    await act(auth);
    return DONE;
  } catch (error) {
    if (!(error instanceof FirebaseError)) throw error;
    return outcomeOf(error.code);
  }
}

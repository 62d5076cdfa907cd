import { FirebaseError } from 'firebase/app';
import {
  type Auth,
  type AuthCredential,
  browserPopupRedirectResolver,
  EmailAuthProvider,
  GoogleAuthProvider,
  linkWithCredential,
  linkWithPopup,
  reauthenticateWithCredential,
  reload,
  sendEmailVerification,
  signInWithCredential,
  type User,
  updatePassword,
} from 'firebase/auth';
import type { Outcome } from './account/outcome.ts';
import { attempt } from './firebaseAccount.ts';

// What somebody who is signed in may do about their account. Their uid stays, and so do their missions.

/** What proves the account that is there already, when a way to sign in turned out to be taken. */
let taken: AuthCredential | null = null;

export function addPassword(email: string, password: string): Promise<Outcome> {
  return adding(EmailAuthProvider.credential(email, password), (user, credential) => {
    return linkWithCredential(user, credential);
  });
}

export function addGoogle(): Promise<Outcome> {
  return adding(null, (user) => linkWithPopup(user, new GoogleAuthProvider(), browserPopupRedirectResolver));
}

function adding<C extends AuthCredential | null>(credential: C, link: (user: User, credential: C) => Promise<unknown>) {
  taken = null;
  return attempt(async (auth) => {
    const user = userOf(auth);
    try {
      await link(user, credential);
    } catch (error) {
      if (error instanceof FirebaseError) taken = GoogleAuthProvider.credentialFromError(error) ?? credential;
      throw error;
    }
    // The page learns from the new token who this is now.
    await user.getIdToken(true);
  });
}

/** Signs in to the account that a way to sign in turned out to belong to, and leaves the present one. */
export function switchToTaken(): Promise<Outcome> {
  const credential = taken;
  return attempt(async (auth) => {
    if (credential === null) throw new Error('nothing was found to be taken');
    await signInWithCredential(auth, credential);
  });
}

export function changePassword(email: string, current: string, next: string): Promise<Outcome> {
  return attempt(async (auth) => {
    const user = userOf(auth);
    await reauthenticateWithCredential(user, EmailAuthProvider.credential(email, current));
    await updatePassword(user, next);
  });
}

export function sendVerification(): Promise<Outcome> {
  return attempt((auth) => sendEmailVerification(userOf(auth), { url: `${location.origin}/settings/account` }));
}

/** Asks Auth for what was changed elsewhere, such as an address that was confirmed in another window. */
export function refreshAccount(): Promise<Outcome> {
  return attempt(async (auth) => {
    await reload(userOf(auth));
    await userOf(auth).getIdToken(true);
  });
}

function userOf(auth: Auth): User {
  if (auth.currentUser === null) throw new FirebaseError('auth/user-token-expired', 'nobody is signed in');
  return auth.currentUser;
}

import { FirebaseError } from 'firebase/app';
import {
  browserPopupRedirectResolver,
  createUserWithEmailAndPassword,
  GoogleAuthProvider,
  signInWithEmailAndPassword,
  signInWithPopup,
} from 'firebase/auth';
import { started } from './firebaseSession.ts';
import { SIGN_IN_PROBLEMS } from './words.ts';

/** Null when it worked: the listener on Auth reloads the page as the new user. Else a sentence for the reader. */
export type SignInProblem = string | null;

export function signInWithEmail(email: string, password: string): Promise<SignInProblem> {
  return attempt((auth) => signInWithEmailAndPassword(auth, email, password));
}

export function createAccount(email: string, password: string): Promise<SignInProblem> {
  return attempt((auth) => createUserWithEmailAndPassword(auth, email, password));
}

/** The resolver comes in here and not at start: it loads a frame from another origin. */
export function signInWithGoogle(): Promise<SignInProblem> {
  return attempt((auth) => signInWithPopup(auth, new GoogleAuthProvider(), browserPopupRedirectResolver));
}

type Auth = NonNullable<Awaited<typeof started>['auth']>;

async function attempt(signIn: (auth: Auth) => Promise<unknown>): Promise<SignInProblem> {
  const { auth } = await started;
  if (auth === null) return SIGN_IN_PROBLEMS['auth/network-request-failed'];
  try {
    await signIn(auth);
    return null;
  } catch (error) {
    if (!(error instanceof FirebaseError)) throw error;
    if (error.code === 'auth/popup-closed-by-user' || error.code === 'auth/cancelled-popup-request') return '';
    const words: Record<string, string> = SIGN_IN_PROBLEMS;
    return words[error.code] ?? `${SIGN_IN_PROBLEMS.other} (${error.code})`;
  }
}

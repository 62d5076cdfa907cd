import type { User } from 'firebase/auth';
import type { SignedIn, SignInWay } from './session.ts';
import { USER_NAMES } from './words/userNames.ts';

const WAYS: Readonly<Record<string, SignInWay>> = { 'google.com': 'google', password: 'password' };

/** What the page says of `user`. A guest who became an account keeps an empty name: that of the account stands in its place. */
export function signedIn(user: User, localUid: string | null): SignedIn {
  const isLocal = user.uid === localUid;
  const named = user.providerData.find(({ displayName }) => displayName !== null)?.displayName;
  return {
    phase: 'in',
    uid: user.uid,
    name: user.displayName ?? named ?? user.email ?? (isLocal ? USER_NAMES.local : USER_NAMES.guest),
    email: user.email,
    isVerified: user.emailVerified,
    isGuest: user.isAnonymous,
    isLocal,
    isSuite: localUid !== null,
    ways: user.providerData.flatMap(({ providerId }) => WAYS[providerId] ?? []),
  };
}

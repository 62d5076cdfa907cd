import type { SignedIn } from '../../session.ts';
import { ACCOUNT } from '../../words/account.ts';

interface WayView {
  readonly way: 'google' | 'password' | 'link';
  readonly title: string;
  readonly hint: string;
  readonly isAdded: boolean;
}

/** What the account's settings show. */
export interface AccountView {
  readonly hint: string;
  /** Empty for the local user, who needs none. */
  readonly ways: readonly WayView[];
  readonly hasPassword: boolean;
  readonly canVerify: boolean;
}

/** How an account stands. A link by e-mail is the address without a password, so whoever has the one has the other. */
export function accountView(who: SignedIn): AccountView {
  const hasPassword = !who.isLocal && who.ways.includes('password');
  return {
    hint: ACCOUNT.hints[who.isLocal ? 'local' : who.isGuest ? 'guest' : 'account'],
    ways: who.isLocal ? [] : waysOf(who, hasPassword),
    hasPassword,
    canVerify: hasPassword && !who.isVerified && who.email !== null,
  };
}

interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep: string;
}

/** What is asked before signing out; null where the way back is open. */
export function signOutQuestion(isGuest: boolean, isOffline: boolean): Question | null {
  const { guest_out: lost, offline_out: offline, guest_offline: nobody } = ACCOUNT;
  if (!isGuest) return isOffline ? offline : null;
  return isOffline ? { ...lost, text: `${lost.text} ${nobody}` } : lost;
}

function waysOf(who: SignedIn, hasPassword: boolean): WayView[] {
  const address = who.email ?? '';
  return [
    {
      way: 'google',
      title: ACCOUNT.google,
      hint: ACCOUNT.google_hint,
      isAdded: who.ways.includes('google'),
    },
    {
      way: 'password',
      title: ACCOUNT.password,
      hint: hasPassword ? address : ACCOUNT.password_hint,
      isAdded: hasPassword,
    },
    {
      way: 'link',
      title: ACCOUNT.link,
      hint: hasPassword ? ACCOUNT.link_to(address) : ACCOUNT.link_hint,
      isAdded: hasPassword,
    },
  ];
}

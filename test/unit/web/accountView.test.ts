import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../web/src/account/outcome.ts';
import type { SignedIn } from '../../../web/src/session.ts';
import { accountView } from '../../../web/src/settings/account/accountView.ts';

const ANNA: SignedIn = {
  phase: 'in',
  uid: 'anna',
  name: 'Anna',
  email: 'anna@example.org',
  isVerified: true,
  isGuest: false,
  isLocal: false,
  isSuite: false,
  ways: ['password'],
};
const added = (who: SignedIn) =>
  accountView(who)
    .ways.filter((way) => way.isAdded)
    .map(({ way }) => way);

describe('what the account’s settings show', () => {
  it('a guest has no way to sign in yet, and is offered all three', () => {
    const view = accountView({ ...ANNA, email: null, isVerified: false, isGuest: true, ways: [] });
    expect(view.ways.map(({ way, isAdded }) => [way, isAdded])).toEqual([
      ['google', false],
      ['password', false],
      ['link', false],
    ]);
    expect(view).toMatchObject({ hasPassword: false, canVerify: false });
    expect(view.hint).toContain('belong to this browser');
  });

  it('an address has the password and the link', () => {
    expect(added(ANNA)).toEqual(['password', 'link']);
    expect(accountView(ANNA)).toMatchObject({ hasPassword: true, canVerify: false });
  });

  it('Google alone has no password to change, and no address to confirm', () => {
    const google: SignedIn = { ...ANNA, ways: ['google'], isVerified: false };
    expect(added(google)).toEqual(['google']);
    expect(accountView(google)).toMatchObject({ hasPassword: false, canVerify: false });
  });

  it('an address that nobody confirmed can be', () => {
    expect(accountView({ ...ANNA, isVerified: false }).canVerify).toBe(true);
  });

  it('the local user needs none of it', () => {
    expect(accountView({ ...ANNA, isLocal: true, isSuite: true, email: null, ways: [] }).ways).toEqual([]);
  });
});

describe('what Auth has against it, in words', () => {
  it.each(['auth/user-not-found', 'auth/wrong-password', 'auth/invalid-credential'])(
    '%s does not tell whether there is an account',
    (code) => {
      expect(outcomeOf(code)).toMatchObject({ kind: 'problem', text: 'E-mail or password is wrong.' });
    },
  );

  it.each(['auth/email-already-in-use', 'auth/credential-already-in-use'])('%s says that it is taken', (code) => {
    expect(outcomeOf(code)).toMatchObject({ kind: 'problem', isTaken: true });
  });

  it.each(['auth/operation-not-allowed', 'auth/admin-restricted-operation'])('%s says who can change it', (code) => {
    expect(outcomeOf(code)).toMatchObject({ text: expect.stringContaining('not switched on in this project') });
  });

  it('a window that the reader closed is no problem', () => {
    expect(outcomeOf('auth/popup-closed-by-user')).toEqual({ kind: 'cancelled' });
  });

  it('a code that nobody put in words is shown', () => {
    expect(outcomeOf('auth/something-new')).toMatchObject({ text: expect.stringContaining('auth/something-new') });
  });
});

import { describe, expect, it } from 'vitest';
import { emailProblem, MIN_PASSWORD, passwordProblem } from '../../../web/src/account/fieldProblems.ts';
import { nextStepOf, outcomeOf } from '../../../web/src/account/outcome.ts';
import type { SignedIn } from '../../../web/src/session.ts';
import { accountView, signOutQuestion } from '../../../web/src/settings/account/accountView.ts';

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
      expect(nextStepOf(outcomeOf(code))).toContain('Forgot the password?');
    },
  );

  it.each(['auth/email-already-in-use', 'auth/credential-already-in-use'])('%s says that it is taken', (code) => {
    expect(outcomeOf(code)).toMatchObject({ kind: 'problem', isTaken: true });
  });

  it.each(['auth/operation-not-allowed', 'auth/admin-restricted-operation'])('%s says who can change it', (code) => {
    expect(outcomeOf(code)).toMatchObject({ text: expect.stringContaining('not switched on in this project') });
  });

  it('the way to a new password is named only where the old one is wrong', () => {
    expect(nextStepOf(outcomeOf('auth/network-request-failed'))).toBe(null);
    expect(nextStepOf(outcomeOf('auth/popup-closed-by-user'))).toBe(null);
    expect(nextStepOf(null)).toBe(null);
  });

  it('a window that the reader closed is no problem', () => {
    expect(outcomeOf('auth/popup-closed-by-user')).toEqual({ kind: 'cancelled' });
  });

  it('a code that nobody put in words is shown', () => {
    expect(outcomeOf('auth/something-new')).toMatchObject({ text: expect.stringContaining('auth/something-new') });
  });
});

describe('what is asked before signing out', () => {
  it('nothing of whoever can sign in again at once', () => {
    expect(signOutQuestion(false, false)).toBe(null);
  });

  it('offline it says that nobody can sign in before the connection is back', () => {
    expect(signOutQuestion(false, true)?.text).toContain('before the connection is back');
    expect(signOutQuestion(true, true)?.text).toMatch(
      /A guest can’t sign in again\..*[Bb]efore the connection is back/,
    );
  });

  it('a guest is asked with a connection too', () => {
    const question = signOutQuestion(true, false);
    expect(question?.text).toContain('A guest can’t sign in again');
    expect(question?.text).not.toContain('connection');
  });
});

describe('what the page finds wrong before Auth is asked', () => {
  it.each(['anna@example.org', ' anna@localhost '])('“%s” may be an address', (email) => {
    expect(emailProblem(email)).toBe(undefined);
  });

  it.each(['', '  ', 'anna', 'anna@', '@example.org', 'an na@example.org', 'a@b@c'])('“%s” is none', (email) => {
    expect(emailProblem(email)).toEqual(expect.any(String));
  });

  it('a new password has a least length, one that is known has not', () => {
    const short = 'x'.repeat(MIN_PASSWORD - 1);
    expect(passwordProblem(short, true)).toContain(`at least ${MIN_PASSWORD} characters`);
    expect(passwordProblem(`${short}x`, true)).toBe(undefined);
    expect(passwordProblem(short, false)).toBe(undefined);
  });

  it.each([true, false])('none at all is wrong, new or not (%s)', (isNew) => {
    expect(passwordProblem('', isNew)).toEqual(expect.any(String));
  });
});

import * as ways from '../firebaseAccount.ts';
import { returnAsLocalUser } from '../firebaseSession.ts';
import * as upgrade from '../firebaseUpgrade.ts';

const { createAccount, finishLink, sendLink, sendReset, signInAsGuest, signInWithEmail, signInWithGoogle } = ways;
const { addGoogle, addPassword, changePassword, refreshAccount, sendVerification, switchToTaken } = upgrade;

/** What the page may ask about who is using it. */
export const accountCalls = {
  ...{ createAccount, signInAsGuest, signInWithEmail, signInWithGoogle, returnAsLocalUser },
  ...{ sendLink, finishLink, sendReset },
  ...{ addGoogle, addPassword, switchToTaken, changePassword, sendVerification, refreshAccount },
};

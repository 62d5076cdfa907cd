import { type App, FirebaseAppError } from 'firebase-admin/app';
import { FirebaseAuthError, getAuth } from 'firebase-admin/auth';
import { type Caller, inPerson, isApiKey, KEY_PREFIX } from '../core/caller.ts';
import { AppError } from '../core/errors.ts';
import type { Config } from './config.ts';

/** Who requests without a token act as, on the emulator suite alone. */
export const LOCAL_USER = 'local-user';

export interface Auth {
  /**
   * Whom the `Authorization` header proves, by ID token or by API key, to a call from `address`. Throws
   * `unauthenticated`, `token_expired`, `token_invalid`, and what `CallerOfKey` throws.
   */
  callerOf(authorization: string | undefined, address: string): Promise<Caller>;
  /** A token that signs the dashboard in as the local user. On the emulator suite alone. */
  localToken(): Promise<string>;
  /** Rejects when Auth does not answer. */
  ping(): Promise<void>;
}

/** Three parts of base64url; the last is empty where nobody signed, as on the emulator suite. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Whom an API key proves that was sent from `address`; see `missions/keyCaller.ts`. */
type CallerOfKey = (key: string, address: string) => Promise<Caller>;

/** Firebase Auth as this project uses it, and API keys beside it. */
export function createAuth(app: App, config: Config, callerOfKey: CallerOfKey): Auth {
  const auth = getAuth(app);
  return {
    callerOf: async (authorization, address) => {
      if (authorization === undefined) {
        if (config.emulators !== null) return inPerson(LOCAL_USER);
        throw new AppError('unauthenticated', 'This call needs a Firebase ID token or an API key.');
      }
      const token = /^Bearer ([^\s]+)$/i.exec(authorization)?.[1];
      if (token === undefined) {
        throw new AppError('token_invalid', 'The Authorization header must be "Bearer" and an ID token or API key.');
      }
      if (isApiKey(token)) return await callerOfKey(token, address);
      if (!JWT.test(token)) {
        throw new AppError('token_invalid', 'What was sent is neither an API key nor an ID token.', {
          next: `Send an API key, which begins with ${KEY_PREFIX}, or a Firebase ID token.`,
        });
      }
      return await auth.verifyIdToken(token).then(
        (claims) => inPerson(claims.uid),
        (cause: unknown) => {
          throw tokenProblem(cause);
        },
      );
    },
    localToken: () => auth.createCustomToken(LOCAL_USER),
    // A user that does not exist is an answer too.
    ping: async () => {
      await auth.getUsers([{ uid: LOCAL_USER }]);
    },
  };
}

function tokenProblem(cause: unknown): unknown {
  // What the SDK's own HTTP client throws when nobody answers, before Auth had a say.
  if (cause instanceof FirebaseAppError && cause.code.startsWith('app/network-')) return away(cause);
  if (!(cause instanceof FirebaseAuthError)) return cause;
  if (cause.code === 'auth/id-token-expired')
    return new AppError('token_expired', 'The ID token has expired.', { cause });
  if (cause.code === 'auth/internal-error' || cause.code === 'auth/network-request-failed') return away(cause);
  return new AppError('token_invalid', 'The ID token is not valid for this project.', { cause });
}

function away(cause: Error): AppError {
  return new AppError('dependency_unavailable', 'Firebase Auth does not answer.', { cause });
}

import * as z from 'zod';
import { type Answered, callAt, type Sent } from './call.ts';
import { suite } from './suite.ts';

/** Both ways to the API: through Hosting, and on the function's own address. */
export const ORIGINS = { hosting: suite.hostingUrl, function: `${suite.functionsUrl}/api` } as const;

export interface Call extends Sent {
  readonly origin?: string;
}

/** One HTTP call to the suite, through Hosting unless `origin` says otherwise. */
export function call(
  method: string,
  path: string,
  { origin = ORIGINS.hosting, ...sent }: Call = {},
): Promise<Answered> {
  return callAt(origin, method, path, sent);
}

export interface User {
  readonly uid: string;
  readonly token: string;
}

const signedUp = z.object({ localId: z.string(), idToken: z.string() });

/** A new user of the Auth emulator, with an ID token. */
export async function newUser(): Promise<User> {
  const answer = await fetch(`http://${suite.auth}/identitytoolkit.googleapis.com/v1/accounts:signUp?key=any`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ returnSecureToken: true }),
  });
  const { localId, idToken } = signedUp.parse(await answer.json());
  return { uid: localId, token: idToken };
}

/** `token` with its times moved into the past: the emulator's tokens are not signed. */
export function expired(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const past = { ...claims, iat: 1_600_000_000, auth_time: 1_600_000_000, exp: 1_600_003_600 };
  return [header, Buffer.from(JSON.stringify(past)).toString('base64url'), signature].join('.');
}

import * as z from 'zod';
import { suite } from './suite.ts';

/** Both ways to the API: through Hosting, and on the function's own address. */
export const ORIGINS = { hosting: suite.hostingUrl, function: `${suite.functionsUrl}/api` } as const;

export interface Call {
  readonly origin?: string;
  readonly token?: string | undefined;
  /** Sent as JSON; a string or bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** One HTTP call; `json` is undefined where the answer is not JSON. */
export async function call(method: string, path: string, given: Call = {}): Promise<Answered> {
  const { origin = ORIGINS.hosting, token, body, headers } = given;
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: bytesOf(body) }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

function bytesOf(body: unknown): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
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

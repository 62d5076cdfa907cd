import type { BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import { call, newUser, type User } from '../../support/http.ts';

/** Somebody who has nothing yet: what they see is what the test made. */
export interface Owner {
  readonly user: User;
  /** A call of the API as them; throws unless it works. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  /** Signs the pages of another profile in as them too: another device of theirs. */
  readonly alsoOn: (profile: BrowserContext) => Promise<void>;
  /** A new mission of theirs, approved; its id. */
  readonly approved: (request: Record<string, unknown>) => Promise<string>;
}

/** Signs the pages of `profile` in as a new user, instead of as the local one. */
export async function newOwner(profile: BrowserContext): Promise<Owner> {
  const user = await newUser();
  const alsoOn: Owner['alsoOn'] = async (device) => {
    await device.route('**/session/local', async (route) => {
      const response = await route.fetch();
      const local = (await response.json()) as { readonly custom_token: string };
      const session = { ...local, user_id: user.uid, custom_token: tokenOf(user.uid, local.custom_token) };
      await route.fulfill({ response, json: session });
    });
  };
  await alsoOn(profile);
  const ask: Owner['ask'] = async (method, path, body) => {
    const answer = await call(method, path, { token: user.token, ...(body === undefined ? {} : { body }) });
    expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
    return answer.json as Record<string, unknown>;
  };
  const approved: Owner['approved'] = async (request) => {
    const { mission_id: id } = await ask('POST', '/missions/create', request);
    await ask('POST', `/missions/${String(id)}/approve`);
    return String(id);
  };
  return { user, ask, alsoOn, approved };
}

/** The suite's own custom token with another name in it: the Auth emulator's tokens are not signed. */
function tokenOf(uid: string, token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const renamed = Buffer.from(JSON.stringify({ ...claims, uid })).toString('base64url');
  return [header, renamed, signature].join('.');
}

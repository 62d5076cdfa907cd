import { createServer } from 'node:net';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inPerson } from '../../functions/src/core/caller.ts';
import { type Auth, createAuth, LOCAL_USER } from '../../functions/src/edge/auth.ts';
import { readConfig } from '../../functions/src/edge/config.ts';
import { createApp } from '../../functions/src/edge/firebase.ts';
import { expired, newUser, type User } from '../support/http.ts';
import { suite } from '../support/suite.ts';

const config = readConfig({
  ...{ GCLOUD_PROJECT: suite.projectId, FUNCTIONS_EMULATOR: 'true', FIRESTORE_EMULATOR_HOST: suite.firestore },
  ...{ FIREBASE_AUTH_EMULATOR_HOST: suite.auth, CLOUD_TASKS_EMULATOR_HOST: suite.tasks },
});
const app = createApp(config);
const callerOfKey = (key: string, address: string) => Promise.resolve(inPerson(`${key} from ${address}`));
const onSuite = createAuth(app, config, callerOfKey);
/** A real project does not know the local user. */
const inProduction = createAuth(app, { ...config, emulators: null }, callerOfKey);
const HERE = '203.0.113.7';
let user: User;

beforeAll(async () => {
  user = await newUser();
});
afterAll(() => deleteApp(app));

const codeOf = (auth: Auth, authorization: string | undefined) =>
  auth.callerOf(authorization, HERE).then(
    () => 'admitted',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)),
  );

describe('who calls', () => {
  it('is the user of an ID token', async () => {
    expect(await inProduction.callerOf(`Bearer ${user.token}`, HERE)).toEqual(inPerson(user.uid));
    expect(await inProduction.callerOf(`bearer ${user.token}`, HERE)).toEqual(inPerson(user.uid));
  });

  it('without a token is the local user, on the suite alone', async () => {
    expect(await onSuite.callerOf(undefined, HERE)).toEqual(inPerson(LOCAL_USER));
    expect(await codeOf(inProduction, undefined)).toBe('unauthenticated');
  });

  it('is asked of the keys where it is an API key', async () => {
    const key = `mp_${'a'.repeat(43)}`;
    expect(await inProduction.callerOf(`Bearer ${key}`, HERE)).toEqual(inPerson(`${key} from ${HERE}`));
  });

  it.each([
    ['a header of another kind', () => 'Basic YTpi', 'token_invalid'],
    ['two tokens', () => `Bearer ${user.token} ${user.token}`, 'token_invalid'],
    ['no token at all', () => 'Bearer ', 'token_invalid'],
    ['a token that is none', () => 'Bearer nonsense', 'token_invalid'],
    ['a token of yesterday', () => `Bearer ${expired(user.token)}`, 'token_expired'],
  ])('is nobody with %s', async (_what, header, code) => {
    expect(await codeOf(inProduction, header())).toBe(code);
    expect(await codeOf(onSuite, header())).toBe(code);
  });
});

describe('the local session', () => {
  it('is a token for the local user', async () => {
    const [, payload = ''] = (await onSuite.localToken()).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ uid: LOCAL_USER });
  });
});

describe('with Auth away', () => {
  /** Whoever connects is turned away. */
  const closed = createServer((socket) => socket.destroy());
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      closed.listen(0, '127.0.0.1', resolve);
    });
    const address = closed.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    process.env.FIREBASE_AUTH_EMULATOR_HOST = `127.0.0.1:${address.port}`;
  });
  afterAll(() => {
    process.env.FIREBASE_AUTH_EMULATOR_HOST = suite.auth;
    closed.close();
  });

  it('a caller is told to come back, and the health says so', async () => {
    // Where Auth is, is read when an app first asks for it.
    const other = initializeApp({ projectId: suite.projectId }, 'away');
    const away = createAuth(other, { ...config, emulators: null }, callerOfKey);
    expect(await codeOf(away, `Bearer ${user.token}`)).toBe('dependency_unavailable');
    await expect(away.ping()).rejects.toMatchObject({ code: 'app/network-error' });
    await deleteApp(other);
  });
});

it('with Auth there a sign of life is one', async () => {
  await expect(onSuite.ping()).resolves.toBeUndefined();
});

import { deleteApp, initializeApp } from 'firebase-admin/app';
import { afterAll, describe, expect, it } from 'vitest';
import { inPerson } from '../../../functions/src/core/caller.ts';
import { createAuth } from '../../../functions/src/edge/auth.ts';
import { readConfig } from '../../../functions/src/edge/config.ts';

const app = initializeApp({ projectId: 'prod' }, 'tokens');
afterAll(() => deleteApp(app));
const auth = createAuth(app, readConfig({ GCLOUD_PROJECT: 'prod' }), async (key) => inPerson(`owner of ${key}`));

describe('a bearer token', () => {
  it.each(['bad', 'mp-0123', 'a.b', 'a.b.c.d', 'MP_0123'])('that is no kind of token says so: %s', async (token) => {
    await expect(auth.callerOf(`Bearer ${token}`, '')).rejects.toMatchObject({
      code: 'token_invalid',
      message: 'What was sent is neither an API key nor an ID token.',
      next: expect.stringContaining('mp_'),
    });
  });

  it('that looks like an ID token is judged as one', async () => {
    await expect(auth.callerOf('Bearer eyJhbGciOiJub25lIn0.e30.', '')).rejects.toMatchObject({
      code: 'token_invalid',
      message: 'The ID token is not valid for this project.',
    });
  });

  it('that begins like an API key is one', async () => {
    expect((await auth.callerOf('Bearer mp_0123', '')).owner).toBe('owner of mp_0123');
  });
});

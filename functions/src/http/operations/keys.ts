import { createKeyRequest, keyAnswer, keyList, newKeyAnswer } from '../../schema/apiKey.ts';
import { ALL, KEY } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

export const createKey = operation({
  id: 'createKey',
  method: 'post',
  path: '/keys',
  tag: 'Keys',
  summary: 'Create an API key',
  description:
    'A key lets a program call the API as you, with the scopes you give it, until you revoke it or it expires. The `key` ' +
    'itself stands in this answer alone: only its hash is stored. The call can’t be repeated safely; if its answer is ' +
    'lost, list your keys and revoke the one that nobody has. A key that makes another needs the scope `admin`, and what ' +
    'it makes ends when it does at the latest. See [API keys](keys.md).',
  scope: 'admin',
  of: ALL,
  query: NOTHING,
  body: createKeyRequest,
  answer: newKeyAnswer,
  statuses: { 201: 'The key, for the only time.' },
  errors: ['too_many_keys'],
  examples: [
    { name: 'For a program that runs missions', body: { name: 'nightly import' } },
    {
      name: 'For a dashboard that only looks, until the end of the year',
      body: { name: 'wall display', scopes: ['read'], expires_at: '2099-12-31T23:00:00Z' },
    },
  ],
});

export const listKeys = operation({
  id: 'listKeys',
  method: 'get',
  path: '/keys',
  tag: 'Keys',
  summary: 'List your API keys',
  description:
    'Those that are not revoked, newest first, then those revoked in the last 30 days. When a key was last used is up to ' +
    'an hour behind.',
  scope: 'admin',
  of: ALL,
  query: NOTHING,
  body: NOTHING,
  answer: keyList,
  errors: [],
  examples: [{ name: 'All' }],
});

export const revokeKey = operation({
  id: 'revokeKey',
  method: 'delete',
  path: '/keys/{key_id}',
  tag: 'Keys',
  summary: 'Revoke an API key',
  description:
    'The key is refused from now on, everywhere within a minute. That can’t be undone; sent twice it changes nothing. Keys ' +
    'that were made with it stay: `created_by` says which those are.',
  scope: 'admin',
  of: KEY,
  query: NOTHING,
  body: NOTHING,
  answer: keyAnswer,
  errors: ['key_not_found', 'too_much_contention'],
  examples: [{ name: 'Revoke' }],
});

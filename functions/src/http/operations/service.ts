import * as z from 'zod';
import { healthAnswer, localSession } from '../../schema/api.ts';
import { ALL } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

/** Monitors add what they like to an address so that no cache answers. */
const ANY_QUERY = z.looseObject({});

export const getHealth = operation({
  id: 'getHealth',
  method: 'get',
  path: '/health',
  tag: 'Service',
  summary: 'Whether the service works',
  description: 'Asks each part for a sign of life and says how long that took. See [health](health.md).',
  scope: null,
  of: ALL,
  query: ANY_QUERY,
  body: NOTHING,
  answer: healthAnswer,
  statuses: { 200: 'All parts work.', 503: 'A part fails, and which.' },
  errors: [],
  examples: [{ name: 'Health' }],
});

export const getOpenApi = operation({
  id: 'getOpenApi',
  method: 'get',
  path: '/openapi.json',
  tag: 'Service',
  summary: 'This description',
  description: 'The API as an OpenAPI 3.1 document, made from the same schemas that parse the requests.',
  scope: null,
  of: ALL,
  query: ANY_QUERY,
  body: NOTHING,
  answer: z.record(z.string(), z.unknown()),
  errors: [],
  examples: [{ name: 'The document' }],
});

/** On the emulator suite alone, so it is not in the description. */
export const createLocalSession = operation({
  id: 'createLocalSession',
  method: 'post',
  path: '/session/local',
  tag: 'Service',
  summary: 'Sign in as the local user',
  description: 'A token for the dashboard.',
  scope: null,
  of: ALL,
  query: ANY_QUERY,
  body: NOTHING,
  answer: localSession,
  errors: [],
  examples: [{ name: 'Sign in' }],
});

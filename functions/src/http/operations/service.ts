import * as z from 'zod';
import { localSession } from '../../schema/api.ts';
import { ALL } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

/** Monitors add what they like to an address so that no cache answers. */
const ANY_QUERY = z.looseObject({});

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

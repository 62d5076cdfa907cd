import * as z from 'zod';
import { localSession } from '../../schema/api.ts';
import { missionTypesAnswer } from '../../schema/missionTypes.ts';
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

export const listMissionTypes = operation({
  id: 'listMissionTypes',
  method: 'get',
  path: '/mission-types',
  tag: 'Service',
  summary: 'List the kinds of missions',
  description:
    'What may stand in `type` of a new mission beside `external`, and which [language model](model.md) writes reports. ' +
    'Where `model` is null, a report is asked for with `"engine": "extractive"`.',
  scope: 'read',
  of: ALL,
  query: NOTHING,
  body: NOTHING,
  answer: missionTypesAnswer,
  errors: [],
  examples: [{ name: 'The kinds' }],
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

import { draftList, eventList, progressAnswer, progressList, resultAnswer, stepList } from '../../schema/api.ts';
import { listEventsQuery, listStepsQuery, progressListQuery, progressQuery } from '../../schema/requests.ts';
import { streamEvent, streamQuery } from '../../schema/stream.ts';
import { ALL, MISSION } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

export const getProgress = operation({
  id: 'getProgress',
  method: 'get',
  path: '/missions/{mission_id}/progress',
  tag: 'Following',
  summary: 'Read how far a mission is',
  description:
    'Percent, the step it is at, and an [estimate](eta.md) of the time left. Ask again after `poll_after_ms`, with the ' +
    'answer’s `ETag` in `If-None-Match`: as long as there is nothing new the answer is 304 without a body. `age_ms` says ' +
    'how old the answer is; `fresh=1` has the mission read now. See [read a mission’s progress](progress.md).',
  scope: 'read',
  of: MISSION,
  query: progressQuery,
  body: NOTHING,
  answer: progressAnswer,
  statuses: { 200: 'Where the mission stands.', 304: 'What `If-None-Match` names is still all there is to say.' },
  errors: ['mission_not_found'],
  examples: [{ name: 'Progress' }, { name: 'Read now', query: { fresh: '1' } }],
});

export const listProgress = operation({
  id: 'listProgress',
  method: 'get',
  path: '/missions/progress',
  tag: 'Following',
  summary: 'Read how far many missions are',
  description:
    'Up to 100 missions in one call, in the order of `ids`, one read each at most. `missing` names those that are not there ' +
    'or not yours. See [many missions in one call](progress.md#many-missions-in-one-call).',
  scope: 'read',
  of: ALL,
  query: progressListQuery,
  body: NOTHING,
  answer: progressList,
  errors: [],
  examples: [{ name: 'Two missions', query: { ids: 'python-2026-11,python-2026-10' } }],
});

export const listEvents = operation({
  id: 'listEvents',
  method: 'get',
  path: '/missions/{mission_id}/events',
  tag: 'Following',
  summary: 'Read a mission’s history',
  description:
    'What has happened, oldest first. Go on with `next_after` while it is not null. See [read the history](events.md).',
  scope: 'read',
  of: MISSION,
  query: listEventsQuery,
  body: NOTHING,
  answer: eventList,
  errors: ['mission_not_found'],
  examples: [{ name: 'From the start' }, { name: 'After entry 4', query: { after: '4', limit: '50' } }],
});

export const streamMission = operation({
  id: 'streamMission',
  method: 'get',
  path: '/missions/{mission_id}/stream',
  tag: 'Following',
  summary: 'Follow a mission as it goes',
  description:
    'Server-sent events: each entry of the history once, in order, under its kind (`status`, `step`, `chat`, `app`, ' +
    '`error`); `progress`, at most once a second, when there is news; and `end` when the mission is over. Send the id of ' +
    'the last event that you have in the header `Last-Event-ID`, or as `last_event_id`, and the stream goes on after it, ' +
    'without a gap or a repeat. It ends by itself after 50 seconds, for you to come back. Call it on the function’s own ' +
    'address: Hosting hands an answer on only when it is whole. See [follow a mission by stream](stream.md).',
  scope: 'read',
  of: MISSION,
  query: streamQuery,
  body: NOTHING,
  answer: streamEvent,
  media: 'text/event-stream',
  statuses: {
    200: 'The events; the schema is that of one of them, its `data` parsed.',
    204: 'You have been told the `end`, and the mission has not been retried.',
  },
  errors: ['mission_not_found', 'too_many_streams'],
  examples: [{ name: 'From the start' }, { name: 'After an event', query: { last_event_id: '4' } }],
});

export const listSteps = operation({
  id: 'listSteps',
  method: 'get',
  path: '/missions/{mission_id}/steps',
  tag: 'Following',
  summary: 'Read how its steps ended',
  description:
    'The ledger: one entry for each step that ended in an attempt, in order, with its output, its usage and its tries. ' +
    'After a [retry](retry.md) the steps before the chosen one are under the attempt that ran them.',
  scope: 'read',
  of: MISSION,
  query: listStepsQuery,
  body: NOTHING,
  answer: stepList,
  errors: ['mission_not_found'],
  examples: [
    { name: 'The newest attempt' },
    { name: 'A page of the first', query: { attempt: '1', after: '0', limit: '10' } },
  ],
});

export const getMissionDrafts = operation({
  id: 'getMissionDrafts',
  method: 'get',
  path: '/missions/{mission_id}/drafts',
  tag: 'Following',
  summary: 'Read what a mission is writing',
  description:
    'The sections that a step is writing now, as far as they are, to be looked at and not to be built on: a draft changes ' +
    'once a second, may begin anew, and is gone as soon as it is written; what counts is the result. Of a mission that ' +
    'failed or rests it is what was being written then. See [watch it being written](reports.md#watch-it-being-written).',
  scope: 'read',
  of: MISSION,
  query: NOTHING,
  body: NOTHING,
  answer: draftList,
  errors: ['mission_not_found'],
  examples: [{ name: 'What is being written' }],
});

export const getResult = operation({
  id: 'getResult',
  method: 'get',
  path: '/missions/{mission_id}/result',
  tag: 'Following',
  summary: 'Read what came of it',
  description:
    'The [result](results.md) of a completed mission. Of a report that failed or was cancelled, the sections that it had ' +
    'written by then, with `is_partial`.',
  scope: 'read',
  of: MISSION,
  query: NOTHING,
  body: NOTHING,
  answer: resultAnswer,
  errors: ['mission_not_found', 'result_not_ready', 'no_result'],
  examples: [{ name: 'The result' }],
});

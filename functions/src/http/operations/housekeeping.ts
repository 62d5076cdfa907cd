import { deletionAnswer, missionExport, purgeAnswer } from '../../schema/api.ts';
import { purgeRequest } from '../../schema/requests.ts';
import { ALL, MISSION } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

export const exportMission = operation({
  id: 'exportMission',
  method: 'get',
  path: '/missions/{mission_id}/export',
  tag: 'Housekeeping',
  summary: 'Export a mission',
  description:
    'All that is stored of a mission in one JSON document: the mission, the steps of all its attempts, its history, its ' +
    'results and the items of its lists. It is sent as it is read, at most some 100 MB. `is_complete` comes last: false ' +
    'when something was left out for its size; a document without it was cut off on its way, as happens to missions of ' +
    'some 10,000 steps: a call has 60 seconds. See [export a mission](housekeeping.md#export-a-mission).',
  scope: 'read',
  of: MISSION,
  query: NOTHING,
  body: NOTHING,
  answer: missionExport,
  errors: ['mission_not_found'],
  examples: [{ name: 'A mission' }],
});

export const deleteMission = operation({
  id: 'deleteMission',
  method: 'delete',
  path: '/missions/{mission_id}',
  tag: 'Housekeeping',
  summary: 'Delete a mission',
  description:
    'Deletes a completed, failed or cancelled mission with all that is stored of it, for good. Cancel it first if it is ' +
    'not over. Of a mission with more than 3,000 documents the rest goes within minutes (`is_complete` is false); the ' +
    'mission itself is gone at once, and its id is free when all is. A second call is answered 404. See ' +
    '[delete a mission](housekeeping.md#delete-a-mission).',
  scope: 'admin',
  of: MISSION,
  query: NOTHING,
  body: NOTHING,
  answer: deletionAnswer,
  errors: ['mission_not_found', 'status_forbids', 'too_much_contention'],
  examples: [{ name: 'A mission' }],
});

export const purgeMissions = operation({
  id: 'purgeMissions',
  method: 'post',
  path: '/missions/purge',
  tag: 'Housekeeping',
  summary: 'Delete all your missions',
  description:
    'Deletes all your missions, whatever their status, for good. It works on the emulator suite, and elsewhere only where ' +
    'the operator has allowed it. Missions that are not over are cancelled first; those that a runner holds stop within ' +
    'seconds and are counted as `stopping`. While `is_complete` is false, send the call again. See ' +
    '[delete everything](housekeeping.md#delete-everything).',
  scope: 'admin',
  of: ALL,
  query: NOTHING,
  body: purgeRequest,
  answer: purgeAnswer,
  errors: ['purge_forbidden', 'too_much_contention'],
  examples: [{ name: 'Everything', body: { confirm: 'purge' } }],
});

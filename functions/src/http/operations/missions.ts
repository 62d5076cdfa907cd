import { inputAnswer, missionAnswer, missionCounts, missionList } from '../../schema/api.ts';
import { MAX_BYTES_WITH_INPUT } from '../../schema/input.ts';
import {
  countMissionsQuery,
  createMissionRequest,
  editMissionRequest,
  listMissionsQuery,
} from '../../schema/requests.ts';
import { ALL, MISSION } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

const REQUEST = {
  objective: 'Find Python tutorials',
  scope: { allowed_domains: ['python.org', 'realpython.com'] },
};

const REPORT = {
  objective: 'How did Python change in version 3.14?',
  type: 'report',
  input: { sources: { addresses: ['https://docs.python.org/3.14/whatsnew/3.14.html'] }, depth: 'standard' },
};

export const createMission = operation({
  id: 'createMission',
  method: 'post',
  path: '/missions/create',
  alsoAt: '/missions',
  tag: 'Missions',
  summary: 'Create a mission',
  description:
    'Makes a mission, `proposed` until it is [approved and run](approve-and-run.md). Every type but `external` needs a `scope`; ' +
    '`external` needs the part of that name. Give a `mission_id` of your own and the call can be sent again: the same ' +
    'request under the same id is answered with the mission that is there. What a type takes beside the objective is its ' +
    '`input`, such as the sources of a report; with it a body may have 664,000 bytes. See [create a mission](create.md), ' +
    '[reports](reports.md), [the queue](queue.md) and [external missions](external.md#create-one).',
  scope: 'run',
  of: ALL,
  query: NOTHING,
  body: createMissionRequest,
  maxBodyBytes: MAX_BYTES_WITH_INPUT,
  answer: missionAnswer,
  statuses: { 201: 'The mission, created.', 200: 'The mission that the same request made before.' },
  errors: ['unknown_mission_type', 'mission_id_taken', 'model_not_set'],
  examples: [
    { name: 'A research mission', body: REQUEST },
    {
      name: 'With limits and an id of your own',
      body: {
        ...REQUEST,
        mission_id: 'python-2026-11',
        budget: { max_pages: 40 },
        priority: 5,
        tags: ['python', 'team:docs'],
      },
    },
    { name: 'A report on pages that you name', body: REPORT },
    {
      name: 'A report on texts of your own',
      body: {
        objective: 'What do our interviews say about the price?',
        type: 'report',
        input: {
          sources: {
            texts: [{ title: 'Interview 1', text: 'The price was fair, but nobody could explain the bill.' }],
          },
          depth: 'brief',
          length: 'short',
        },
      },
    },
    {
      name: 'Work of your own',
      body: {
        objective: 'Import the November orders',
        type: 'external',
        external: { steps: [{ name: 'download' }, { name: 'import', weight: 4 }] },
      },
    },
  ],
  bodyGuide: '/guide/create#fields-of-the-request',
});

export const listMissions = operation({
  id: 'listMissions',
  method: 'get',
  path: '/missions',
  tag: 'Missions',
  summary: 'List your missions',
  description:
    'Newest first, a page at a time: go on with `next_cursor` until it is null. Filters can be combined. `text` finds ' +
    'missions whose objective has all its words; the last one may be the beginning of a word, and case and accents do ' +
    'not count. A call looks at 500 missions at most: with filters that few missions pass, a page may be short or even ' +
    'empty and still have a `next_cursor`. What is created or changed while you read causes no repeat and no gap. See ' +
    '[list your missions](list.md).',
  scope: 'read',
  of: ALL,
  query: listMissionsQuery,
  body: NOTHING,
  answer: missionList,
  errors: [],
  examples: [
    { name: 'The newest', query: { limit: '5' } },
    { name: 'Those that need a look', query: { status: 'failed,waiting', limit: '50' } },
    { name: 'By words and a tag', query: { text: 'python tutor', tag: 'team:docs' } },
    {
      name: 'Of a day, past half',
      query: { created_after: '2026-11-20T00:00:00Z', created_before: '2026-11-21T00:00:00Z', progress_min: '50' },
    },
  ],
});

export const countMissions = operation({
  id: 'countMissions',
  method: 'get',
  path: '/missions/counts',
  tag: 'Missions',
  summary: 'Count your missions by status',
  description:
    'How many missions are in each of the nine statuses, and in all. It costs nine database reads, and one more for each ' +
    '1,000 missions of a status. See [count your missions](list.md#counts).',
  scope: 'read',
  of: ALL,
  query: countMissionsQuery,
  body: NOTHING,
  answer: missionCounts,
  errors: [],
  examples: [{ name: 'All' }, { name: 'Of a type and a tag', query: { type: 'research', tag: 'team:docs' } }],
});

export const getMission = operation({
  id: 'getMission',
  method: 'get',
  path: '/missions/{mission_id}',
  tag: 'Missions',
  summary: 'Read a mission',
  description:
    'The mission with its plan, its progress as stored, and in `allowed` the commands that would change something now.',
  scope: 'read',
  of: MISSION,
  query: NOTHING,
  body: NOTHING,
  answer: missionAnswer,
  errors: ['mission_not_found'],
  examples: [{ name: 'A mission' }],
});

export const getMissionInput = operation({
  id: 'getMissionInput',
  method: 'get',
  path: '/missions/{mission_id}/input',
  tag: 'Missions',
  summary: 'Read what a mission was asked beside its objective',
  description:
    'Its `input` in the newest version, with every default of its type filled in; null where it has none. Send it with ' +
    'the rest of the request, and you have the same mission once more. See [its input](reports.md#the-same-again).',
  scope: 'read',
  of: MISSION,
  query: NOTHING,
  body: NOTHING,
  answer: inputAnswer,
  errors: ['mission_not_found'],
  examples: [{ name: 'A mission' }],
});

export const editMission = operation({
  id: 'editMission',
  method: 'patch',
  path: '/missions/{mission_id}',
  tag: 'Missions',
  summary: 'Edit a proposed mission',
  description:
    'Changes what is named and leaves the rest, as long as the mission is `proposed`. See [edit a proposed mission](edit.md).',
  scope: 'run',
  of: MISSION,
  query: NOTHING,
  body: editMissionRequest,
  maxBodyBytes: MAX_BYTES_WITH_INPUT,
  answer: missionAnswer,
  errors: ['mission_not_found', 'status_forbids', 'type_version_gone', 'model_not_set'],
  examples: [
    { name: 'Read less', body: { budget: { max_pages: 40 } } },
    { name: 'Another report', body: { input: { ...REPORT.input, depth: 'deep', length: 'long' } } },
  ],
});

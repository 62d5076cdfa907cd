import { missionAnswer } from '../../schema/api.ts';
import {
  createScheduleRequest,
  editScheduleRequest,
  runScheduleRequest,
  scheduleAnswer,
  scheduleList,
} from '../../schema/schedule.ts';
import { ALL, SCHEDULE } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

export const createSchedule = operation({
  id: 'createSchedule',
  method: 'post',
  path: '/schedules',
  tag: 'Schedules',
  summary: 'Create a schedule',
  description:
    'Makes a mission of `request` whenever `cron` says so in `time_zone`. Give a `schedule_id` of your own and the call can ' +
    'be sent again. `request` is checked as for creating a mission, its `input` by the mission type; the body has at ' +
    'most 64,000 bytes. See [recurring missions](schedules.md).',
  scope: 'run',
  of: ALL,
  query: NOTHING,
  body: createScheduleRequest,
  answer: scheduleAnswer,
  statuses: { 201: 'The schedule, created.', 200: 'The schedule that the same request made before.' },
  errors: ['unknown_mission_type', 'schedule_id_taken', 'too_many_schedules', 'model_not_set'],
  examples: [
    {
      name: 'Every morning',
      body: {
        cron: '0 8 * * *',
        time_zone: 'Europe/Berlin',
        request: { objective: 'What is new in Python?', scope: { allowed_domains: ['python.org'] } },
      },
    },
    {
      name: 'A report on each first of the month',
      body: {
        cron: '0 6 1 * *',
        request: {
          objective: 'Which changes of Python are planned?',
          type: 'report',
          scope: { allowed_domains: ['peps.python.org'] },
          input: { depth: 'brief', length: 'short' },
        },
      },
    },
  ],
});

export const listSchedules = operation({
  id: 'listSchedules',
  method: 'get',
  path: '/schedules',
  tag: 'Schedules',
  summary: 'List your schedules',
  description: 'All of them, newest first: there are at most 100.',
  scope: 'read',
  of: ALL,
  query: NOTHING,
  body: NOTHING,
  answer: scheduleList,
  errors: [],
  examples: [{ name: 'All' }],
});

export const getSchedule = operation({
  id: 'getSchedule',
  method: 'get',
  path: '/schedules/{schedule_id}',
  tag: 'Schedules',
  summary: 'Read a schedule',
  description:
    'When it comes next, what it made last, and what went wrong. See [the schedule](schedules.md#the-schedule).',
  scope: 'read',
  of: SCHEDULE,
  query: NOTHING,
  body: NOTHING,
  answer: scheduleAnswer,
  errors: ['schedule_not_found'],
  examples: [{ name: 'A schedule' }],
});

export const editSchedule = operation({
  id: 'editSchedule',
  method: 'patch',
  path: '/schedules/{schedule_id}',
  tag: 'Schedules',
  summary: 'Change, pause or resume a schedule',
  description: 'Changes what is named and leaves the rest; `request` is replaced as a whole.',
  scope: 'run',
  of: SCHEDULE,
  query: NOTHING,
  body: editScheduleRequest,
  answer: scheduleAnswer,
  errors: ['schedule_not_found', 'unknown_mission_type', 'too_much_contention', 'model_not_set'],
  examples: [{ name: 'Pause', body: { is_paused: true } }],
});

export const deleteSchedule = operation({
  id: 'deleteSchedule',
  method: 'delete',
  path: '/schedules/{schedule_id}',
  tag: 'Schedules',
  summary: 'Delete a schedule',
  description: 'Answers the schedule as it was. Its missions stay.',
  scope: 'run',
  of: SCHEDULE,
  query: NOTHING,
  body: NOTHING,
  answer: scheduleAnswer,
  errors: ['schedule_not_found', 'too_much_contention'],
  examples: [{ name: 'Delete' }],
});

export const runSchedule = operation({
  id: 'runSchedule',
  method: 'post',
  path: '/schedules/{schedule_id}/run',
  tag: 'Schedules',
  summary: 'Make one of its missions now',
  description: 'Whatever the time. With a `mission_id` of your own the call can be sent again.',
  scope: 'run',
  of: SCHEDULE,
  query: NOTHING,
  body: runScheduleRequest,
  answer: missionAnswer,
  statuses: { 201: 'The mission, created.', 200: 'The mission that this schedule made under this id before.' },
  errors: ['schedule_not_found', 'unknown_mission_type', 'mission_id_taken', 'model_not_set'],
  examples: [{ name: 'Now', body: {} }],
});

import { missionAnswer } from '../../../functions/src/schema/api.ts';
import {
  type EditScheduleRequest,
  type ScheduleAnswer,
  scheduleAnswer,
} from '../../../functions/src/schema/schedule.ts';
import { ask } from '../api.ts';

const at = (id: string): string => `/schedules/${encodeURIComponent(id)}`;

/** What can be asked about schedules; what came of it arrives by the live list. */
export const scheduleCalls = {
  /** With an id of its own the same request twice is the same schedule. */
  create: (body: Omit<EditScheduleRequest, 'request'> & { schedule_id: string; request: ScheduleAnswer['request'] }) =>
    ask({ method: 'POST', path: '/schedules', body, isRepeatable: true }, scheduleAnswer),
  edit: (id: string, body: Omit<EditScheduleRequest, 'request'> & { request?: ScheduleAnswer['request'] }) =>
    ask({ method: 'PATCH', path: at(id), body, isRepeatable: true }, scheduleAnswer),
  remove: (id: string) => ask({ method: 'DELETE', path: at(id) }, scheduleAnswer),
  /** The mission's id makes a second press before the answer the same mission. */
  run: (id: string, missionId: string) =>
    ask({ method: 'POST', path: `${at(id)}/run`, body: { mission_id: missionId }, isRepeatable: true }, missionAnswer),
};

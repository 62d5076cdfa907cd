import type { Deps } from '../missions/deps.ts';
import { runSchedule } from '../missions/fireSchedules.ts';
import { missionAnswerOf } from '../missions/reports.ts';
import { createSchedule, editSchedule, findSchedule, removeSchedule, scheduleAnswerOf } from '../missions/schedules.ts';
import { listSchedules } from '../store/schedules.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/schedules.ts';

/** Recurring missions. */
export function scheduleRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    signedIn(operations.createSchedule, async ({ owner, body }) => {
      const { schedule, created } = await createSchedule(deps, owner, body);
      return { status: created ? 201 : 200, json: scheduleAnswerOf(schedule) };
    }),
    signedIn(operations.listSchedules, async ({ owner }) => {
      return { json: { schedules: (await listSchedules(deps.db, owner)).map(scheduleAnswerOf) } };
    }),
    signedIn(operations.getSchedule, async ({ owner, params }) => {
      return { json: scheduleAnswerOf((await findSchedule(deps, owner, params.schedule_id)).schedule) };
    }),
    signedIn(operations.editSchedule, async ({ owner, params, body }) => {
      return { json: scheduleAnswerOf(await editSchedule(deps, owner, params.schedule_id, body)) };
    }),
    signedIn(operations.deleteSchedule, async ({ owner, params }) => {
      return { json: scheduleAnswerOf(await removeSchedule(deps, owner, params.schedule_id)) };
    }),
    signedIn(operations.runSchedule, async ({ owner, params, body }) => {
      const { mission, created } = await runSchedule(deps, owner, params.schedule_id, body.mission_id);
      return { status: created ? 201 : 200, json: missionAnswerOf(mission) };
    }),
  ];
}

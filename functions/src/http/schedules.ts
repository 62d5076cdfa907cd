import { Router } from 'express';
import type { Deps } from '../missions/deps.ts';
import { runSchedule } from '../missions/fireSchedules.ts';
import { missionAnswerOf } from '../missions/reports.ts';
import { createSchedule, editSchedule, findSchedule, removeSchedule, scheduleAnswerOf } from '../missions/schedules.ts';
import { createScheduleRequest, editScheduleRequest, runScheduleRequest } from '../schema/schedule.ts';
import { listSchedules } from '../store/schedules.ts';
import { methods } from './methods.ts';
import { EMPTY, type routesFor } from './route.ts';

/** Everything under `/schedules`. */
export function scheduleRoutes(deps: Deps, { route, scheduleRoute }: ReturnType<typeof routesFor>): Router {
  const router = Router();
  const nothing = { body: EMPTY, query: EMPTY };

  const create = route({ body: createScheduleRequest, query: EMPTY }, async ({ owner, body }) => {
    const { schedule, created } = await createSchedule(deps, owner, body);
    return { status: created ? 201 : 200, json: scheduleAnswerOf(schedule) };
  });
  const list = route(nothing, async ({ owner }) => {
    return { json: { schedules: (await listSchedules(deps.db, owner)).map(scheduleAnswerOf) } };
  });
  const read = scheduleRoute(nothing, async ({ owner, scheduleId }) => {
    return { json: scheduleAnswerOf((await findSchedule(deps, owner, scheduleId)).schedule) };
  });
  const edit = scheduleRoute({ body: editScheduleRequest, query: EMPTY }, async ({ owner, scheduleId, body }) => {
    return { json: scheduleAnswerOf(await editSchedule(deps, owner, scheduleId, body)) };
  });
  const remove = scheduleRoute(nothing, async ({ owner, scheduleId }) => {
    return { json: scheduleAnswerOf(await removeSchedule(deps, owner, scheduleId)) };
  });
  const run = scheduleRoute({ body: runScheduleRequest, query: EMPTY }, async ({ owner, scheduleId, body }) => {
    const { mission, created } = await runSchedule(deps, owner, scheduleId, body.mission_id);
    return { status: created ? 201 : 200, json: missionAnswerOf(mission) };
  });

  methods(router, '/', { get: list, post: create });
  methods(router, '/:id', { get: read, patch: edit, delete: remove });
  methods(router, '/:id/run', { post: run });
  return router;
}

import { Router } from 'express';
import { editMission, findMission } from '../missions/commands.ts';
import { createMission } from '../missions/createMission.ts';
import type { Deps } from '../missions/deps.ts';
import { findManyProgress, findProgress, findResult, findSteps, missionAnswerOf } from '../missions/reports.ts';
import {
  createMissionRequest,
  editMissionRequest,
  listEventsQuery,
  listMissionsQuery,
  listStepsQuery,
  progressListQuery,
  progressQuery,
} from '../schema/requests.ts';
import { readHistory } from '../store/history.ts';
import { listMissions } from '../store/listMissions.ts';
import { addCommands } from './commands.ts';
import { methods } from './methods.ts';
import { EMPTY, type routesFor } from './route.ts';
import { addWorkerRoutes } from './workers.ts';

/** Everything under `/missions`. */
export function missionRoutes(deps: Deps, { route, missionRoute }: ReturnType<typeof routesFor>): Router {
  const router = Router();
  const nothing = { body: EMPTY, query: EMPTY };

  const create = route({ body: createMissionRequest, query: EMPTY }, async ({ owner, body }) => {
    const { mission, created } = await createMission(deps, owner, body);
    return { status: created ? 201 : 200, json: missionAnswerOf(mission) };
  });
  const list = route({ body: EMPTY, query: listMissionsQuery }, async ({ owner, query }) => {
    const page = await listMissions(deps.db, owner, query);
    return { json: { missions: page.missions.map(missionAnswerOf), next_cursor: page.nextCursor } };
  });
  const read = missionRoute(nothing, async ({ owner, missionId }) => {
    const { mission } = await findMission(deps, owner, missionId);
    return { json: missionAnswerOf(mission) };
  });
  const edit = missionRoute({ body: editMissionRequest, query: EMPTY }, async ({ owner, missionId, body }) => {
    return { json: missionAnswerOf(await editMission(deps, owner, missionId, body)) };
  });
  const progress = missionRoute({ body: EMPTY, query: progressQuery }, async ({ owner, missionId, query }) => {
    const { answer, etag } = await findProgress(deps, owner, missionId, query.fresh === '1');
    return { json: answer, etag };
  });
  const manyProgress = route({ body: EMPTY, query: progressListQuery }, async ({ owner, query }) => {
    return { json: await findManyProgress(deps, owner, query.ids, query.fresh === '1') };
  });
  const result = missionRoute(nothing, async ({ owner, missionId }) => {
    return { json: await findResult(deps, owner, missionId) };
  });
  const steps = missionRoute({ body: EMPTY, query: listStepsQuery }, async ({ owner, missionId, query }) => {
    return { json: await findSteps(deps, owner, missionId, query) };
  });
  const events = missionRoute({ body: EMPTY, query: listEventsQuery }, async ({ owner, missionId, query }) => {
    const { mission } = await findMission(deps, owner, missionId);
    const found = await readHistory(deps.db, missionId, query.after, query.limit);
    const last = found.at(-1)?.seq ?? query.after;
    return { json: { events: found, next_after: last < mission.seq ? last : null } };
  });

  methods(router, '/', { get: list, post: create });
  methods(router, '/create', { post: create });
  methods(router, '/progress', { get: manyProgress });
  methods(router, '/:id', { get: read, patch: edit });
  methods(router, '/:id/progress', { get: progress });
  methods(router, '/:id/result', { get: result });
  methods(router, '/:id/events', { get: events });
  methods(router, '/:id/steps', { get: steps });
  addCommands(router, deps, missionRoute);
  addWorkerRoutes(router, deps, missionRoute);
  return router;
}

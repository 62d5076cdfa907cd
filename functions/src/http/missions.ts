import { Router } from 'express';
import { command, createMission, editMission, findMission } from '../missions/commands.ts';
import type { Deps } from '../missions/deps.ts';
import { findResult, missionAnswerOf, progressOf } from '../missions/reports.ts';
import {
  command as commandSchema,
  createMissionRequest,
  editMissionRequest,
  listEventsQuery,
  listMissionsQuery,
} from '../schema/api.ts';
import { readHistory } from '../store/history.ts';
import { listMissions } from '../store/listMissions.ts';
import { methods } from './methods.ts';
import { EMPTY, type routesFor } from './route.ts';

const COMMANDS = commandSchema.exclude(['edit']).options;

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
  const progress = missionRoute(nothing, async ({ owner, missionId }) => {
    const { mission } = await findMission(deps, owner, missionId);
    return { json: progressOf(mission, deps.clock.now()) };
  });
  const result = missionRoute(nothing, async ({ owner, missionId }) => {
    return { json: await findResult(deps, owner, missionId) };
  });
  const events = missionRoute({ body: EMPTY, query: listEventsQuery }, async ({ owner, missionId, query }) => {
    const { mission } = await findMission(deps, owner, missionId);
    const found = await readHistory(deps.db, missionId, query.after, query.limit);
    const last = found.at(-1)?.seq ?? query.after;
    return { json: { events: found, next_after: last < mission.seq ? last : null } };
  });

  methods(router, '/', { get: list, post: create });
  methods(router, '/create', { post: create });
  methods(router, '/:id', { get: read, patch: edit });
  methods(router, '/:id/progress', { get: progress });
  methods(router, '/:id/result', { get: result });
  methods(router, '/:id/events', { get: events });
  for (const name of COMMANDS) {
    const give = missionRoute(nothing, async ({ owner, missionId }) => {
      return { json: missionAnswerOf(await command(deps, owner, missionId, name)) };
    });
    methods(router, `/:id/${name}`, { post: give });
  }
  return router;
}

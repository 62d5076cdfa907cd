import type { Router } from 'express';
import { answerMission, command, signalMission } from '../missions/commands.ts';
import type { Deps } from '../missions/deps.ts';
import { missionAnswerOf } from '../missions/reports.ts';
import { retryMission } from '../missions/retryMission.ts';
import { command as commandSchema } from '../schema/api.ts';
import { answerRequest, retryMissionRequest, signalRequest } from '../schema/requests.ts';
import { methods } from './methods.ts';
import { EMPTY, type routesFor } from './route.ts';

const PLAIN_COMMANDS = commandSchema.exclude(['edit', 'retry', 'answer', 'signal']).options;

/** What an owner may ask of a mission: `POST /missions/{id}/{command}`. */
export function addCommands(
  router: Router,
  deps: Deps,
  missionRoute: ReturnType<typeof routesFor>['missionRoute'],
): void {
  for (const name of PLAIN_COMMANDS) {
    const give = missionRoute({ body: EMPTY, query: EMPTY }, async ({ owner, missionId }) => {
      return { json: missionAnswerOf(await command(deps, owner, missionId, name)) };
    });
    methods(router, `/:id/${name}`, { post: give });
  }
  const retry = missionRoute({ body: retryMissionRequest, query: EMPTY }, async ({ owner, missionId, body }) => {
    return { json: missionAnswerOf(await retryMission(deps, owner, missionId, body)) };
  });
  const answer = missionRoute({ body: answerRequest, query: EMPTY }, async ({ owner, missionId, body }) => {
    return { json: missionAnswerOf(await answerMission(deps, owner, missionId, body)) };
  });
  const signal = missionRoute({ body: signalRequest, query: EMPTY }, async ({ owner, missionId, body }) => {
    return { json: missionAnswerOf(await signalMission(deps, owner, missionId, body)) };
  });
  methods(router, '/:id/retry', { post: retry });
  methods(router, '/:id/answer', { post: answer });
  methods(router, '/:id/signal', { post: signal });
}

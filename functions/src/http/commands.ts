import { answerMission, cancelMission, command, signalMission } from '../missions/commands.ts';
import type { Deps } from '../missions/deps.ts';
import { missionAnswerOf } from '../missions/reports.ts';
import { retryMission } from '../missions/retryMission.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/commands.ts';

const PLAIN = ['approve', 'execute', 'pause', 'resume'] as const;

/** What an owner may ask of a mission. */
export function commandRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    ...PLAIN.map((name) =>
      signedIn(operations.PLAIN_COMMANDS[name], async ({ owner, params }) => {
        return { json: missionAnswerOf(await command(deps, owner, params.mission_id, name)) };
      }),
    ),
    signedIn(operations.cancelMission, async ({ owner, params, body }) => {
      return { json: missionAnswerOf(await cancelMission(deps, owner, params.mission_id, body)) };
    }),
    signedIn(operations.retryMission, async ({ owner, params, body }) => {
      return { json: missionAnswerOf(await retryMission(deps, owner, params.mission_id, body)) };
    }),
    signedIn(operations.answerMission, async ({ owner, params, body }) => {
      return { json: missionAnswerOf(await answerMission(deps, owner, params.mission_id, body)) };
    }),
    signedIn(operations.signalMission, async ({ owner, params, body }) => {
      return { json: missionAnswerOf(await signalMission(deps, owner, params.mission_id, body)) };
    }),
  ];
}

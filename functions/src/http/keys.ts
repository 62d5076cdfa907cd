import { createApiKey, keyAnswerOf, revokeApiKey } from '../missions/apiKeys.ts';
import type { Deps } from '../missions/deps.ts';
import { listKeys } from '../store/apiKeys.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/keys.ts';

/** API keys. */
export function keyRoutes(deps: Deps, { signedIn }: Doors): Bound[] {
  return [
    signedIn(operations.createKey, async ({ caller, body }) => {
      return { status: 201, json: await createApiKey(deps, caller, body) };
    }),
    signedIn(operations.listKeys, async ({ owner }) => {
      return { json: { keys: (await listKeys(deps.db, owner, deps.clock.now())).map(keyAnswerOf) } };
    }),
    signedIn(operations.revokeKey, async ({ owner, params }) => {
      return { json: keyAnswerOf(await revokeApiKey(deps, owner, params.key_id)) };
    }),
  ];
}

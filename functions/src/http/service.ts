import { type Auth, LOCAL_USER } from '../edge/auth.ts';
import type { Catalog } from '../missions/defineMission.ts';
import { missionTypesOf } from '../missions/missionTypes.ts';
import type { LocalSession } from '../schema/api.ts';
import type { Bound, Doors } from './doors.ts';
import { describeApi } from './openApi.ts';
import * as operations from './operations/service.ts';

/** The service's own description. */
export function descriptionRoute({ open }: Doors): Bound {
  return open(operations.getOpenApi, async () => ({ json: { ...describeApi() } }));
}

/** What kinds of missions there are. */
export function missionTypesRoute(catalog: Catalog, model: string | null, { signedIn }: Doors): Bound {
  return signedIn(operations.listMissionTypes, async () => ({ json: missionTypesOf(catalog, model) }));
}

/** Signs the dashboard in as the local user; on the emulator suite alone, so it exists nowhere else. */
export function localSessionRoute(auth: Auth, emulators: LocalSession['emulators'], { open }: Doors): Bound {
  return open(operations.createLocalSession, async () => {
    const { auth: authHost, firestore } = emulators;
    return {
      json: {
        custom_token: await auth.localToken(),
        user_id: LOCAL_USER,
        emulators: { auth: authHost, firestore },
      },
    };
  });
}

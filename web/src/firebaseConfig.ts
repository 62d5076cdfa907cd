import * as z from 'zod';
import { type LocalSession, localSession } from '../../functions/src/schema/api.ts';
import { CONFIG_KEY, configAnswer, localAnswer } from './firstAnswers.ts';
import { readStored, writeStored } from './storage.ts';

const LOCAL_KEY = 'ui.local';
const AWAY_KEY = 'ui.local_away';

/** What Hosting says about the project, in production and on the emulator suite alike. */
const firebaseConfig = z.object({
  projectId: z.string(),
  apiKey: z.string().default('local'),
  authDomain: z.string().optional(),
  appId: z.string().optional(),
});
export type FirebaseConfig = z.infer<typeof firebaseConfig>;

/** Without the one-time token: what the page keeps between visits. */
const knownLocal = localSession.omit({ custom_token: true });
export type KnownLocal = z.infer<typeof knownLocal>;

/** The configuration as it was at the last visit, at once; the server is asked as well, for the visit after this. */
export async function loadConfig(): Promise<FirebaseConfig> {
  const known = firebaseConfig.safeParse(readStored(CONFIG_KEY));
  const asked = askConfig();
  if (!known.success) return asked;
  asked.then((fresh) => {
    // The page was moved to another project under the same address: nothing that is on screen belongs to it.
    if (fresh.projectId !== known.data.projectId) location.reload();
  }, ignoreFailure);
  return known.data;
}

async function askConfig(): Promise<FirebaseConfig> {
  const response = await configAnswer();
  const config = firebaseConfig.parse(await response.json());
  writeStored(CONFIG_KEY, config);
  return config;
}

/** Who the local user is and where the emulators listen, as far as the last visit knew. */
export function readKnownLocal(): KnownLocal | null {
  const known = knownLocal.safeParse(readStored(LOCAL_KEY));
  return known.success ? known.data : null;
}

/** Whether the local user was signed out, to try the ways of signing in that a real project has. */
export function isLocalUserAway(): boolean {
  return readStored(AWAY_KEY) === true;
}

export function setLocalUserAway(isAway: boolean): void {
  writeStored(AWAY_KEY, isAway ? true : null);
}

/** Asks the suite for the local user. Throws while its API is not up yet. */
export async function askLocalSession(): Promise<LocalSession> {
  const response = await localAnswer();
  if (!response.ok) throw new Error(`no local session: ${response.status}`);
  const session = localSession.parse(await response.json());
  writeStored(LOCAL_KEY, { user_id: session.user_id, emulators: session.emulators });
  return session;
}

function ignoreFailure(): void {
  // The known configuration serves; without a network the page shows what it has.
}

import { learnServerClock } from './clock.ts';
import { isRecord, readStored } from './storage.ts';

/** What Hosting said of the project at the last visit. */
export const CONFIG_KEY = 'ui.firebase';

/** Until they are taken. */
const asked: { config: Promise<Response> | null; local: Promise<Response> | null } = { config: null, local: null };

/**
 * Asks at once for what the data chunk begins with, if this device was never here: else it would ask when it has come,
 * two answers later on a slow line. What fails is asked for again by whoever takes it.
 */
export function askFirst(): void {
  if (readStored(CONFIG_KEY) !== null) return;
  const config = askConfig();
  asked.config = config.then((response) => response.clone());
  const local = config.then(async (response) => {
    const project: unknown = await response.json();
    const isLocal =
      isRecord(project) && typeof project['projectId'] === 'string' && isLocalProject(project['projectId']);
    return isLocal ? askLocal() : Promise.reject(new Error('no emulator suite'));
  });
  asked.local = local;
  // Whoever takes them hears of it; nobody may.
  for (const answer of [asked.config, local]) answer.catch(() => undefined);
}

/** What Hosting says of the project; the first call has what was asked before. */
export function configAnswer(): Promise<Response> {
  return take('config') ?? askConfig();
}

/** The suite's local user, with a token; the first call has what was asked before. */
export function localAnswer(): Promise<Response> {
  return take('local') ?? askLocal();
}

/** Whether a project is the emulator suite's: `demo-` projects exist nowhere else. */
export function isLocalProject(projectId: string): boolean {
  return projectId.startsWith('demo-');
}

function take(name: keyof typeof asked): Promise<Response> | null {
  const answer = asked[name];
  asked[name] = null;
  return answer;
}

function askConfig(): Promise<Response> {
  return ask('/__/firebase/init.json', { cache: 'no-store' });
}

function askLocal(): Promise<Response> {
  return ask('/session/local', { method: 'POST' });
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init);
  // As it comes: when it is taken, its time is long past.
  learnServerClock(response.headers);
  return response;
}

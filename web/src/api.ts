import type * as z from 'zod';
import { MissionProgress } from '../../client/src/client.ts';
import type { Call as AnyCall } from '../../client/src/connection.ts';
import { MissionProgressError } from '../../client/src/errors.ts';
import type { MissionProgressOptions } from '../../client/src/options.ts';
import { assertNever } from '../../functions/src/core/assertNever.ts';
import { type MissionAnswer, missionAnswer } from '../../functions/src/schema/api.ts';
import type {
  AnswerRequest,
  CancelMissionRequest,
  CreateMissionRequest,
  EditMissionRequest,
  RetryMissionRequest,
} from '../../functions/src/schema/requests.ts';
import { learnServerClock } from './clock.ts';
import { awaitMission } from './commandDelay.ts';
import { connectionStatus } from './connection.ts';
import { connection, refreshNow } from './connectionStore.ts';
import { curlyQuotes } from './curlyQuotes.ts';
import { idToken } from './firebaseSession.ts';
import { NO_ANSWER, NO_ANSWER_READ, type Trouble, UNREADABLE } from './trouble.ts';

/** A function that has to be started takes some seconds; twice this long is the most that a reader waits for a word. */
const PATIENCE_MS = 15_000;

/** Where the API is, and who asks. */
export const apiOptions: MissionProgressOptions = {
  url: location.origin,
  token: idToken,
  fetch: async (...asked) => {
    const response = await fetch(...asked);
    learnServerClock(response.headers);
    return response;
  },
};

/** The page's one way to the API. A call that fails is tried once more where that is safe; then the reader decides. */
const client = new MissionProgress({ ...apiOptions, retries: 1, timeoutMs: PATIENCE_MS });

export type Answer<T> =
  | { readonly kind: 'ok'; readonly data: T }
  | { readonly kind: 'problem'; readonly problem: Trouble };

/** What the form sends; the server fills in the rest. */
export type NewMission = Pick<CreateMissionRequest, 'objective'> & Partial<CreateMissionRequest>;

/** Creates a mission. Its `mission_id` makes a second submission of the same draft the same mission. */
export function createMission(body: NewMission): Promise<Answer<MissionAnswer>> {
  return answered(client.create(body), missionAnswer);
}

/** A command with all that it needs. Repeating it is harmless. */
export type Call =
  | { readonly command: 'approve' | 'execute' | 'pause' | 'resume' }
  | { readonly command: 'edit'; readonly body: EditMissionRequest }
  | { readonly command: 'cancel'; readonly body?: CancelMissionRequest }
  | { readonly command: 'retry'; readonly body: RetryMissionRequest }
  | { readonly command: 'answer'; readonly body: AnswerRequest };

/** What it did is on screen a moment later: by a snapshot, or by a poll that does not wait for its turn. */
export async function sendCommand(id: string, call: Call): Promise<Answer<MissionAnswer>> {
  const answer = await answered(send(id, call), missionAnswer);
  if (answer.kind === 'ok') awaitMission(id, answer.data.updated_at);
  if (connectionStatus(connection.get(), Date.now()) !== 'live') refreshNow();
  return answer;
}

function send(id: string, call: Call): Promise<unknown> {
  switch (call.command) {
    case 'approve':
    case 'execute':
    case 'pause':
    case 'resume':
      return client[call.command](id);
    case 'edit':
      return client.edit(id, call.body);
    case 'cancel':
      return client.cancel(id, call.body);
    case 'retry':
      return client.retry(id, call.body);
    case 'answer':
      return client.answer(id, call.body);
    default:
      return assertNever(call);
  }
}

/**
 * Tells the mission's number in its owner's line, from 1, as it changes; null when it stands in none. Asked for as often
 * as the server advises and only while the page is visible; two reads each. Returns its end.
 */
export function watchPosition(id: string, emit: (position: number | null) => void): () => void {
  const following = client.follow(id, {
    sources: [],
    onProgress: ({ progress }) => emit(progress.queue?.position ?? null),
  });
  return () => following.close();
}

export function readMission(id: string): Promise<Answer<MissionAnswer>> {
  return answered(client.get(id), missionAnswer);
}

/** Any other call of the API as whoever is signed in; tried again by itself only where it says that it may be. */
export async function ask<T>(call: AnyCall, schema: z.ZodType<T>): Promise<Answer<T>> {
  const answer = await answered(client.request(call), schema);
  const isLostRead = call.method === 'GET' && answer.kind === 'problem' && answer.problem === NO_ANSWER;
  return isLostRead ? { kind: 'problem', problem: NO_ANSWER_READ } : answer;
}

/** What a part of the service answered to anybody, and how long that took. */
export type Looked<T> =
  | { readonly kind: 'ok'; readonly data: T; readonly ms: number }
  | { readonly kind: 'refused' | 'none' };

/** Long enough for a part that is slow to say so itself: the server gives each five seconds. */
const LOOK_PATIENCE_MS = 10_000;

/** Asks for something that needs no token and says all in its body, whatever its status, such as the health. */
export async function look<T>(path: string, schema: z.ZodType<T>): Promise<Looked<T>> {
  const startedMs = performance.now();
  try {
    const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(LOOK_PATIENCE_MS) });
    learnServerClock(response.headers);
    if (response.status === 401 || response.status === 403) return { kind: 'refused' };
    const parsed = schema.safeParse(await response.json());
    return parsed.success ? { kind: 'ok', data: parsed.data, ms: performance.now() - startedMs } : { kind: 'none' };
  } catch {
    // No network, no server, or not in time: to whoever looks it is the same.
    return { kind: 'none' };
  }
}

/** What came of a call, parsed: the page may be older than the server. */
async function answered<T>(call: Promise<unknown>, schema: z.ZodType<T>): Promise<Answer<T>> {
  try {
    const parsed = schema.safeParse(await call);
    return parsed.success ? { kind: 'ok', data: parsed.data } : { kind: 'problem', problem: UNREADABLE };
  } catch (error) {
    if (!(error instanceof MissionProgressError)) throw error;
    return { kind: 'problem', problem: troubleOf(error) };
  }
}

/** The server's own problem. Without one, whether the request arrived is not known. */
function troubleOf(error: MissionProgressError): Trouble {
  const { status, code, title, detail, next, fields, allowed, retryAfterMs } = error;
  if (status === null || code === 'unreadable') return NO_ANSWER;
  return {
    ...{ code, title, detail: curlyQuotes(detail), next: curlyQuotes(next ?? '') },
    ...(fields.length > 0
      ? { errors: fields.map(({ field, message }) => ({ field, message: curlyQuotes(message) })) }
      : {}),
    ...(allowed === null ? {} : { allowed: [...allowed] }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
}

import type * as z from 'zod';
import {
  type MissionAnswer,
  missionAnswer,
  problem as problemSchema,
  progressAnswer,
} from '../../functions/src/schema/api.ts';
import type { AnswerRequest, CreateMissionRequest, RetryMissionRequest } from '../../functions/src/schema/requests.ts';
import { learnServerClock } from './clock.ts';
import { idToken } from './firebaseSession.ts';
import { NO_ANSWER, type Trouble, UNREADABLE } from './trouble.ts';

/** Longer than any command takes, even with a cold start of the function. */
const TIMEOUT_MS = 30_000;

export type Answer<T> =
  | { readonly kind: 'ok'; readonly data: T }
  | { readonly kind: 'problem'; readonly problem: Trouble };

/** What the form sends; the server fills in the rest. */
export type NewMission = Pick<CreateMissionRequest, 'objective' | 'scope' | 'budget' | 'mission_id'>;

/** Creates a mission. Its `mission_id` makes a second submission of the same draft the same mission. */
export function createMission(body: NewMission): Promise<Answer<MissionAnswer>> {
  return ask('POST', '/missions/create', missionAnswer, body);
}

/** A command with all that it needs. Repeating it is harmless. */
export type Call =
  | { readonly command: 'approve' | 'execute' | 'pause' | 'resume' | 'cancel' }
  | { readonly command: 'retry'; readonly body: RetryMissionRequest }
  | { readonly command: 'answer'; readonly body: AnswerRequest };

export function sendCommand(id: string, call: Call): Promise<Answer<MissionAnswer>> {
  const body = 'body' in call ? call.body : undefined;
  return ask('POST', `${pathOf(id)}/${call.command}`, missionAnswer, body);
}

/** The mission's number in its owner's line, from 1; null when it stands in none. Two reads for the server. */
export async function readPosition(id: string): Promise<Answer<number | null>> {
  const answer = await ask('GET', `${pathOf(id)}/progress`, progressAnswer);
  return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.queue?.position ?? null } : answer;
}

export function readMission(id: string): Promise<Answer<MissionAnswer>> {
  return ask('GET', pathOf(id), missionAnswer);
}

function pathOf(id: string): string {
  return `/missions/${encodeURIComponent(id)}`;
}

/** One call of the API as whoever is signed in. */
export async function ask<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<Answer<T>> {
  try {
    const token = await idToken();
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    learnServerClock(response.headers);
    return response.ok
      ? readOk(await response.json(), schema)
      : { kind: 'problem', problem: await readProblem(response) };
  } catch {
    // Network, timeout, or a body that is no JSON: whether the request arrived is not known.
    return { kind: 'problem', problem: NO_ANSWER };
  }
}

function readOk<T>(json: unknown, schema: z.ZodType<T>): Answer<T> {
  const parsed = schema.safeParse(json);
  return parsed.success ? { kind: 'ok', data: parsed.data } : { kind: 'problem', problem: UNREADABLE };
}

/** The answer's problem+json; whatever else stands between us and the server answers errors in its own way. */
async function readProblem(response: Response): Promise<Trouble> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  return parsed.success ? parsed.data : NO_ANSWER;
}

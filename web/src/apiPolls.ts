import type * as z from 'zod';
import { realClock } from '../../client/src/clock.ts';
import { Connection } from '../../client/src/connection.ts';
import { MissionProgressError, noAnswer } from '../../client/src/errors.ts';
import {
  draftList,
  eventList,
  type MissionAnswer,
  missionAnswer,
  missionList,
  resultAnswer,
} from '../../functions/src/schema/api.ts';
import type { Draft } from '../../functions/src/schema/draft.ts';
import type { HistoryEntry } from '../../functions/src/schema/history.ts';
import { type Mission, type MissionStatus, mission } from '../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../functions/src/schema/result.ts';
import { type ScheduleAnswer, scheduleList } from '../../functions/src/schema/schedule.ts';
import { apiOptions } from './api.ts';
import type { MissionQuery } from './firebaseLive.ts';
import type { Live } from './liveValue.ts';
import { session } from './session.ts';
import { signInEnded } from './signInEnded.ts';
import { UNREADABLE } from './trouble.ts';
import { SIGN_IN_SERVICE } from './words/trouble.ts';

/** The rules answer no list query without a limit, nor one above this; nor does the API. */
export const MAX_LISTED = 100;
export const EVENTS_LISTED = 100;
/** Between two readings of all rows; those that run are read at every poll. */
const WHOLE_LIST_MS = 30_000;
const RUNNING: readonly MissionStatus[] = ['queued', 'in_progress'];

/** Tried once: whoever polls asks again by themselves. */
const api = new Connection(apiOptions, realClock);

type Query = Record<string, string | number | undefined>;

/** One read. */
export async function pollMission(id: string, signal: AbortSignal): Promise<Live<Mission>> {
  try {
    const answer = await get(`/missions/${id}`, {}, missionAnswer, signal);
    const found = answer === null ? null : missionOf(answer, uid());
    return found === null ? { state: 'failed', problem: UNREADABLE } : ready(found);
  } catch (error) {
    if (codeOf(error) === 'mission_not_found') return { state: 'missing' };
    throw error;
  }
}

/** A read for each row that runs, one at least; twice a minute, and when one of those is over, a read for every row. */
export function pollMissions({ statuses, type, tag }: MissionQuery, count: number) {
  let wholeAt = 0;
  const list = async (wanted: readonly MissionStatus[], signal: AbortSignal): Promise<Mission[] | null> => {
    const status = wanted.length === 0 ? undefined : wanted.join();
    const named = { type: type === '' ? undefined : type, tag: tag === '' ? undefined : tag };
    const answer = await get('/missions', { ...named, status, limit: count }, missionList, signal);
    const owner = uid();
    return answer?.missions.map((each) => missionOf(each, owner)).filter((each) => each !== null) ?? null;
  };
  return async (signal: AbortSignal, shown: Mission[] | null): Promise<Live<Mission[]>> => {
    const running = shown?.filter(({ status }) => RUNNING.includes(status)) ?? [];
    const isDue = Date.now() - wholeAt >= WHOLE_LIST_MS || Date.now() < wholeAt;
    if (!isDue && shown !== null) {
      if (running.length === 0) return ready(shown);
      const fresh = new Map((await list(RUNNING, signal))?.map((each) => [each.mission_id, each]));
      const areAllThere = running.every((each) => fresh.has(each.mission_id)) && fresh.size === running.length;
      if (areAllThere) return ready(shown.map((each) => fresh.get(each.mission_id) ?? each));
    }
    const rows = await list(statuses, signal);
    if (rows === null) return { state: 'failed', problem: UNREADABLE };
    wholeAt = Date.now();
    return ready(rows);
  };
}

/** Two reads, and one for each new entry. */
export async function pollEvents(
  id: string,
  count: number,
  shown: readonly HistoryEntry[],
  signal: AbortSignal,
): Promise<Live<HistoryEntry[]> | null> {
  try {
    const after = shown[0]?.seq ?? (await newestBefore(id, count, signal));
    const answer = await get(`/missions/${id}/events`, { after, limit: EVENTS_LISTED }, eventList, signal);
    if (answer === null || answer.events.length === 0) return null;
    return ready([...answer.events.toReversed(), ...shown].slice(0, count));
  } catch (error) {
    // The mission's own value says so.
    if (codeOf(error) === 'mission_not_found') return null;
    throw error;
  }
}

async function newestBefore(id: string, count: number, signal: AbortSignal): Promise<number> {
  const answer = await get(`/missions/${id}`, {}, missionAnswer, signal);
  return Math.max(0, (answer?.seq ?? 0) - count);
}

/** Two reads, until it is there. */
export async function pollResult(
  id: string,
  attempt: number,
  signal: AbortSignal,
): Promise<Live<MissionResult> | null> {
  try {
    const answer = await get(`/missions/${id}/result`, {}, resultAnswer, signal);
    return answer === null || answer.attempt !== attempt ? null : ready({ ...answer, owner: uid() });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'no_result') return { state: 'missing' };
    if (code === 'result_not_ready' || code === 'mission_not_found') return null;
    throw error;
  }
}

/** Two reads. */
export async function pollDraft(id: string, signal: AbortSignal): Promise<Live<Draft> | null> {
  try {
    const answer = await get(`/missions/${id}/drafts`, {}, draftList, signal);
    const first = answer?.drafts[0];
    if (answer === null) return null;
    if (first === undefined) return { state: 'missing' };
    const { attempt, step_index, updated_at } = first;
    const parts = answer.drafts.map(({ index, title, text, is_cut }) => ({ index, title, text, is_cut }));
    // The fence is the runner's own.
    return ready({ mission_id: id, owner: uid(), attempt, step_index, fence: 1, updated_at, parts });
  } catch (error) {
    // The mission's own value says so.
    if (codeOf(error) === 'mission_not_found') return null;
    throw error;
  }
}

/** A read for each. */
export async function pollSchedules(signal: AbortSignal): Promise<Live<ScheduleAnswer[]>> {
  const answer = await get('/schedules', {}, scheduleList, signal);
  return answer === null ? { state: 'failed', problem: UNREADABLE } : ready(answer.schedules);
}

/** Null for what this page does not understand. Nothing is asked for in nobody's name. */
async function get<T>(path: string, query: Query, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | null> {
  await signInEnded(signal);
  if (session.get().phase !== 'in') throw noAnswer(SIGN_IN_SERVICE, null);
  const { json } = await api.askOnce<unknown>({ method: 'GET', path, query, signal });
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** The document as far as the page goes by it: what the API keeps to itself is the runner's own. */
export function missionOf(answer: MissionAnswer, owner: string): Mission | null {
  const { lease, cancel_requested_at: cancel, pause_requested_at: pause } = answer;
  const requestedAt = cancel ?? pause;
  const kind = cancel === null ? 'pause' : 'cancel';
  const parsed = mission.safeParse({
    ...answer,
    owner,
    lease: lease === null ? null : { ...lease, task_id: '' },
    control: requestedAt === null ? null : { kind, requested_at: requestedAt, requested_by: owner },
    ...{ next_task: null, fence: 0, dispatches: 0, request_hash: '' },
  });
  return parsed.success ? parsed.data : null;
}

function ready<T>(data: T): Live<T> {
  return { state: 'ready', data, source: 'server', receivedAt: Date.now() };
}

function codeOf(error: unknown): string | null {
  return error instanceof MissionProgressError ? error.code : null;
}

function uid(): string {
  return session.get().uid ?? '';
}

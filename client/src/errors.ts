import type { Command, Problem, ProgressAnswer } from './wire.ts';

/**
 * What only this side can see, beside the server's own codes. `no_answer`: no connection, no answer in time, or one
 * that is not the API's; whether the call took effect is not known.
 */
export type ClientCode = 'no_answer' | 'timed_out' | 'unreadable' | 'mission_failed' | 'mission_cancelled' | 'gave_up';

interface Told {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status?: number | null | undefined;
  readonly next?: string | null | undefined;
  readonly retryable?: boolean | undefined;
  readonly fields?: Problem['errors'];
  readonly allowed?: readonly Command[] | undefined;
  readonly retryAfterMs?: number | null | undefined;
  readonly mission?: ProgressAnswer | null | undefined;
  readonly cause?: unknown;
}

/**
 * Every failure that is expected: the server's problem+json, and what only this side sees. `code` is stable; each code
 * of the server is on its page /guide/errors. `next` says what to do. `retryable`: the same call may succeed later as
 * it is. What you abort yourself throws your signal's reason instead.
 */
export class MissionProgressError extends Error {
  /** One of the server's codes or a {@link ClientCode}. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The HTTP status; null where there was no answer, and for the end of a mission. */
  readonly status: number | null;
  readonly next: string | null;
  readonly retryable: boolean;
  /** What is wrong with which field of the request. */
  readonly fields: readonly { readonly field: string; readonly message: string }[];
  /** The commands that the mission's status allows, where the one that was sent is not among them. */
  readonly allowed: readonly Command[] | null;
  /** What the server asks to wait before the next call. */
  readonly retryAfterMs: number | null;
  /** Where the mission stood: of `mission_failed`, `mission_cancelled` and `gave_up`. */
  readonly mission: ProgressAnswer | null;

  constructor(told: Told) {
    super(told.detail, { cause: told.cause });
    this.name = 'MissionProgressError';
    this.code = told.code;
    this.title = told.title;
    this.detail = told.detail;
    this.status = told.status ?? null;
    this.next = told.next ?? null;
    this.retryable = told.retryable ?? false;
    this.fields = told.fields ?? [];
    this.allowed = told.allowed ?? null;
    this.retryAfterMs = told.retryAfterMs ?? null;
    this.mission = told.mission ?? null;
  }
}

export function noAnswer(url: string, cause: unknown): MissionProgressError {
  return new MissionProgressError({
    ...{ code: 'no_answer', title: 'The server did not answer', retryable: true, cause },
    detail: `${url} did not answer; the request may or may not have arrived.`,
    next: 'Check the address and the connection and try again.',
  });
}

export function timedOut(ms: number): MissionProgressError {
  return new MissionProgressError({
    ...{ code: 'timed_out', title: 'No answer in time', retryable: true },
    detail: `The server did not answer within ${ms / 1000} s; the request may or may not have arrived.`,
    next: 'Try again in a moment.',
  });
}

/** Something answered that is not this API: a wrong address, a proxy, a server that is much newer. */
export function unreadable(status: number, cause?: unknown): MissionProgressError {
  return new MissionProgressError({
    ...{ code: 'unreadable', title: 'Not an answer of this API', status, cause },
    // A gateway that answers for a server that is away speaks HTML.
    retryable: status >= 500,
    detail: `What came back (status ${status}) is not an answer of Mission Progress.`,
    next: 'Check the address: it must be the one that serves /missions.',
  });
}

/** The mission's own end as an error, for whoever waited for its result. */
export function missionEnded(mission: ProgressAnswer): MissionProgressError {
  const { status, error, mission_id: id } = mission;
  if (status === 'failed') {
    const step = error?.step_name === null || error === null ? '' : ` in step ${error.step_name}`;
    return new MissionProgressError({
      ...{ code: 'mission_failed', title: 'The mission failed', mission },
      detail: `Mission ${id} failed${step}${error === null ? '.' : `: ${error.message}`}`,
      next: error?.next ?? 'Retry the mission.',
    });
  }
  return new MissionProgressError({
    ...{ code: 'mission_cancelled', title: 'The mission was cancelled', mission },
    detail: `Mission ${id} was cancelled.`,
    next: 'Retry the mission, or create another one.',
  });
}

export function gaveUp(id: string, ms: number, mission: ProgressAnswer | null): MissionProgressError {
  return new MissionProgressError({
    ...{ code: 'gave_up', title: 'It is not over yet', retryable: true, mission },
    detail: `Mission ${id} is ${mission?.status ?? 'not over'} after ${ms / 1000} s of waiting; it goes on without us.`,
    next: 'Wait for it again, or cancel it.',
  });
}

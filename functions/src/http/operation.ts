import * as z from 'zod';
import type { AppError, ErrorCode } from '../core/errors.ts';
import type { ApiScope } from '../schema/apiKey.ts';

/** What an address names, and what it answers where that can't exist: an id that can't be one is one that does not exist. */
export interface Addressed<P> {
  readonly params: z.ZodType<P>;
  missing(param: string): AppError;
}

/** A call as a reader may send it: what stands in the address, behind the question mark and in the body. */
export interface Example {
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * One operation of the API, declared once: its requests are parsed by it, its handler's answer is typed by it, and
 * `GET /openapi.json` and the reference are made of it. `description` is Markdown; links go to pages of the guide.
 */
export interface Operation<P = unknown, B = unknown, Q = unknown, A = unknown> {
  /** Also the name of the client's call: unique, a verb and a noun. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: `/missions/{mission_id}`. */
  readonly path: string;
  /** A second address of the same operation. */
  readonly alsoAt?: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  /** Null: no sign-in. */
  readonly scope: ApiScope | null;
  readonly of: Addressed<P>;
  readonly query: z.ZodType<Q>;
  readonly body: z.ZodType<B>;
  readonly answer: z.ZodType<A>;
  /** What the answer says, by status; the schema is the same. 200 alone where it is left out. */
  readonly statuses?: Readonly<Record<number, string>>;
  /** How many bytes its body may have, where that is more than the usual 64 kB. */
  readonly maxBodyBytes?: number;
  /** `application/json` where it is left out. */
  readonly media?: 'text/event-stream';
  /** Another media type that the answer may have, where the caller asks for it. */
  readonly alsoAs?: 'text/plain';
  /** The codes it may answer beside those that any call may. */
  readonly errors: readonly ErrorCode[];
  readonly examples: readonly Example[];
  /** Where the guide says what the body may be: who sends one that is not valid is led there, and shown an example. */
  readonly bodyGuide?: string;
}

/** The chapters of the reference, in its order, with a sentence on each. */
export const TAGS = {
  Missions: 'Create, read, list and edit missions.',
  Commands: 'Move a mission: approve, execute, pause, resume, cancel, retry, answer, signal.',
  Following: 'How far a mission is, what has happened, and what came of it.',
  Workers: 'What the worker of an external mission reports.',
  Schedules: 'Missions that recur.',
  Forms: 'What you have written into a form and not sent yet.',
  Housekeeping: 'Take missions with you, and delete them.',
  Keys: 'Let programs call the API as you.',
  Webhooks: 'Be called when a mission waits, ends or passes a percent.',
  Service: 'Whether the service works, and its own description.',
} as const;
export type Tag = keyof typeof TAGS;

/** Declares an operation; the types of its parts are taken from its schemas. */
export function operation<P, B, Q, A>(declared: Operation<P, B, Q, A>): Operation<P, B, Q, A> {
  return declared;
}

/** A request that carries nothing: no body or an empty object, no query. */
export const NOTHING = z.strictObject({});

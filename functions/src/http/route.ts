import type { Request, RequestHandler, Response } from 'express';
import * as z from 'zod';
import { AppError } from '../core/errors.ts';
import { fieldWords } from '../core/fieldProblems.ts';
import type { Auth } from '../edge/auth.ts';
import { missionNotFound } from '../missions/applyEvent.ts';
import { scheduleNotFound } from '../missions/schedules.ts';
import { missionId as missionIdSchema, scheduleId as scheduleIdSchema } from '../schema/ids.ts';
import { invalidRequest } from './problems.ts';

/** More than any request needs; the platform's own limit is 32 MB. */
const MAX_BODY_BYTES = 64_000;

/** A JSON answer; 200 unless `status` says otherwise. */
export interface Answer {
  readonly status?: number;
  readonly json: unknown;
  /** A name for what is answered: a caller who has it already gets 304 and no body. */
  readonly etag?: string;
}

/** A request that has passed every door: the caller is known, body and query are what their schemas say. */
interface Asked<B, Q> {
  readonly owner: string;
  readonly body: B;
  readonly query: Q;
}

/** A call on one mission. */
interface AskedOfOne<B, Q> extends Asked<B, Q> {
  readonly missionId: string;
  /** The path's other parts, as they were sent. */
  readonly params: Request['params'];
}

/** A call on one schedule. */
interface AskedOfSchedule<B, Q> extends Asked<B, Q> {
  readonly scheduleId: string;
}

interface Doors<B, Q> {
  readonly body: z.ZodType<B>;
  readonly query: z.ZodType<Q>;
}

/** A request that carries nothing: no body or an empty object, no query. */
export const EMPTY = z.strictObject({});

/** Makes handlers that authenticate, parse and answer JSON; what they throw goes to the error handler in app.ts. */
export function routesFor(auth: Pick<Auth, 'callerOf'>) {
  async function ask<B, Q>(doors: Doors<B, Q>, request: Request): Promise<Asked<B, Q>> {
    const owner = await auth.callerOf(request.headers.authorization);
    return { owner, body: parse(doors.body, jsonBody(request)), query: parse(doors.query, request.query) };
  }
  return {
    /** A call on all of the caller's missions. */
    route<B, Q>(doors: Doors<B, Q>, handle: (asked: Asked<B, Q>) => Promise<Answer>): RequestHandler {
      return async (request, response) => {
        const { status = 200, json } = await handle(await ask(doors, request));
        response.status(status).json(json);
      };
    },
    /** A call on the mission named in the path. */
    missionRoute<B, Q>(doors: Doors<B, Q>, handle: (asked: AskedOfOne<B, Q>) => Promise<Answer>): RequestHandler {
      return async (request, response) => {
        const asked = await ask(doors, request);
        const answer = await handle({ ...asked, missionId: missionIdOf(request), params: request.params });
        send(request, response, answer);
      };
    },
    /** A call on the schedule named in the path. */
    scheduleRoute<B, Q>(doors: Doors<B, Q>, handle: (asked: AskedOfSchedule<B, Q>) => Promise<Answer>): RequestHandler {
      return async (request, response) => {
        const asked = await ask(doors, request);
        const { status = 200, json } = await handle({ ...asked, scheduleId: scheduleIdOf(request) });
        response.status(status).json(json);
      };
    },
  };
}

function send(request: Request, response: Response, { status = 200, json, etag }: Answer): void {
  if (etag !== undefined) {
    response.setHeader('ETag', etag);
    if (isKnown(request, etag)) {
      response.status(304).end();
      return;
    }
  }
  response.status(status).json(json);
}

/**
 * Whether the caller has `etag` already. Not Express's own `request.fresh`, which says no to `Cache-Control: no-cache`:
 * every `fetch` sends that along with an If-None-Match of its caller's.
 */
function isKnown(request: Request, etag: string): boolean {
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim()) ?? [];
  return known.includes(etag) || known.includes('*');
}

/** An id that can't be one is an id that does not exist. */
function missionIdOf(request: Request): string {
  const id = missionIdSchema.safeParse(request.params.id);
  if (!id.success) throw missionNotFound();
  return id.data;
}

function scheduleIdOf(request: Request): string {
  const id = scheduleIdSchema.safeParse(request.params.id);
  if (!id.success) throw scheduleNotFound();
  return id.data;
}

/**
 * The body as JSON, from its bytes: the platform has parsed it already, but by rules of its own that let a form or a
 * text pass. A request without a body counts as an empty object.
 */
function jsonBody(request: Request): unknown {
  const bytes = 'rawBody' in request && Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
  if (request.method === 'GET' || bytes.length === 0) return {};
  if (bytes.length > MAX_BODY_BYTES) {
    throw new AppError('body_too_large', `The body is ${bytes.length} bytes; at most ${MAX_BODY_BYTES} are taken.`);
  }
  if (request.is(['application/json', 'application/*+json']) === false) {
    throw new AppError('unsupported_media_type', 'The body must be JSON, and its content-type must say so.');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('bad_json', 'The body is not valid JSON.', { cause });
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: fieldWords });
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}

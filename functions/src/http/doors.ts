import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod';
import type { Caller } from '../core/caller.ts';
import { AppError } from '../core/errors.ts';
import { fieldWords, queryWords } from '../core/fieldProblems.ts';
import { wireFault } from '../core/wireFault.ts';
import type { Auth } from '../edge/auth.ts';
import type { ApiScope } from '../schema/apiKey.ts';
import { MAX_BODY_BYTES } from '../schema/input.ts';
import type { Operation } from './operation.ts';
import { bodyAdvice, invalidRequest } from './problems.ts';
import type { TakeRate } from './rates.ts';

/** A JSON answer; 200 unless `status` says otherwise. */
export interface Answer<A> {
  readonly status?: number;
  readonly json: A;
  /** A name for what is answered: a caller who has it already gets 304 and no body. */
  readonly etag?: string;
  /** The same in another form, sent instead. */
  readonly as?: { readonly media: string; readonly text: string };
}

/** What a request says, once address, query and body are what their schemas ask for. */
export interface Said<P, B, Q> {
  readonly params: P;
  readonly body: B;
  readonly query: Q;
}

/** The same from a caller who is known and may ask it. */
export interface Asked<P, B, Q> extends Said<P, B, Q> {
  readonly owner: string;
  readonly caller: Caller;
}

/** An operation with what serves it. */
export interface Bound {
  readonly operation: Pick<Operation, 'id' | 'method' | 'path' | 'alsoAt'>;
  readonly serve: RequestHandler;
}

export type Doors = ReturnType<typeof doorsOf>;

/**
 * Binds operations to handlers. A request passes, in this order, authentication, scope, rate limit, body, query, address;
 * what is thrown on the way or by the handler goes to the error handler in app.ts.
 */
export function doorsOf(auth: Pick<Auth, 'callerOf'>, takeRate: TakeRate) {
  async function ask<P, B, Q, A>(
    operation: Operation<P, B, Q, A>,
    request: Request,
    response: Response,
  ): Promise<Asked<P, B, Q>> {
    const caller = await auth.callerOf(request.headers.authorization, addressOf(request));
    checkScope(caller, operation.scope);
    await takeRate(caller, operation.method === 'get' ? 'read' : 'write', response);
    return { owner: caller.owner, caller, ...said(operation, request) };
  }
  return {
    /** For callers who are signed in, answered in JSON. */
    signedIn<P, B, Q, A>(
      operation: Operation<P, B, Q, A>,
      handle: (asked: Asked<P, B, Q>) => Promise<Answer<A>>,
    ): Bound {
      const serve: RequestHandler = async (request, response) => {
        send(request, response, await handle(await ask(operation, request, response)));
      };
      return { operation, serve };
    },
    /** For callers who are signed in, answered by the handler itself, such as a stream. */
    streamed<P, B, Q, A>(
      operation: Operation<P, B, Q, A>,
      handle: (asked: Asked<P, B, Q>, request: Request, response: Response) => Promise<void>,
    ): Bound {
      const serve: RequestHandler = async (request, response) => {
        await handle(await ask(operation, request, response), request, response);
      };
      return { operation, serve };
    },
    /** For everybody. */
    open<P, B, Q, A>(operation: Operation<P, B, Q, A>, handle: (said: Said<P, B, Q>) => Promise<Answer<A>>): Bound {
      const serve: RequestHandler = async (request, response) => {
        send(request, response, await handle(said(operation, request)));
      };
      return { operation, serve };
    },
  };
}

/**
 * Where the call comes from: what the platform's own proxy saw, which it writes last. Whatever a caller makes up comes
 * before that.
 */
function addressOf(request: Request): string {
  const seen = request.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return seen ?? request.socket.remoteAddress ?? '';
}

function checkScope({ scopes, key }: Caller, needed: ApiScope | null): void {
  if (needed === null || scopes.includes(needed)) return;
  throw new AppError(
    'scope_missing',
    `This needs the scope "${needed}"; the API key ${key?.keyId ?? ''} has ${scopes.join(', ')}.`,
  );
}

function said<P, B, Q, A>(operation: Operation<P, B, Q, A>, request: Request): Said<P, B, Q> {
  const sent = jsonBody(request, operation.maxBodyBytes);
  const body = parse(operation.body, sent, fieldWords, bodyAdvice(operation, sent));
  const query = parse(operation.query, request.query, queryWords);
  const params = operation.of.params.safeParse(request.params);
  if (!params.success) throw operation.of.missing(String(params.error.issues[0]?.path[0]));
  return { params: params.data, body, query };
}

function send(request: Request, response: Response, { status = 200, json, etag, as }: Answer<unknown>): void {
  if (etag !== undefined) {
    response.setHeader('ETag', etag);
    if (isKnown(request, etag)) {
      response.status(304).end();
      return;
    }
  }
  response.status(status);
  if (as === undefined) response.json(json);
  else response.type(as.media).send(as.text);
}

/**
 * Whether the caller has `etag` already. Not Express's own `request.fresh`, which says no to `Cache-Control: no-cache`:
 * every `fetch` sends that along with an If-None-Match of its caller's.
 */
function isKnown(request: Request, etag: string): boolean {
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim()) ?? [];
  return known.includes(etag) || known.includes('*');
}

/**
 * The body as JSON, from its bytes: the platform has parsed it already, but by rules of its own that let a form or a
 * text pass. A request without a body counts as an empty object.
 */
function jsonBody(request: Request, most = MAX_BODY_BYTES): unknown {
  const bytes = 'rawBody' in request && Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
  if (request.method === 'GET' || bytes.length === 0) return {};
  if (bytes.length > most) {
    throw new AppError('body_too_large', `The body is ${bytes.length} bytes; at most ${most} are taken.`);
  }
  if (request.is(['application/json', 'application/*+json']) === false) {
    throw new AppError('unsupported_media_type', 'The body must be JSON, and its content-type must say so.');
  }
  const value = parsed(bytes);
  const fault = wireFault(value);
  if (fault === null) return value;
  throw new AppError('invalid_request', `${fault.field || 'The body'}: ${fault.message}`, { fields: [fault] });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('bad_json', 'The body is not valid JSON.', { cause });
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, error: z.core.$ZodErrorMap, next?: string): T {
  const outcome = schema.safeParse(value, { error });
  if (!outcome.success) throw invalidRequest(outcome.error, next);
  return outcome.data;
}

import { backoffMs } from './backoff.ts';
import { Breaker } from './breaker.ts';
import { type Clock, rest } from './clock.ts';
import { MissionProgressError, noAnswer, timedOut, unreadable } from './errors.ts';
import type { Problem } from './wire.ts';

export interface ConnectionOptions {
  /** Where the API is: `https://example.web.app`, or the function's own address. */
  readonly url: string;
  /** An API key (`mp_…`). Without a key and a token the call is anonymous: on the emulator suite, the local user. */
  readonly key?: string | undefined;
  /** A Firebase ID token, asked for before each call; null for none. */
  readonly token?: (() => Promise<string | null>) | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** For one try of a call, 30 s by default. */
  readonly timeoutMs?: number | undefined;
  /** How often a call that is safe to repeat is tried again by itself, 3 by default. */
  readonly retries?: number | undefined;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** That sending it twice is the same as once. GET always is. */
  readonly isRepeatable?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface Answered<T> {
  /** Null for a 304. That it is a `T` is the server's word: its tests hold every answer against the same schemas. */
  readonly json: T | null;
  readonly etag: string | null;
}

/** A longer Retry-After is told to the caller instead of being slept through. */
const MOST_PATIENCE_MS = 30_000;

/** Calls to one server, with who we are, a time limit, and repeats where these are safe. */
export class Connection {
  /** Without a slash at its end. */
  readonly url: string;
  readonly clock: Clock;
  readonly breaker: Breaker;
  readonly #options: ConnectionOptions;

  constructor(options: ConnectionOptions, clock: Clock) {
    this.#options = options;
    this.url = options.url.replace(/\/+$/, '');
    this.clock = clock;
    this.breaker = new Breaker(clock);
  }

  /** The answer. Throws {@link MissionProgressError}, or the reason of `call.signal`. */
  async ask<T>(call: Call): Promise<Answered<T>> {
    const retries = this.#options.retries ?? 3;
    for (let failures = 0; ; ) {
      try {
        return await this.askOnce<T>(call);
      } catch (error) {
        failures += 1;
        const pauseMs = this.#pauseBefore(call, error, failures);
        // The breaker is open: waiting for it is longer than anybody waits for an answer.
        if (pauseMs === null || failures > retries || this.breaker.state !== 'closed') throw error;
        await rest(this.clock, pauseMs, call.signal);
      }
    }
  }

  /** The same where there always is an answer. */
  async answer<T>(call: Call): Promise<T> {
    const { json } = await this.ask<T>(call);
    if (json === null) throw unreadable(304);
    return json;
  }

  /** The same, tried once. */
  async askOnce<T>(call: Call): Promise<Answered<T>> {
    const ms = this.#options.timeoutMs ?? 30_000;
    const limit = new AbortController();
    const calledOff = this.clock.later(ms, () => limit.abort());
    try {
      const signal = call.signal === undefined ? limit.signal : AbortSignal.any([call.signal, limit.signal]);
      return await this.#read<T>(await this.open(call, signal));
    } catch (error) {
      throw this.#explain(error, call.signal, limit.signal.aborted ? timedOut(ms) : null);
    } finally {
      calledOff();
    }
  }

  /** The bare response, whatever its status. */
  async open({ method, path, query = {}, body, headers }: Call, signal: AbortSignal): Promise<Response> {
    signal.throwIfAborted();
    const { key, token, fetch = globalThis.fetch } = this.#options;
    const secret = key ?? (token === undefined ? null : await unlessAborted(token(), signal));
    const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]));
    const search = asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`;
    return await fetch(`${this.url}${path}${search}`, {
      method,
      signal,
      headers: {
        ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #read<T>(response: Response): Promise<Answered<T>> {
    const etag = response.headers.get('etag');
    const text = await response.text();
    if (response.status >= 500) this.breaker.failed();
    else this.breaker.succeeded();
    if (response.status === 304) return { json: null, etag };
    if (!response.ok) throw problemIn(response, text);
    return { json: parsed<T>(response.status, text), etag };
  }

  /** Null where a repeat could do harm or can't help. */
  #pauseBefore({ method, isRepeatable = method === 'GET' }: Call, error: unknown, failures: number): number | null {
    if (!(error instanceof MissionProgressError)) return null;
    const { status, retryable, retryAfterMs } = error;
    // Refused before anything was done.
    const isRefused = status === 429;
    if (!isRefused && !(isRepeatable && retryable && (status === null || status >= 500))) return null;
    const pauseMs = Math.max(retryAfterMs ?? 0, backoffMs(failures, this.clock.random()));
    return pauseMs > MOST_PATIENCE_MS ? null : pauseMs;
  }

  #explain(error: unknown, signal: AbortSignal | undefined, late: MissionProgressError | null): unknown {
    if (error instanceof MissionProgressError) return error;
    if (signal?.aborted === true) {
      this.breaker.abandoned();
      return signal.reason;
    }
    this.breaker.failed();
    return late ?? noAnswer(this.url, error);
  }
}

/** What was promised, or the reason of `signal` where that comes first: a token may be waited for as long as an answer. */
async function unlessAborted<T>(promised: Promise<T>, signal: AbortSignal): Promise<T> {
  const heard = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { signal: heard.signal });
  });
  try {
    return await Promise.race([promised, aborted]);
  } finally {
    heard.abort();
  }
}

function parsed<T>(status: number, text: string): T {
  const json: T | null = parsedOrNull(text);
  if (json === null) throw unreadable(status);
  return json;
}

/** The answer's problem+json; what stands between us and the server answers errors in its own way. */
export function problemIn(response: Response, text: string): MissionProgressError {
  const problem = parsedOrNull<Partial<Problem>>(text);
  if (problem === null || typeof problem.code !== 'string') return unreadable(response.status);
  const { code, title = code, detail = title, next, retryable, errors, allowed } = problem;
  const retryAfterMs = secondsIn(response.headers.get('retry-after'));
  return new MissionProgressError({
    ...{ code, title, detail, next, retryable, allowed, retryAfterMs },
    ...{ status: response.status, fields: errors },
  });
}

/** Null for what is no JSON object: a page of Hosting's under a wrong address comes with status 200. */
function parsedOrNull<T>(text: string): T | null {
  try {
    const json: T | null = JSON.parse(text);
    return typeof json === 'object' ? json : null;
  } catch {
    return null;
  }
}

function secondsIn(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

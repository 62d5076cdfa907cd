import { backoffMs } from './backoff.ts';
import { rest } from './clock.ts';
import { type Connection, problemIn } from './connection.ts';
import { MissionProgressError, noAnswer, timedOut, unreadable } from './errors.ts';
import { type Said, SseParser } from './sse.ts';
import type { StreamEvent } from './wire.ts';

/** The server gives a sign of life every 15 s; after three that did not come the connection is dead. */
const SILENCE_MS = 45_000;
/** Production's Hosting hands a stream on in pieces of 50 s. */
const FIRST_BYTE_MS = 65_000;
/** Connections in a row that brought nothing, once one has brought something. */
const MOST_FAILURES = 5;

export interface StreamOptions {
  readonly signal?: AbortSignal | undefined;
  /** Goes on after the event of this id. */
  readonly lastEventId?: string | undefined;
  readonly firstByteMs?: number | undefined;
  /** How many connections may bring nothing before the first that does. */
  readonly failuresAtFirst?: number | undefined;
}

/** The events of the stream at `path`, each once and in order, over as many connections as it takes. */
export async function* streamEvents(
  api: Connection,
  path: string,
  { signal, lastEventId, firstByteMs = FIRST_BYTE_MS, failuresAtFirst = MOST_FAILURES }: StreamOptions,
): AsyncGenerator<StreamEvent, void, undefined> {
  let last = lastEventId;
  let mostFailures = failuresAtFirst;
  let failures = 0;
  let pauseMs = 1_000;
  for (;;) {
    try {
      for await (const said of connect(api, path, { signal, lastEventId: last, firstByteMs })) {
        if (said.kind === 'retry') pauseMs = said.ms;
        if (said.kind !== 'event') continue;
        const event = eventIn(said);
        failures = 0;
        mostFailures = MOST_FAILURES;
        if (said.id !== '') last = said.id;
        if (event !== null) yield event;
        if (event?.event === 'end') return;
      }
      await rest(api.clock, pauseMs, signal);
    } catch (error) {
      if (error === ALL_TOLD) return;
      failures += 1;
      if (!(error instanceof MissionProgressError) || !error.retryable || failures >= mostFailures) throw error;
      await rest(api.clock, Math.max(error.retryAfterMs ?? 0, backoffMs(failures, api.clock.random())), signal);
    }
  }
}

/** The server's answer to a reader who has the last event already. */
const ALL_TOLD = new Error('there is nothing more to tell');

/** What one connection says until it ends. Throws {@link MissionProgressError}, or the signal's reason. */
async function* connect(
  api: Connection,
  path: string,
  { signal, lastEventId, firstByteMs = FIRST_BYTE_MS }: StreamOptions,
): AsyncGenerator<Said, void, undefined> {
  const silent = new AbortController();
  let patienceMs = firstByteMs;
  let calledOff = api.clock.later(patienceMs, () => silent.abort());
  const heard = (): void => {
    calledOff();
    patienceMs = SILENCE_MS;
    calledOff = api.clock.later(patienceMs, () => silent.abort());
  };
  const both = signal === undefined ? silent.signal : AbortSignal.any([signal, silent.signal]);
  const headers = {
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  try {
    const response = await api.open({ method: 'GET', path, headers }, both);
    const body = await bodyOf(response);
    heard();
    yield* said(body, heard);
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof MissionProgressError || error === ALL_TOLD) throw error;
    throw silent.signal.aborted ? timedOut(patienceMs) : noAnswer(api.url, error);
  } finally {
    calledOff();
    // Whoever stops reading lets go of the connection.
    silent.abort();
  }
}

async function bodyOf(response: Response): Promise<ReadableStream<Uint8Array>> {
  if (response.status === 204) throw ALL_TOLD;
  if (!response.ok) throw problemIn(response, await response.text());
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (!isStream || response.body === null) throw unreadable(response.status);
  return response.body;
}

async function* said(body: ReadableStream<Uint8Array>, heard: () => void): AsyncGenerator<Said, void, undefined> {
  const parser = new SseParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.releaseLock();
  }
}

/** Null for kinds that came with a newer server. Throws the problem that ended the stream. */
function eventIn({ event, id, data }: Extract<Said, { kind: 'event' }>): StreamEvent | null {
  switch (event) {
    case 'status':
    case 'step':
    case 'chat':
    case 'app':
    case 'error':
      return { event, id, data: jsonIn(data) };
    case 'progress':
      return { event, id, data: jsonIn(data) };
    case 'end':
      return { event, id, data: jsonIn(data) };
    case 'trouble':
      throw problemIn(new Response(null, { status: 503 }), data);
    default:
      return null;
  }
}

function jsonIn<T>(data: string): T {
  try {
    const json: T = JSON.parse(data);
    return json;
  } catch (cause) {
    throw unreadable(200, cause);
  }
}

import type { Dispatcher } from 'undici';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { ModelConfig } from '../modelConfig.ts';
import { type Refusal, refusalOf, refusalWithin, retryAfter } from './refusal.ts';

/** Time to open a connection: beyond it the host is down, or a firewall drops what is sent. */
const CONNECT_MS = 10_000;

/** Of a refusal's body: enough for any error in JSON, little of a page that answers in its place. */
const REFUSAL_CHARACTERS = 4_000;

/** Why a call was ended from this side. */
export type Ending = 'aborted' | 'stalled' | 'late';

/** One HTTP request to the endpoint, and what was seen of it. The SDK does the talking, this does the watching. */
export interface Wire {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly seen: {
    /** An answer that is none. */
    refusal: Refusal | null;
    /** Whether the body has begun: from then on the provider counts tokens. */
    hasBegun: boolean;
    /** Whether the stream announced its own end, `[DONE]`. */
    isDone: boolean;
    ending: Ending | null;
  };
  close(): void;
}

interface Sent {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

/** The connections to an endpoint. */
export interface EndpointAgent {
  send(url: string | URL, sent: Sent): Promise<Dispatcher.ResponseData>;
}

/**
 * undici comes with the first request, for most instances send none. Its own timeouts are off: a local model may read its
 * prompt for minutes. Its `request` follows no redirect: the key would go along to wherever it leads.
 */
export function openAgent({ maxCalls }: Pick<ModelConfig, 'maxCalls'>): EndpointAgent {
  const load = async () => {
    const { Agent, request } = await import('undici');
    const dispatcher = new Agent({
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: CONNECT_MS },
      // A call that was given up holds its connection until the socket is closed, hence more than calls at once.
      connections: 2 * maxCalls,
    });
    return { request, dispatcher };
  };
  let loading: ReturnType<typeof load> | null = null;
  return {
    send: async (url, sent) => {
      loading ??= load();
      const { request, dispatcher } = await loading;
      return await request(url, { ...sent, dispatcher });
    },
  };
}

/** A configured endpoint, and what calls of it need. */
export interface Line {
  readonly config: ModelConfig;
  readonly agent: EndpointAgent;
  readonly clock: Clock;
}

/**
 * Prepares one request. It ends when `caller` aborts, when no byte comes for `stallMs`, and after `callMs`; each closes
 * the connection at once, so that the endpoint stops writing what nobody reads.
 */
export function openWire({ config, agent, clock }: Line, caller: AbortSignal): Wire {
  const seen: Wire['seen'] = { refusal: null, hasBegun: false, isDone: false, ending: null };
  const own = new AbortController();
  const end = (why: Ending) => {
    seen.ending ??= why;
    own.abort();
  };
  const stall = setTimeout(end, config.stallMs, 'stalled');
  const late = setTimeout(end, config.callMs, 'late');
  const abort = () => end('aborted');
  caller.addEventListener('abort', abort, { once: true });
  const refuse = (refusal: Refusal): never => {
    seen.refusal = refusal;
    throw new Error('refused');
  };
  return {
    seen,
    signal: own.signal,
    fetch: async (url, init) => {
      const answer = await send(url instanceof Request ? url.url : url, init, { agent, signal: own.signal });
      stall.refresh();
      const kind = String(answer.headers['content-type'] ?? '');
      if (answer.statusCode !== 200 || kind.startsWith('text/html')) {
        const header = answer.headers['retry-after'];
        const wait = retryAfter(Array.isArray(header) ? header[0] : header, clock.epochMs());
        const body = hide(await firstOf(answer.body), config.apiKey);
        return refuse(refusalOf(answer.statusCode, body, wait));
      }
      seen.hasBegun = true;
      const watched = watch(answer.body, seen, () => stall.refresh());
      const headers = { 'content-type': 'text/event-stream' };
      if (!kind.startsWith('application/json'))
        return new Response(
          streamOf(watched, () => own.abort()),
          { headers },
        );
      const whole: unknown = JSON.parse(await allOf(watched));
      const refusal = refusalWithin(whole);
      return refusal === null ? new Response(asStream(whole), { headers }) : refuse(refusal);
    },
    close: () => {
      clearTimeout(stall);
      clearTimeout(late);
      caller.removeEventListener('abort', abort);
    },
  };
}

function send(
  url: string | URL,
  init: RequestInit | undefined,
  { agent, signal }: { agent: EndpointAgent; signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  const body = typeof init?.body === 'string' ? init.body : null;
  const headers = Object.fromEntries(new Headers(init?.headers));
  return agent.send(url, { method: 'POST', headers, body, signal });
}

async function* watch(
  body: AsyncIterable<Uint8Array>,
  seen: Wire['seen'],
  alive: () => void,
): AsyncGenerator<Uint8Array> {
  let tail = '';
  for await (const chunk of body) {
    alive();
    tail = (tail + Buffer.from(chunk).toString('latin1')).slice(-40);
    yield chunk;
  }
  seen.isDone = /data:\s*\[DONE\]\s*$/.test(tail);
}

async function firstOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length > REFUSAL_CHARACTERS) break;
  }
  return text.slice(0, REFUSAL_CHARACTERS);
}

/** As `ReadableStream.from`, which the types of the browser don't know yet, and the tests are compiled with those. */
function streamOf(body: AsyncGenerator<Uint8Array>, stop: () => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await body.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    // A generator that waits for a byte can't be returned from: the connection is closed under it.
    cancel: stop,
  });
}

async function allOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** `text` without the key: endpoints quote what they were sent. */
function hide(text: string, key: string | null): string {
  const others = text.replaceAll(/\b(sk-|Bearer\s+)[^\s"',]+/g, '$1…');
  return key === null ? others : others.replaceAll(key, '…');
}

const whole = z.looseObject({
  choices: z.array(z.looseObject({ message: z.unknown(), finish_reason: z.string().nullish() })),
});

/** An answer in one piece as the stream that was asked for: some gateways can't stream, and do not say so. */
function asStream(answer: unknown): string {
  const { choices, ...rest } = whole.parse(answer);
  const deltas = choices.map(({ message, ...choice }) => ({ ...choice, delta: message }));
  return `data: ${JSON.stringify({ ...rest, choices: deltas })}\n\ndata: [DONE]\n\n`;
}

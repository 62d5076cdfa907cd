import type { Dispatcher } from 'undici';
import { AppError } from '../core/errors.ts';
import { fetchFailure, unreachable } from './fetchFailure.ts';
import { type GuardedAgent, guardedAgent } from './guardedAgent.ts';
import { type Resolve, systemResolve } from './guardedConnect.ts';
import { ACCEPTED_ENCODINGS, discardBody, readBody } from './readBody.ts';

/** Milliseconds; `totalMs` also ends an answer that trickles in just fast enough for the others. */
const DEFAULT_TIMEOUTS = { connectMs: 8_000, headersMs: 15_000, idleMs: 10_000, totalMs: 30_000 };

/** The most connections to one origin; a mission has its own, smaller limit. */
const CONNECTIONS_PER_ORIGIN = 8;

export interface GuardedWebOptions {
  /** Hosts (`host` or `host:port`) exempt from the private-address rule. */
  readonly allowHosts: readonly string[];
  readonly userAgent: string;
  readonly timeouts?: Partial<typeof DEFAULT_TIMEOUTS>;
  /** How names become addresses; the system's resolver unless a test stands in for a foreign network. */
  readonly resolve?: Resolve;
}

export interface WebRequest {
  readonly url: string;
  /** Bytes of body kept at most, counted after decompression. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly accept?: string;
  /** Asked before the body is received; where it says no, the body stays empty. */
  readonly wants?: (head: WebHead) => boolean;
}

export interface WebHead {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** An answer. Redirects are answers too: they are never followed here. */
export interface WebResponse extends WebHead {
  readonly finalUrl: string;
  readonly body: Uint8Array;
  /** Size of `body`. */
  readonly bytes: number;
  /** Whether the body went on past `maxBytes`. */
  readonly truncated: boolean;
}

/** The internet as missions may see it. */
export interface GuardedWeb {
  readonly userAgent: string;
  /**
   * GETs one address. Throws `address_refused` for a private address or another scheme than http and https,
   * `address_unreachable` for every failure of the network or the other side, and the signal's reason on abort.
   */
  fetch(request: WebRequest): Promise<WebResponse>;
  /** Closes all connections. */
  close(): Promise<void>;
}

/** Opens the guarded web. One per process: it holds the connection pool. */
export function guardedWeb(options: GuardedWebOptions): GuardedWeb {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const { allowHosts, userAgent, resolve = systemResolve } = options;
  const agent = guardedAgent(
    { allowHosts, resolve, connectMs: timeouts.connectMs },
    { headersTimeout: timeouts.headersMs, bodyTimeout: timeouts.idleMs, connections: CONNECTIONS_PER_ORIGIN },
  );
  return {
    userAgent,
    fetch: (request) => fetchGuarded(request, { agent, userAgent, totalMs: timeouts.totalMs }),
    close: () => agent.close(),
  };
}

interface Line {
  readonly agent: GuardedAgent;
  readonly userAgent: string;
  readonly totalMs: number;
}

async function fetchGuarded(request: WebRequest, line: Line): Promise<WebResponse> {
  request.signal.throwIfAborted();
  const url = webAddress(request.url);
  const deadline = AbortSignal.timeout(line.totalMs);
  const signal = AbortSignal.any([request.signal, deadline]);
  try {
    return await receive(url, { ...request, signal }, line);
  } catch (error) {
    request.signal.throwIfAborted();
    if (deadline.aborted) throw unreachable(url.host, `it took longer than ${line.totalMs / 1000} s`, error);
    throw fetchFailure(url.host, error);
  }
}

async function receive(url: URL, request: WebRequest, { agent, userAgent }: Line): Promise<WebResponse> {
  const answer = await agent.send(url, {
    signal: request.signal,
    headers: {
      'user-agent': userAgent,
      accept: request.accept ?? '*/*',
      // Sites that choose a language by this header then choose the same one on every page.
      'accept-language': 'en, *;q=0.5',
      'accept-encoding': ACCEPTED_ENCODINGS,
    },
  });
  const head: WebHead = { status: answer.statusCode, headers: headersOf(answer.headers) };
  const isWanted = request.wants?.(head) ?? true;
  const encoding = head.headers.get('content-encoding') ?? '';
  const { body, truncated } = isWanted
    ? await readBody(answer.body, encoding, request.maxBytes)
    : discardBody(answer.body);
  return { ...head, finalUrl: url.href, body, bytes: body.length, truncated };
}

/** The address without what must not be sent: fragment and credentials. */
function webAddress(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new AppError('address_refused', `${text.slice(0, 200)} is not an http or https address.`);
  }
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}

function headersOf(raw: Dispatcher.ResponseData['headers']): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) headers.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

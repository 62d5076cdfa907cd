import { isIP } from 'node:net';
import { AppError } from '../core/errors.ts';
import { schemeFault } from '../schema/webhook.ts';
import { effectivePort, exemption, isPublicAddress, withoutBrackets } from './addresses.ts';
import { fetchFailure } from './fetchFailure.ts';
import { guardedAgent } from './guardedAgent.ts';
import { type Resolve, systemResolve } from './guardedConnect.ts';
import { discardBody, readBody } from './readBody.ts';

/** What is read of an answer, at most: enough for an error message. */
const MAX_ANSWER_BYTES = 2_000;

export interface TargetsOptions {
  /** Hosts (`host` or `host:port`) exempt from the rules: they may be private, and need no TLS. */
  readonly allowHosts: readonly string[];
  /** Whether a refusal names those hosts. Whose network it is may know them; strangers need not. */
  readonly namesHosts: boolean;
  readonly userAgent: string;
  /** The whole of a call, from the name's lookup to the end of the answer. */
  readonly limitMs: number;
  /** How names become addresses; the system's resolver unless a test stands in for a foreign network. */
  readonly resolve?: Resolve;
}

export interface TargetCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const NEXT_NO_NAME = 'Check its spelling, or wait until its DNS entry is published.';
const NEXT_PRIVATE = 'Choose a public address, or have the operator add the host to FETCH_ALLOW_HOSTS.';
const NEXT_WITHOUT_TLS =
  'Use a public https address, or have the operator add the host, such as localhost:8000, to FETCH_ALLOW_HOSTS: those ' +
  'are called without TLS too.';

/** How a call ended: with a status, or with what went wrong. Redirects are answers: they are not followed. */
export type TargetAnswer =
  | { readonly status: number; readonly location: string | null; readonly text: string }
  | { readonly status: null; readonly error: string };

/** The receivers of webhooks. */
export interface Targets {
  /** Throws `address_refused` unless `url` may be called, `address_unreachable` when its name leads nowhere. */
  check(url: string): Promise<void>;
  /** POSTs JSON. Never throws for what the network or the other side does. */
  post(call: TargetCall): Promise<TargetAnswer>;
  /** Closes all connections. */
  close(): Promise<void>;
}

/**
 * The way to the receivers of webhooks. One per process: it holds the connections. No connection is opened to a private
 * address, whatever a name leads to at that moment; without TLS, and so readable on the way, only exempt hosts are
 * called.
 */
export function createTargets(options: TargetsOptions): Targets {
  const { allowHosts, namesHosts, limitMs, userAgent, resolve = systemResolve } = options;
  const allowed = namesHosts && allowHosts.length > 0 ? ` Allowed now: ${allowHosts.join(', ')}.` : '';
  const isExempt = exemption(allowHosts);
  const agent = guardedAgent({ allowHosts, resolve, connectMs: limitMs });
  return {
    check: async (text) => {
      const url = new URL(text);
      if (isExempt(url.hostname, effectivePort(url.protocol, url.port))) return;
      if (schemeFault(url) !== null) {
        throw new AppError('address_refused', 'A webhook must be an https address.', {
          next: NEXT_WITHOUT_TLS + allowed,
        });
      }
      await checkHost(withoutBrackets(url.hostname), resolve, NEXT_PRIVATE + allowed);
    },
    post: async ({ url, headers, body }) => {
      const { host, hostname, protocol, port } = new URL(url);
      if (schemeFault({ protocol }) !== null && !isExempt(hostname, effectivePort(protocol, port))) {
        return { status: null, error: 'It is not an https address.' };
      }
      const signal = AbortSignal.timeout(limitMs);
      try {
        const sent = { ...headers, 'content-type': 'application/json', 'user-agent': userAgent };
        const answer = await agent.send(url, { method: 'POST', signal, headers: sent, body });
        const { statusCode: status } = answer;
        const { location } = answer.headers;
        // Taken is taken, whatever becomes of the rest of the answer.
        const isTaken = status >= 200 && status < 300;
        const read = isTaken ? discardBody(answer.body) : await readBody(answer.body, '', MAX_ANSWER_BYTES);
        const text = new TextDecoder().decode(read.body);
        return { status, location: typeof location === 'string' ? location : null, text };
      } catch (error) {
        if (signal.aborted) return { status: null, error: `${host} took longer than ${limitMs / 1000} s.` };
        return { status: null, error: wordsOf(host, error) };
      }
    },
    close: () => agent.close(),
  };
}

function wordsOf(host: string, error: unknown): string {
  const { code, message } = fetchFailure(host, error);
  if (code === 'address_refused') return `${host} leads to a private or reserved address, which is never called.`;
  return message.replace('could not be read', 'could not be reached');
}

/** Throws unless `hostname` leads to a public address now. Every call finds out again for itself. */
async function checkHost(hostname: string, resolve: Resolve, next: string): Promise<void> {
  const addresses = isIP(hostname) === 0 ? await addressesOf(hostname, resolve) : [hostname];
  if (addresses.some(isPublicAddress)) return;
  throw new AppError('address_refused', `${hostname} leads to a private or reserved address, which is never called.`, {
    next,
  });
}

async function addressesOf(hostname: string, resolve: Resolve): Promise<string[]> {
  try {
    return (await resolve(hostname)).map(({ address }) => address);
  } catch (cause) {
    throw new AppError('address_unreachable', `The name ${hostname} does not resolve.`, { cause, next: NEXT_NO_NAME });
  }
}

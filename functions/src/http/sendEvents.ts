import { once } from 'node:events';
import type { Response } from 'express';
import { commentText, eventText, retryText } from '../core/serverSentEvent.ts';
import type { Deps } from '../missions/deps.ts';
import type { StreamEvent } from '../schema/stream.ts';
import { problemOf } from './problems.ts';

/**
 * Seconds after which the platform ends a call to the API. It is all that frees what a reader held who went away
 * unnoticed, and Hosting waits no longer in any case.
 */
export const API_TIMEOUT_SECONDS = 60;

/**
 * A stream ends by itself well before that, and its reader comes back: through Hosting, which hands an answer on when it
 * is whole, it then still arrives, in pieces of this length; and a token or a key that was revoked is noticed.
 */
const STREAM_LASTS_MS = (API_TIMEOUT_SECONDS - 10) * 1_000;

/** A reader whose connection ended comes back after this long, or up to twice that: not all at once. */
const RETRY_MS = 1_000;

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // Asks proxies that would collect the answer to hand on each piece.
  'X-Accel-Buffering': 'no',
};

/**
 * Answers with what `open` yields until it ends, the reader goes away or the time is up. A reader who does not take what
 * was sent is waited for, so that no more than one event waits in memory. What is thrown after the beginning can't be a
 * status any more: it is told as the event `trouble`, and the stream ends.
 */
export async function sendEvents(
  deps: Pick<Deps, 'log' | 'sleep' | 'clock' | 'random'>,
  response: Response,
  path: string,
  open: (signal: AbortSignal) => AsyncIterable<StreamEvent | 'alive'>,
): Promise<void> {
  if (response.req.method === 'HEAD') {
    response.set(HEADERS).end();
    return;
  }
  const ending = new AbortController();
  const end = (): void => ending.abort();
  response.on('close', end);
  void deps.sleep(STREAM_LASTS_MS, ending.signal).then(end);
  response.set(HEADERS).flushHeaders();
  try {
    await write(response, retryText(RETRY_MS + deps.random(RETRY_MS)), ending.signal);
    for await (const event of open(ending.signal)) {
      await write(response, event === 'alive' ? commentText('alive') : eventText(event), ending.signal);
      if (ending.signal.aborted) break;
    }
    if (ending.signal.aborted) response.write(commentText('time is up: come back with the last event id'));
  } catch (error) {
    response.write(eventText(trouble(deps, error, path)));
  } finally {
    end();
    // Who has not taken what was sent by now is not waited for.
    if (response.writableNeedDrain) response.destroy();
    else response.end();
  }
}

/** Resolves when the reader has taken enough to be sent more, or `signal` aborts. */
async function write(response: Response, text: string, signal: AbortSignal): Promise<void> {
  if (response.write(text) || signal.aborted) return;
  try {
    await once(response, 'drain', { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function trouble({ log, clock }: Pick<Deps, 'log' | 'clock'>, error: unknown, path: string): StreamEvent {
  const problem = problemOf(error, path);
  if (problem.status >= 500) log.error({ err: error, path, code: problem.code }, 'stream failed');
  return { event: 'trouble', data: { ...problem, timestamp: clock.now() } };
}

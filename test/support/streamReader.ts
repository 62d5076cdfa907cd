import { type IncomingMessage, request } from 'node:http';
import { historyKind } from '../../functions/src/schema/history.ts';
import { type Parsed, type Received, readEvents } from './readEvents.ts';
import { until } from './until.ts';

/** A stream that a test reads: on a connection of its own, which it may cut anywhere. */
export interface Reader {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** All that has arrived. */
  readonly text: () => string;
  /** What is whole of it. */
  readonly parsed: () => Parsed;
  /** Resolves when the server has ended it or it was cut; `isWhole` says which. */
  readonly closed: Promise<{ readonly isWhole: boolean }>;
  /** The first event that matches; waits for it. */
  event(matches: (event: Received) => boolean): Promise<Received>;
  /** Stops to take what is sent, until {@link resume}. */
  pause(): void;
  resume(): void;
  cut(): void;
}

/** How a stream is asked for. */
export interface StreamCall {
  readonly token?: string;
  readonly lastEventId?: string;
  readonly query?: string;
  readonly method?: 'GET' | 'HEAD';
}

/** Asks for the stream of a mission, and resolves when the answer begins. */
export function openStream(origin: string, missionId: string, sent: StreamCall = {}): Promise<Reader> {
  const { token, lastEventId, query = '', method = 'GET' } = sent;
  return new Promise((resolve, reject) => {
    const call = request(`${origin}/missions/${missionId}/stream${query}`, {
      method,
      // No pool: a connection that is cut must not be anybody else's.
      agent: false,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    });
    call.on('error', reject);
    call.on('response', (answer) => resolve(readerOf(answer)));
    call.end();
  });
}

function readerOf(answer: IncomingMessage): Reader {
  let text = '';
  answer.setEncoding('utf8');
  answer.on('data', (piece: string) => {
    text += piece;
  });
  const closed = new Promise<{ isWhole: boolean }>((resolve) => {
    answer.on('error', () => undefined);
    answer.on('close', () => resolve({ isWhole: answer.complete }));
  });
  const parsed = (): Parsed => readEvents(text);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: () => text,
    parsed,
    closed,
    event: (matches) => until('an event of the stream', () => parsed().events.find(matches)),
    pause: () => answer.pause(),
    resume: () => answer.resume(),
    cut: () => answer.destroy(),
  };
}

/** Whether it is an entry of the history. */
export function isEntry({ event }: Received): boolean {
  return historyKind.safeParse(event).success;
}

/** The history that these events tell. */
export function entriesOf(events: readonly Received[]): unknown[] {
  return events.filter(isEntry).map(({ data }) => data);
}

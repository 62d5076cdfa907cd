import { Transform } from 'node:stream';
import type { Firestore } from 'firebase-admin/firestore';
import * as z from 'zod';

/** What went through a Firestore client. */
export interface Operations {
  commits: number;
  /** Documents created or changed. */
  written: number;
  deleted: number;
  read: number;
  /** Aggregations: billed as a read for each 1,000 index entries that were counted, one at least. */
  aggregated: number;
  /** Listeners opened. Each is billed one read at least, which is not among those in `read`. */
  watches: number;
  /**
   * Documents that were sent to listeners, each billed as a read; not among those in `read` either. True of listeners to
   * one document: to a query's the emulator sends more than has changed.
   */
  pushed: number;
}

const NOTHING: Operations = { commits: 0, written: 0, deleted: 0, read: 0, aggregated: 0, watches: 0, pushed: 0 };

/** What `work` does through `counted`, which {@link countOperations} answered. */
export async function operationsOf(counted: Operations, work: () => Promise<unknown>): Promise<Operations> {
  const before = { ...counted };
  await work();
  return difference(counted, before);
}

/** What went through after `before` was noted. */
export function difference(after: Operations, before: Operations): Operations {
  return {
    commits: after.commits - before.commits,
    written: after.written - before.written,
    deleted: after.deleted - before.deleted,
    read: after.read - before.read,
    aggregated: after.aggregated - before.aggregated,
    watches: after.watches - before.watches,
    pushed: after.pushed - before.pushed,
  };
}

/** The two doors through which every call of the client leaves: not part of its public types. */
interface Doors {
  request(method: string, request: unknown, ...rest: unknown[]): Promise<unknown>;
  requestStream(method: string, isTwoWay: boolean, request: unknown, ...rest: unknown[]): Promise<Transform>;
}

const writes = z.object({ writes: z.array(z.object({ delete: z.string().min(1).nullish() })) });
const found = z.object({ found: z.unknown() }).or(z.object({ document: z.unknown() }));
const missing = z.object({ missing: z.string().min(1) });

/** Counts what `db` does from now on, by the calls themselves and not by the methods that lead to them. */
export function countOperations(db: Firestore): Operations {
  const counts: Operations = { ...NOTHING };
  const doors = db as unknown as Doors;
  if (typeof doors.request !== 'function' || typeof doors.requestStream !== 'function') {
    throw new Error('this version of @google-cloud/firestore has other doors: count there');
  }
  const request = doors.request.bind(db);
  const requestStream = doors.requestStream.bind(db);
  doors.request = (method, message, ...rest) => {
    if (method === 'commit' || method === 'batchWrite') {
      const sent = writes.parse(message).writes;
      const deleted = sent.filter((write) => typeof write.delete === 'string').length;
      counts.commits += 1;
      counts.written += sent.length - deleted;
      counts.deleted += deleted;
    }
    return request(method, message, ...rest);
  };
  doors.requestStream = async (method, isTwoWay, message, ...rest) => {
    const stream = await requestStream(method, isTwoWay, message, ...rest);
    if (method === 'runAggregationQuery') counts.aggregated += 1;
    if (method !== 'listen') return countDocuments(stream, counts, method === 'runQuery');
    counts.watches += 1;
    countPushed(stream, counts);
    return stream;
  };
  return counts;
}

/** The same stream; a document that is not there is a read too, and so is a query that finds nothing. */
function countDocuments(stream: Transform, counts: Operations, isQuery: boolean): Transform {
  let read = 0;
  const counted = new Transform({
    objectMode: true,
    transform: (answer: unknown, _encoding, done) => {
      if (hasDocument(answer)) read += 1;
      done(null, answer);
    },
    flush: (done) => {
      counts.read += isQuery ? Math.max(1, read) : read;
      done();
    },
  });
  stream.on('error', (error) => counted.destroy(error));
  return stream.pipe(counted);
}

const pushed = z.object({ documentChange: z.object({ document: z.unknown() }) });

/** A listener's stream goes both ways and is read by its own client: it is looked at in passing. */
function countPushed(stream: Transform, counts: Operations): void {
  const emit = stream.emit.bind(stream);
  stream.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event === 'data' && pushed.safeParse(args[0]).success) counts.pushed += 1;
    return emit(event, ...args);
  };
}

function hasDocument(answer: unknown): boolean {
  const parsed = found.safeParse(answer);
  if (parsed.success) return Object.values(parsed.data).some((document) => document !== null && document !== undefined);
  return missing.safeParse(answer).success;
}

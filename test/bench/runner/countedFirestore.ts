import { Transform } from 'node:stream';
import type { Firestore } from 'firebase-admin/firestore';
import * as z from 'zod';

/** What went through a Firestore client. */
export interface Operations {
  commits: number;
  written: number;
  read: number;
  /** Listeners opened. Each is billed one read at least, which is not among those in `read`. */
  watches: number;
}

/** The two doors through which every call of the client leaves: not part of its public types. */
interface Doors {
  request(method: string, request: unknown, ...rest: unknown[]): Promise<unknown>;
  requestStream(method: string, isTwoWay: boolean, request: unknown, ...rest: unknown[]): Promise<Transform>;
}

const writes = z.object({ writes: z.array(z.unknown()) });
const found = z.object({ found: z.unknown() }).or(z.object({ document: z.unknown() }));
const missing = z.object({ missing: z.string().min(1) });

/** Counts what `db` does from now on, by the calls themselves and not by the methods that lead to them. */
export function countOperations(db: Firestore): Operations {
  const counts: Operations = { commits: 0, written: 0, read: 0, watches: 0 };
  const doors = db as unknown as Doors;
  if (typeof doors.request !== 'function' || typeof doors.requestStream !== 'function') {
    throw new Error('this version of @google-cloud/firestore has other doors: count there');
  }
  const request = doors.request.bind(db);
  const requestStream = doors.requestStream.bind(db);
  doors.request = (method, message, ...rest) => {
    if (method === 'commit' || method === 'batchWrite') {
      counts.commits += 1;
      counts.written += writes.parse(message).writes.length;
    }
    return request(method, message, ...rest);
  };
  doors.requestStream = async (method, isTwoWay, message, ...rest) => {
    const stream = await requestStream(method, isTwoWay, message, ...rest);
    if (method !== 'listen') return countDocuments(stream, counts, method === 'runQuery');
    counts.watches += 1;
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

function hasDocument(answer: unknown): boolean {
  const parsed = found.safeParse(answer);
  if (parsed.success) return Object.values(parsed.data).some((document) => document !== null && document !== undefined);
  return missing.safeParse(answer).success;
}

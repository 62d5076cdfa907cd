import { FieldPath, type Firestore, type Query } from 'firebase-admin/firestore';
import * as z from 'zod';
import { AppError } from '../core/errors.ts';
import { missionId } from '../schema/ids.ts';
import { type Mission, mission as missionSchema } from '../schema/mission.ts';
import type { ListMissionsQuery } from '../schema/requests.ts';
import { instant } from '../schema/time.ts';
import { missions } from './collections.ts';

/** The one field of the tracker that is indexed. */
export const PERCENT_FIELD = 'execution_record.progress_tracker.progress_percent';

const cursorValues = z.tuple([instant, z.number(), missionId]);

/** A page of a list; `nextCursor` null on the last one. */
export interface MissionPage {
  readonly missions: readonly Mission[];
  readonly nextCursor: string | null;
}

/**
 * The owner's missions, newest first; one read each. The page is asked for one more than it shows, to know whether
 * there is another.
 * Indexes (firestore.indexes.json), `owner` first in each: created_at; status, created_at; and both again with the
 * percent behind, for `progress_min`.
 */
export async function listMissions(db: Firestore, owner: string, query: ListMissionsQuery): Promise<MissionPage> {
  const found = await listQuery(db, owner, query).get();
  const page = found.docs.slice(0, query.limit).map((doc) => missionSchema.parse(doc.data()));
  const last = page.at(-1);
  return { missions: page, nextCursor: found.size > query.limit && last !== undefined ? cursorOf(last) : null };
}

/** The query behind {@link listMissions}; apart from it so that a test can hold its shape against the indexes. */
export function listQuery(db: Firestore, owner: string, query: ListMissionsQuery): Query {
  let found: Query = missions(db).where('owner', '==', owner);
  if (query.status !== undefined) found = found.where('status', 'in', query.status);
  if (query.created_after !== undefined) found = found.where('created_at', '>', query.created_after);
  if (query.progress_min !== undefined) found = found.where(PERCENT_FIELD, '>=', query.progress_min);
  found = found.orderBy('created_at', 'desc');
  if (query.progress_min !== undefined) found = found.orderBy(PERCENT_FIELD, 'desc');
  found = found.orderBy(FieldPath.documentId(), 'desc');
  if (query.cursor !== undefined) {
    const [createdAt, percent, id] = parseCursor(query.cursor);
    found =
      query.progress_min === undefined ? found.startAfter(createdAt, id) : found.startAfter(createdAt, percent, id);
  }
  return found.limit(query.limit + 1);
}

function cursorOf(mission: Mission): string {
  const percent = mission.execution_record.progress_tracker.progress_percent;
  return Buffer.from(JSON.stringify([mission.created_at, percent, mission.mission_id])).toString('base64url');
}

function parseCursor(cursor: string): z.infer<typeof cursorValues> {
  try {
    return cursorValues.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('invalid_request', 'The cursor is not one that this API gave out.', {
      cause,
      fields: [{ field: 'cursor', message: 'must be the next_cursor of an earlier page' }],
      next: 'Leave the cursor out to start at the first page.',
    });
  }
}

import { createHash } from 'node:crypto';
import { isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import { eventIdOf, type StreamPosition } from '../core/streamPosition.ts';
import type { StreamEvent } from '../schema/stream.ts';
import type { Stored } from '../store/missions.ts';
import { missionNotFound } from './applyEvent.ts';
import { isShown } from './commands.ts';
import type { Deps } from './deps.ts';
import { type Following, follow } from './followed.ts';
import { readRecent } from './readCache.ts';

/** Progress is told no more often; a reader who draws a bar needs no more. */
const PROGRESS_EVERY_MS = 1_000;
/** What says nothing for a minute is cut by some proxy or other. */
const SIGN_EVERY_MS = 15_000;

/**
 * The owner's mission as it was read a moment ago, to be followed from a position; null when the reader there knows all
 * that there will be. Throws `mission_not_found`, and `invalid_request` for a position that the mission has not come to.
 * One read, or none if it was read in the last second.
 */
export async function findToFollow(
  deps: Deps,
  owner: string,
  missionId: string,
  from: StreamPosition,
): Promise<Stored | null> {
  const recent = await readRecent(deps.db, missionId, false);
  // Another process may have written since: more history, or the retry of what was over.
  const isDoubtful = (mission: Stored['mission']): boolean =>
    from.seq > mission.seq || mission.status === 'failed' || mission.status === 'cancelled';
  const isOld = recent.stored !== null && recent.ageMs > 0 && isDoubtful(recent.stored.mission);
  const stored = isOld ? (await readRecent(deps.db, missionId, true)).stored : recent.stored;
  if (stored === null || !isShown(deps, owner, stored.mission)) throw missionNotFound();
  const { mission } = stored;
  if (from.seq > mission.seq) {
    throw noSuchEvent();
  }
  return from.hasEnded && isOver(mission) && from.seq === mission.seq ? null : stored;
}

/** What is wrong with an id that this mission's stream did not give out. */
export function noSuchEvent(): AppError {
  const message = 'must be the id of an event of this mission’s stream';
  return new AppError('invalid_request', `last_event_id: ${message}`, {
    fields: [{ field: 'last_event_id', message }],
    next: 'Leave the id out to begin with the first event.',
  });
}

/**
 * What happens to a mission from a position on, until it is over or `signal` aborts: each history entry once, in order;
 * progress when there is news and the history before it is told, at most once a second; the end. `alive` every 15 s, whatever
 * else there is. It reads and computes only when the next event is asked for, so a slow reader holds a page of
 * history and misses no entry, only progress in between. Its share of the reads: see {@link follow}. Throws
 * `mission_not_found` when the mission is deleted meanwhile, and what Firestore throws.
 */
export async function* streamMission(
  deps: Deps,
  known: Stored,
  from: StreamPosition,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent | 'alive', void> {
  const following = follow(deps, known);
  const reader: Reader = { position: { ...from, hasEnded: false }, signAtMs: deps.clock.epochMs(), computed: null };
  try {
    while (!signal.aborted) {
      const stored = following.now();
      yield* tellHistory(following, reader, stored);
      yield* tellProgress(deps, following, reader, stored);
      if (reader.position.hasEnded) return;
      await rest(deps, following, reader, stored, signal);
      if (!signal.aborted && deps.clock.epochMs() - reader.signAtMs >= SIGN_EVERY_MS) {
        reader.signAtMs = deps.clock.epochMs();
        yield 'alive';
      }
    }
  } finally {
    following.leave();
  }
}

/** How far a reader is, when it last got a sign of life, and of which state its progress was last computed. */
interface Reader {
  position: StreamPosition;
  signAtMs: number;
  computed: { readonly of: Stored; readonly atMs: number } | null;
}

async function* tellHistory(following: Following, reader: Reader, { mission }: Stored): AsyncGenerator<StreamEvent> {
  while (reader.position.seq < mission.seq) {
    const entries = await following.historyAfter(reader.position.seq);
    for (const entry of entries) {
      reader.position = { ...reader.position, seq: entry.seq };
      yield { event: entry.kind, id: eventIdOf(reader.position), data: entry };
    }
    // What was deleted for its age can't be told any more.
    if (entries.length === 0) reader.position = { ...reader.position, seq: mission.seq };
  }
}

/** Entries may be ahead of the mission as it is known here: then what is known is old, and is not told. */
async function* tellProgress(
  deps: Deps,
  following: Following,
  reader: Reader,
  stored: Stored,
): AsyncGenerator<StreamEvent> {
  const { mission } = stored;
  const nowMs = deps.clock.epochMs();
  const isDue = reader.computed === null || nowMs - reader.computed.atMs >= PROGRESS_EVERY_MS;
  if (following.now() !== stored || reader.position.seq !== mission.seq || !(isDue || isOver(mission))) return;
  reader.computed = { of: stored, atMs: nowMs };
  const { answer, etag } = await following.progress();
  const name = nameOf(etag);
  if (name !== reader.position.progress) {
    reader.position = { ...reader.position, progress: name };
    const data = { ...answer, timestamp: answer.as_of };
    yield { event: 'progress', id: eventIdOf(reader.position), data };
  }
  // It may have been retried while the reader took that.
  if (!isOver(mission) || following.now() !== stored) return;
  reader.position = { ...reader.position, hasEnded: true };
  const { mission_id, status, finished_at, updated_at } = mission;
  const data = { mission_id, status, timestamp: finished_at ?? updated_at };
  yield { event: 'end', id: eventIdOf(reader.position), data };
}

/** Until the mission changes, the progress that was too early is due, or the reader should hear a sign of life. */
async function rest(
  deps: Deps,
  following: Following,
  { position, signAtMs, computed }: Reader,
  stored: Stored,
  signal: AbortSignal,
): Promise<void> {
  const isEarly = computed !== null && computed.of !== stored && position.seq === stored.mission.seq;
  const dueMs = isEarly ? computed.atMs + PROGRESS_EVERY_MS : signAtMs + SIGN_EVERY_MS;
  await following.change(stored, Math.max(1, dueMs - deps.clock.epochMs()), signal);
}

/** The same in every process for an answer that tells the same. */
function nameOf(etag: string): string {
  return createHash('sha256').update(etag).digest('hex').slice(0, 12);
}

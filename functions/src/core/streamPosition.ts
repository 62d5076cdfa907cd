import { EVENT_ID } from '../schema/stream.ts';

/**
 * How far the reader of a stream has come: the number of the last history entry that it was sent, a name for the last
 * progress, and whether it was told that the mission is over. It is all that any process needs to go on from there.
 */
export interface StreamPosition {
  readonly seq: number;
  readonly progress: string | null;
  readonly hasEnded: boolean;
}

/** Where a reader begins who has nothing yet. */
export const BEGINNING: StreamPosition = { seq: 0, progress: null, hasEnded: false };

/** `position` as the id of the event that led there: `12`, `12-3f9a0c1b2d4e` or `12-3f9a0c1b2d4e-end`. */
export function eventIdOf({ seq, progress, hasEnded }: StreamPosition): string {
  if (progress === null) return `${seq}`;
  return `${seq}-${progress}${hasEnded ? '-end' : ''}`;
}

/** The position behind the event of this id; null when no stream gave it out. */
export function positionOf(eventId: string): StreamPosition | null {
  const [form, seq, progress, end] = EVENT_ID.exec(eventId) ?? [];
  if (form === undefined) return null;
  return { seq: Number(seq), progress: progress ?? null, hasEnded: end !== undefined };
}

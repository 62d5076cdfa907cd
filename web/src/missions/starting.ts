import { createStore } from '../store.ts';
import type { MissionDigest } from './missionDigest.ts';

/**
 * Missions that this page creates, approves and runs in one go. Until the last of it shows they are about to start: to
 * call them out as needing their owner, whose press it was, would be a false alarm.
 */
export const starting = createStore<ReadonlySet<string>>(new Set());

export function tellStarting(id: string): void {
  starting.set(new Set([...starting.get(), id]));
}

/** All of it shows, or something did not work. */
export function tellStarted(id: string): void {
  starting.set(new Set([...starting.get()].filter((one) => one !== id)));
}

/** A digest as it is shown: what is being started stands among what runs, as it will in a moment. */
export function startingDigest(digest: MissionDigest, ids: ReadonlySet<string>): MissionDigest {
  const isNext = digest.status === 'proposed' || digest.status === 'approved';
  return isNext && ids.has(digest.id) ? { ...digest, status: 'queued', place: 'admitted' } : digest;
}

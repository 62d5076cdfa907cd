import { createStore } from '../../store.ts';

/** Missions that were deleted from this page: a list that is not live must not go on showing them. */
export const removedIds = createStore<ReadonlySet<string>>(new Set());

export function tellRemoved(id: string): void {
  removedIds.set(new Set([...removedIds.get(), id]));
}

import type { Command } from '../../../../functions/src/core/events.ts';
import type { MissionStatus } from '../../../../functions/src/schema/mission.ts';
import { createStore } from '../../store.ts';

/** A mission that may be selected, with what can be done to it as far as the page knows. */
export interface Pickable {
  readonly id: string;
  readonly objective: string;
  readonly status: MissionStatus;
  readonly commands: readonly Command[];
}

/** The selected missions, by their id. */
export const picked = createStore<ReadonlyMap<string, Pickable>>(new Map());

/** What is shown, in its order. */
let shown: readonly Pickable[] = [];
/** Where a range begins. */
let lastPicked: string | null = null;

/** Tells what is shown now; what is selected follows it, so that the bar knows what can still be done. */
export function showPickable(rows: readonly Pickable[]): void {
  shown = rows;
  const before = picked.get();
  if (before.size === 0) return;
  const now = new Map(rows.map((row) => [row.id, row]));
  const isNew = [...before].some(([id, old]) => (now.get(id) ?? old) !== old);
  if (isNew) picked.set(new Map([...before].map(([id, old]) => [id, now.get(id) ?? old])));
}

/** Selects a mission or lets go of it; with `isRange` all from the one before to this one are selected. */
export function togglePick(id: string, isRange: boolean): void {
  const from = shown.findIndex((row) => row.id === lastPicked);
  const to = shown.findIndex((row) => row.id === id);
  const row = shown[to];
  lastPicked = id;
  if (isRange && from !== -1 && to !== -1) return pickAll(shown.slice(Math.min(from, to), Math.max(from, to) + 1));
  const next = new Map(picked.get());
  if (!next.delete(id) && row !== undefined) next.set(id, row);
  picked.set(next);
}

/** Selects these beside what is selected. */
export function pickAll(rows: readonly Pickable[]): void {
  picked.set(new Map([...picked.get(), ...rows.map((row) => [row.id, row] as const)]));
}

export function pickShown(): void {
  pickAll(shown);
}

/** Lets go of these, or of all. */
export function dropPicks(ids: readonly string[] | null = null): void {
  if (picked.get().size === 0) return;
  const gone = ids === null ? null : new Set(ids);
  picked.set(new Map(gone === null ? [] : [...picked.get()].filter(([id]) => !gone.has(id))));
}

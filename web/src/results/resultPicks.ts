import { createStore } from '../store.ts';
import { announce } from '../ui/announcer.ts';
import { PICK_TWO } from '../words/compare.ts';
import type { Finished } from './resultFacts.ts';

/** The results that are chosen to be compared, at most two, in the order in which they were chosen. */
export const picks = createStore<readonly Finished[]>([]);

/** These with `mission` chosen, or let go where it was. A third one takes the place of the first. */
export function withPick(chosen: readonly Finished[], mission: Finished): readonly Finished[] {
  const others = chosen.filter(({ mission_id: id }) => id !== mission.mission_id);
  return others.length < chosen.length ? others : [...others.slice(-1), mission];
}

/** Chooses a result or lets go of it. */
export function togglePick(mission: Finished): void {
  const before = picks.get();
  const now = withPick(before, mission);
  picks.set(now);
  const [gone] = before;
  if (before.length === 2 && now.length === 2 && gone !== undefined) {
    announce('pick', PICK_TWO.let_go(gone.objective));
  }
}

export function dropPicks(): void {
  picks.set([]);
}

import { createStore } from '../store.ts';
import { announce } from '../ui/announcer.ts';
import { PICK_TWO } from '../words/compare.ts';
import { type Finished, newestFirst, type ResultRow, resultRow } from './resultFacts.ts';

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

/** Lets go of what turned out to have nothing to compare. */
export function letGo(id: string): void {
  const chosen = picks.get();
  const others = chosen.filter((mission) => mission.mission_id !== id);
  if (others.length < chosen.length) picks.set(others);
}

/**
 * What the boxes are for. Empty where there is none yet, with its room kept: a result that comes moves no row. Null where
 * there will be none, for what stopped early is not compared.
 */
export function pickHint(rows: readonly Pick<ResultRow, 'stopped' | 'report'>[]): string | null {
  const completed = rows.filter(({ stopped }) => stopped === null);
  if (completed.length === 0) return null;
  const readable = completed.filter(({ report }) => report !== 'none').length;
  if (readable === 0) return '';
  return readable === 1 ? PICK_TWO.hint_one : PICK_TWO.hint;
}

/** A chosen result in a line. */
interface PickLine {
  readonly id: string;
  readonly title: string;
  readonly when: string;
}

/** By age, as they will stand side by side. Two of one name are told apart by the moment, which an age is too coarse for. */
export function pickLines(chosen: readonly Finished[], now: number): PickLine[] {
  const rows = newestFirst(chosen)
    .toReversed()
    .map((mission) => resultRow(mission, now));
  const isTwice = (title: string) => rows.filter((row) => row.title === title).length > 1;
  return rows.map(({ id, title, madeText, madeFull }) => ({ id, title, when: isTwice(title) ? madeFull : madeText }));
}

export function dropPicks(): void {
  picks.set([]);
}

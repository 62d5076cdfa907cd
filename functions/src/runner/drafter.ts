import type { Deps } from '../missions/deps.ts';
import { type DraftPart, MAX_DRAFT_CHARACTERS, MAX_DRAFT_PARTS } from '../schema/draft.ts';
import { deleteDraft, writeDraft } from '../store/drafts.ts';
import type { Hold } from './hold.ts';

/** A draft is written at most this often: each write is paid for, and read by everybody who watches. */
const WRITE_EVERY_MS = 1_000;
const MAX_TITLE = 300;

/** Shows what a step is writing: many calls, few writes, the newest wins. */
export interface Drafter {
  /** What part `index` says so far. A shorter text than before has begun anew. */
  show(index: number, part: { readonly title: string; readonly text: string }): void;
  /** The part is written, and recorded elsewhere. */
  end(index: number): void;
  /** Ends showing, once the last write is through. What was shown is taken away unless `isKept`: the step is not done. */
  drain(options: { readonly isKept: boolean }): Promise<void>;
}

/**
 * A drafter for step `stepIndex`; costs nothing where nothing is shown, else a write a second and one at the end. `onFault` is told when a draft could not be
 * written: the step goes on, for its draft is only to be looked at. A runner that has lost the mission writes no more.
 */
export function createDrafter(deps: Deps, hold: Hold, stepIndex: number, onFault: (error: unknown) => void): Drafter {
  const parts = new Map<number, DraftPart>();
  let wasCalled = false;
  let hasChanged = false;
  let isOver = false;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;

  const flush = (): void => {
    timer = null;
    if (!hasChanged || isOver || !hold.isHeld()) return;
    hasChanged = false;
    const { mission_id, owner, attempt } = hold.mission();
    const shown = [...parts.values()].slice(-MAX_DRAFT_PARTS).toSorted((one, other) => one.index - other.index);
    const ids = { mission_id, owner, attempt, step_index: stepIndex, fence: hold.fence };
    writing = writeDraft(deps.db, { ...ids, updated_at: deps.clock.now(), parts: shown })
      .catch(onFault)
      .finally(() => {
        writing = null;
        if (hasChanged) later();
      });
  };
  // The first one waits too: what is written within a second costs no write.
  const later = (): void => {
    hasChanged = true;
    if (timer === null && writing === null && !isOver) timer = setTimeout(flush, WRITE_EVERY_MS);
  };

  return {
    show: (index, { title, text }) => {
      wasCalled = true;
      // Taken out first: the parts are in the order in which they last grew.
      parts.delete(index);
      parts.set(index, { index, title: title.slice(0, MAX_TITLE).toWellFormed(), ...endOf(text) });
      later();
    },
    end: (index) => {
      if (parts.delete(index)) later();
    },
    drain: async ({ isKept }) => {
      isOver = true;
      if (timer !== null) clearTimeout(timer);
      await writing;
      // Also where nothing was written now: an earlier try may have left something.
      if (!wasCalled || isKept || !hold.isHeld()) return;
      await deleteDraft(deps.db, hold.mission().mission_id).catch(onFault);
    },
  };
}

function endOf(text: string): Pick<DraftPart, 'text' | 'is_cut'> {
  // A character of two units may have been cut in the middle.
  return { text: text.slice(-MAX_DRAFT_CHARACTERS).toWellFormed(), is_cut: text.length > MAX_DRAFT_CHARACTERS };
}

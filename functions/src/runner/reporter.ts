import type { Note } from '../core/events.ts';
import type { StepProgress } from '../missions/defineMission.ts';
import type { Hold } from './hold.ts';
import type { Purse } from './purse.ts';

/** Sub-progress is written at most this often: each write is paid for, and read by everybody who watches. */
const WRITE_EVERY_MS = 1_000;
const MAX_NOTES = 50;
const MAX_NOTE_LENGTH = 500;

/** Live progress of one step: many calls, few writes, the newest wins. */
export interface Reporter {
  report(progress: StepProgress): void;
  note(note: Note): void;
  /** The notes that no write has taken yet: the caller writes them. */
  takeNotes(): readonly Note[];
  /** Ends reporting; resolves to the notes that no write has taken yet, once the last write is through. */
  drain(): Promise<readonly Note[]>;
}

/** A reporter for step `stepIndex`. `onFault` is told when progress could not be written. */
export function createReporter(
  hold: Hold,
  purse: Purse,
  stepIndex: number,
  onFault: (error: unknown) => void,
): Reporter {
  let latest: StepProgress | null = null;
  let notes: Note[] = [];
  let noted = 0;
  let timer: NodeJS.Timeout | null = null;
  let isWriting = false;
  let writing: Promise<unknown> = Promise.resolve();
  let isOver = false;

  const takeNotes = (): readonly Note[] => {
    const taken = notes;
    notes = [];
    return taken;
  };
  const flush = (): void => {
    timer = null;
    if (latest === null || isOver) return;
    const { message, done, total, unit } = latest;
    const subProgress = { done, total, unit, fraction: fractionOf(latest) };
    const taken = takeNotes();
    latest = null;
    const { fence } = hold;
    isWriting = true;
    const spent = purse.take();
    const write = hold.write({ type: 'progressed', fence, stepIndex, message, subProgress, notes: taken, spent });
    const onLost = (error: unknown): void => {
      purse.giveBack(spent);
      onFault(error);
    };
    writing = write.catch(onLost).finally(() => {
      isWriting = false;
      if (!isOver) timer = setTimeout(flush, WRITE_EVERY_MS);
    });
  };

  return {
    report: (progress) => {
      latest = progress;
      // The first report waits too: a step that ends within the second costs no write of its own. While a write is
      // under way the next one is set by its end: two timers would be two writes a second.
      if (timer === null && !isWriting && !isOver) timer = setTimeout(flush, WRITE_EVERY_MS);
    },
    note: (note) => {
      noted += 1;
      if (noted < MAX_NOTES) notes.push({ ...note, message: note.message.slice(0, MAX_NOTE_LENGTH) });
      else if (noted === MAX_NOTES) notes.push({ kind: 'app', message: 'More remarks were left out.' });
    },
    takeNotes,
    drain: async () => {
      isOver = true;
      if (timer !== null) clearTimeout(timer);
      await writing;
      return notes;
    },
  };
}

/** The share of the step that is done, 0 to 1: what the step says, else `done / total`; null where neither is a number. */
function fractionOf({ done, total, fraction }: StepProgress): number | null {
  if (fraction === null) return null;
  const share = fraction ?? (total === null ? Number.NaN : done / total);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null;
}

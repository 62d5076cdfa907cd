import { assertNever } from '../../../functions/src/core/assertNever.ts';
import { humanName } from '../missions/missionGlance.ts';
import { RESULT_PAGE } from '../words/results.ts';
import type { Finished } from './resultFacts.ts';

/** The attempt that `?attempt=` names; null where it names none. */
export function askedAttempt(query: string): number | null {
  const text = new URLSearchParams(query).get('attempt') ?? '';
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** Whose result is shown where nobody asked for one; null while there can be none. Only the last attempt leaves one. */
export function shownAttempt({ status, attempt }: Finished): number | null {
  const isOver = status === 'completed' || status === 'failed' || status === 'cancelled';
  return isOver && attempt > 0 ? attempt : null;
}

/** Why there is no result. */
export interface NoResult {
  readonly title: string;
  readonly text: string;
  /** Whether the mission may have left one in another attempt than the one that was asked for. */
  readonly isElsewhere: boolean;
}

export function noResult(mission: Finished, asked: number | null): NoResult {
  const { none_title: title, none_attempt: ofAttempt, none_completed, not_yet_title, not_yet_text } = RESULT_PAGE;
  if (asked !== null && asked !== mission.attempt) return { title, text: ofAttempt(asked), isElsewhere: true };
  const step = mission.execution_record.progress_tracker.completed_count + 1;
  const none = (text: string): NoResult => ({ title, text, isElsewhere: false });
  switch (mission.status) {
    case 'completed':
      return none(none_completed);
    case 'failed':
      return none(RESULT_PAGE.none_failed(step));
    case 'cancelled':
      return none(mission.attempt === 0 ? RESULT_PAGE.none_never_ran : RESULT_PAGE.none_cancelled(step));
    case 'proposed':
    case 'approved':
    case 'queued':
    case 'in_progress':
    case 'waiting':
    case 'paused':
      return { title: not_yet_title, text: not_yet_text, isElsewhere: false };
    default:
      return assertNever(mission.status);
  }
}

/** What a mission that ended early left behind. */
export interface LeftBehind {
  /** Why it ended, and what to do now; null where nothing failed. */
  readonly failure: { readonly message: string; readonly next: string | null } | null;
  readonly text: string;
  /** The steps that were finished, the newest that are known. */
  readonly steps: readonly { readonly index: number; readonly name: string; readonly message: string }[];
  /** How many more there are before them. */
  readonly before: number;
}

/** Null for a mission that may still have a result, or left one elsewhere. */
export function leftBehind({ status, error, execution_record: record }: Finished): LeftBehind | null {
  if (status !== 'failed' && status !== 'cancelled') return null;
  const { completed_steps: kept, completed_count: count } = record.progress_tracker;
  return {
    failure: error === null ? null : { message: error.message, next: error.next },
    text: count === 0 ? RESULT_PAGE.left_none : `${RESULT_PAGE.left_steps} ${RESULT_PAGE.left_no_part}`,
    steps: kept.map(({ step_index: index, step_name: name, message }) => ({ index, name: humanName(name), message })),
    before: count - kept.length,
  };
}

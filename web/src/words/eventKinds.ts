import type { HistoryKind } from '../../../functions/src/schema/history.ts';

/** Over the meanings, where they are folded. */
export const KINDS_EXPLAINED = 'What each kind is';

/** What is written down under each kind of event. */
export const KIND_MEANINGS: Record<HistoryKind, string> = {
  status: 'The mission itself changed: it was approved, queued, paused or retried, it began, or it ended.',
  step: 'A step is done, and what it came to.',
  app: 'What the runner or worker remarks as it goes: a page left out, another try, a limit that was reached.',
  chat: 'What a step says in its own words. Not every type of mission writes any.',
  error: 'Something went wrong: a page that could not be read, a try that failed, or why the mission failed.',
};

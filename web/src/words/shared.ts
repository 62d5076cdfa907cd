import { countedText } from '../../../client/src/words/amount.ts';
import type { HistoryKind } from '../../../functions/src/schema/history.ts';
import type { MissionStatus } from '../../../functions/src/schema/mission.ts';
import type { StepStatus } from '../../../functions/src/schema/tracker.ts';
import type { Wait } from '../../../functions/src/schema/wait.ts';

/** What more than one screen says. One noun per thing, as in the API. Comes with the entry. */

export const PRODUCT = 'Mission Progress';

export const STATUS_WORDS: Record<MissionStatus, string> = {
  proposed: 'Proposed',
  approved: 'Approved',
  queued: 'Queued',
  in_progress: 'Running',
  waiting: 'Waiting',
  paused: 'Paused',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** A mission in a line of the list and over its page. */
export const GLANCE_WORDS = {
  of: (part: string, whole: string) => `${part} of ${whole}`,
  steps_done: (count: number) => `${countedText(count, 'step', 'steps')} done`,
  attempt: (attempt: string) => `attempt ${attempt}`,
  step: (number: string, name: string) => `Step ${number} — ${name}`,
  step_of: (number: string, all: string, name: string) => `Step ${number} of ${all} — ${name}`,
  /** One of these two as it is spoken. */
  said: (step: string) => step.replace(' —', ','),
} as const;

/** What its time went into. */
export const SPENT_WORDS = {
  /** Queued again: from then on it waits, whatever it did before. */
  idle: { waiting: 'waiting', paused: 'paused', queued: 'waiting' },
  ran_and_idle: (ran: string, idle: string, duration: string) => `ran for ${ran}, ${idle} for ${duration}`,
  running: (elapsed: string) => `running for ${elapsed}`,
  took: (elapsed: string) => `took ${elapsed}`,
  of_which: (duration: string) => ` (of which ${duration} waiting)`,
} as const;

/** What a running mission does that was asked to stop. */
export const STOPPING_WORDS = { cancel: 'Cancelling', pause: 'Pausing' } as const;

/** A waiting mission says for what, where there is room. */
export const WAITING_WORDS: Record<Wait['kind'], string> = {
  approval: 'Waiting for approval',
  signal: 'Waiting for a signal',
  time: 'Waiting',
};

export const STEP_WORDS: Record<StepStatus | 'not_run', string> = {
  pending: 'To do',
  running: 'Running',
  retrying: 'Retrying',
  waiting: 'Waiting',
  paused: 'Paused',
  completed: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  not_run: 'Not run',
};

export const HISTORY_KIND_WORDS: Record<HistoryKind, string> = {
  status: 'Status',
  step: 'Step',
  chat: 'Remark',
  app: 'Runner',
  error: 'Error',
};

/** Why a button does nothing while another command is on its way. */
export const ONE_MOMENT = 'One moment.';

export const OFFLINE_REASON = 'There is no connection. This works again once the page is connected.';

export const SAMPLE = {
  objective: 'How do I read a mission’s progress?',
  start: 'Try a sample mission',
  starting: 'Starting…',
} as const;

/** Between keys that are pressed one after the other. */
export const KEYS_IN_TURN = 'then';

/** Between what something is called and what is said of it, where the two are drawn apart. */
export const COLON = ': ';

/** What several screens offer in the same words. */
export const COMMON = {
  loading: 'Loading',
  try_again: 'Try again',
  reload: 'Reload',
  close: 'Close',
  leave: 'Leave it',
  copy_command: 'Copy the command',
} as const;

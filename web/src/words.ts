import type { Command } from '../../functions/src/core/events.ts';
import type { EtaNote } from '../../functions/src/schema/api.ts';
import type { HistoryKind } from '../../functions/src/schema/history.ts';
import type { MissionStatus } from '../../functions/src/schema/mission.ts';
import type { StepStatus } from '../../functions/src/schema/tracker.ts';
import type { Wait } from '../../functions/src/schema/wait.ts';

/** Every word that more than one place shows, or that is chosen by a value. One noun per thing, as in the API. */

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

/** The commands that have a button among the mission's actions; answers and signals have a panel of their own. */
export const COMMAND_WORDS: Record<
  Exclude<Command, 'edit' | 'answer' | 'signal'>,
  { readonly label: string; readonly busy: string }
> = {
  approve: { label: 'Approve', busy: 'Approving…' },
  execute: { label: 'Run', busy: 'Starting…' },
  pause: { label: 'Pause mission', busy: 'Pausing…' },
  resume: { label: 'Resume mission', busy: 'Resuming…' },
  cancel: { label: 'Cancel mission', busy: 'Cancelling…' },
  retry: { label: 'Retry', busy: 'Retrying…' },
};

/** Why there is no time left to show, where no moment or place in line says it better. */
export const NO_ETA_WORDS: Record<Extract<EtaNote, 'too_early' | 'pausing' | 'paused' | 'cancelling'>, string> = {
  too_early: 'Estimating…',
  pausing: 'Pausing…',
  paused: 'Paused',
  cancelling: 'Stopping…',
};

/** What an estimate rests on, where somebody asks. */
export const ETA_WORDS = {
  question: 'How is this known?',
  unknown: 'It is not known yet: there is too little to go by.',
  silent: 'Nobody works on it now, so nobody can say.',
  old_steps: 'From how long its steps took in an earlier version.',
  rate: 'From this run’s pace alone.',
  range: 'In 8 of 10 cases a run ends within its range. Time spent waiting or paused is not counted.',
  partial: 'This attempt began at a later step, so its length can’t be held next to theirs.',
  longer: 'longer than usual',
  earlier: 'Earlier runs',
  now: 'Now',
  end: 'Likely end',
} as const;

/** What a mission that has not begun waits for. */
export const NOT_STARTED_WORDS = {
  proposed: 'Needs your approval',
  approved: 'Ready to run',
  in_line: 'In line',
  about_to_start: 'About to start',
  no_worker: 'Waiting for its worker',
} as const;

/** Who fell silent. */
export const SILENT_WORDS = {
  runner: 'No sign of life from its runner',
  worker: 'No sign of life from its worker',
} as const;

export const STATUS_NOTES = {
  proposed: 'Nothing runs before you approve it.',
  approved: 'Approved, and ready to run.',
  cancelling: 'Stopping the running step.',
  pausing: 'Stopping the running step at the next safe place. It begins anew once the mission is resumed.',
  paused: 'Nothing runs until you resume it.',
  paused_waiting: 'Nothing runs until you resume it; then it goes on waiting.',
  stalled: 'Its runner fell silent. Another one takes over and goes on with the first unfinished step.',
  stuck: (silence: string) =>
    `Looks stuck: no sign of life for ${silence}, and no other runner took over. Cancel it and retry it; finished steps are kept.`,
} as const;

/** Only said where there are some. */
export const STEPS_KEPT = 'Finished steps are kept.';

/** The server's refusal of a command that came too late is no failure: there is nothing left to stop. */
export const ENDED_MEANWHILE = {
  cancel: 'It ended meanwhile, so there was nothing left to cancel.',
  pause: 'It ended meanwhile, so there was nothing left to pause.',
} as const;

/** An answer that another one, or the end of the time, overtook. */
export const ANSWER_GONE =
  'It no longer waits for this answer: it was answered elsewhere, laid aside, or its time ran out. Below is how it stands now.';

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

export const CANCEL_DIALOG = {
  title: 'Cancel this mission?',
  cancel_idle: 'It will not run. This cannot be undone; you can run the same mission again as a new one.',
  cancel_first_step:
    'The running step stops at the next safe place, and there will be no result. This cannot be undone.',
  cancel_running:
    'The running step stops at the next safe place. Finished steps are kept, but there will be no result. This cannot be undone.',
  confirm: 'Cancel mission',
  keep: 'Keep it',
} as const;

export const WAIT_WORDS = {
  approval: 'Your answer is needed',
  signal: 'Waiting for a signal',
  time: 'Waiting until its time',
  comment: 'Comment (optional)',
  answering: 'Answering…',
  signal_name: 'The signal is called',
  send: 'Send it from anywhere',
} as const;

export const RETRY_DIALOG = {
  title: 'Retry this mission?',
  from: 'Begin with',
  from_hint: 'What the steps before it found is used as it is.',
  edit: 'Change what is asked',
  edit_none: 'as it was',
  edit_some: 'changed',
  confirm: 'Retry',
  busy: 'Retrying…',
  keep: 'Leave it',
} as const;

export const SAMPLE_OBJECTIVE = 'How do I read a mission’s progress?';

/** Problems that only the page can see; the server's come with words of their own. */
export const TROUBLE = {
  page_incomplete: {
    title: 'A part of this page could not be loaded',
    detail: 'The connection was lost, or a newer version was just published.',
    next: 'Reload the page.',
  },
  page_incomplete_offline: {
    title: 'This part is not on your device yet',
    detail: 'You are offline, and it was not loaded before.',
    next: 'It loads as soon as the connection is back.',
  },
  no_answer: {
    title: 'The server did not answer',
    detail: 'The request may or may not have arrived.',
    next: 'Check your connection and try again; asking twice is harmless.',
  },
  unreadable: {
    title: 'This page does not understand the server’s answer',
    detail: 'It is probably older than the server.',
    next: 'Reload the page.',
  },
  no_server: {
    title: 'The server can’t be reached',
    detail: 'Nothing of this is on your device yet, so there is nothing to show.',
    next: 'It appears as soon as the page is connected.',
  },
  listener_failed: {
    title: 'Live updates stopped',
    detail: 'The database ended the connection.',
    next: 'Reload the page.',
  },
} as const;

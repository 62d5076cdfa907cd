import { countedText, countText, plural } from '../../../client/src/words/amount.ts';
import type { Command } from '../../../functions/src/core/events.ts';

const steps = (count: number) => countedText(count, 'step', 'steps');

/** What may be done to a mission: its buttons, its menu, and the questions before what can't be undone. */

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

/** The name of the group of a mission's buttons. */
export const ACTION_GROUP = 'What you can do';

export const ACTIONS = {
  edit: 'Edit',
  saving: 'Saving…',
  reject: 'Reject',
  rejecting: 'Rejecting…',
  retry_failed: 'Retry from failed step',
  retry_all: 'Retry all',
} as const;

export const REASON = {
  label: 'Reason (optional)',
  hint: 'It stays with the mission and in its history.',
} as const;

export const REJECT_DIALOG = {
  title: 'Reject this mission?',
  text: 'It will not run, and stands among the cancelled ones. You can make another one of it.',
  confirm: 'Reject',
  keep: 'Keep it',
} as const;

/** Before an answer to a step that turns down what it asks. */
export const REFUSE_DIALOG = {
  title: (label: string) => `Answer “${label}”?`,
  text: 'The step hears your answer and what you say to it. What it does then is its own.',
  keep: 'Not yet',
} as const;

export const MENU = {
  label: 'More',
  duplicate: 'Duplicate',
  again: 'Run again…',
  again_blocked: 'Not all of its steps are known here any more. Duplicate it to run it again.',
  export: 'Download as JSON',
  exporting: 'Gathering all of it…',
  exported: 'Downloaded.',
  export_partial: 'Downloaded, but something was left out for its size.',
  copy_id: 'Copy the id',
  copy_link: 'Copy the link',
  copy_curl: 'Copy a curl line',
  delete: 'Delete…',
  delete_blocked: 'Only what is over can be deleted. Cancel it first.',
} as const;

export const DELETE_DIALOG = {
  title: 'Delete this mission for good?',
  text: (parts: string) => `This also deletes ${parts}. There is no way back; download it first if you may need it.`,
  steps: (count: number) => steps(count),
  history: 'its history',
  result: 'its result',
  confirm: 'Delete for good',
  busy: 'Deleting…',
  keep: 'Keep it',
} as const;

export const DELETED = {
  title: 'Mission deleted',
  text: 'It is gone with all that was stored of it.',
  back: 'To your missions',
} as const;

export const FAILED = {
  title: 'Failed',
  title_at: (step: string) => `Failed at ${step}`,
  attempt: (attempt: string) => `Attempt ${attempt}.`,
  tries: (tries: string, most: string) => `Try ${tries} of ${most} of this step.`,
  next: (step: number) => `Retry it once the cause is gone: it goes on with step ${countText(step)}.`,
  next_worker: (step: number) =>
    `Retry it once the cause is gone: its worker is then told to go on with step ${countText(step)}.`,
  next_budget:
    'Retry it and let its model use more, under “Change what is asked”: what is written is kept. Or ask for fewer or shorter sections.',
  code: 'Code:',
  copy: 'Copy details',
} as const;

/** The lines of the block that is copied for a bug report. */
export const DETAILS = {
  mission: 'Mission',
  link: 'Link',
  type: 'Type',
  attempt: 'Attempt',
  created: 'Created',
  started: 'Started',
  failed: 'Failed',
  step: 'Step',
  code: 'Code',
  error: 'Error',
  next: 'Next',
  done: 'Finished steps',
  try: (number: number, most: number) => ` (try ${number} of ${most})`,
  of: (done: number, total: number) => `${done} of ${total}`,
} as const;

/** How a mission was ended by its owner. The owner’s API keys count as the owner. */
export const CANCELLED = {
  plain: 'Cancelled.',
  cancelled: (when: string) => `You cancelled it (${when}).`,
  rejected: (when: string) => `You rejected it (${when}).`,
  reason: (reason: string) => `Reason: ${reason}`,
} as const;

const again = (count: number) => `${steps(count)} that ${plural(count, 'is', 'are')} finished will run again`;

/** A step that a retry may begin with, and what becomes of those before and after it. */
export const RETRY_CHOICE = {
  step: (number: number, name: string) => `Step ${countText(number)}: ${name}`,
  beginning: 'from the beginning',
  next: 'the next one',
  anew: 'No step is finished yet: it begins anew.',
  all_kept: (kept: number) => `What is finished is kept: ${steps(kept)}.`,
  none_kept: (repeated: number) => `Nothing is kept: ${again(repeated)}.`,
  some_kept: (kept: number, repeated: number) => `Kept: ${steps(kept)}; ${again(repeated)}.`,
  items: (count: number) => `Its ${countText(count)} finished items are kept too, unless you change what is asked.`,
} as const;

/** What a retry does to each step. */
export const RETRY_STEPS = {
  title: 'What happens to each step',
  kept: 'Kept',
  again: 'Runs again',
  runs: 'Runs',
} as const;

/** What was tried and did not work, for whoever does not see it. */
export const COULD_NOT = (what: string, detail: string) => `Could not ${what}: ${detail}`;
export const COMMANDS_TRIED = { answer: 'answer', edit: 'save it' } as const;

/** The server's refusal of a command that came too late is no failure: there is nothing left to stop. */
export const ENDED_MEANWHILE = {
  cancel: 'It ended meanwhile, so there was nothing left to cancel.',
  pause: 'It ended meanwhile, so there was nothing left to pause.',
} as const;

/** An answer that another one, or the end of the time, overtook. */
export const ANSWER_GONE =
  'It no longer waits for this answer: it was answered elsewhere or withdrawn, or its time ran out. Below is how it stands now.';

export const CANCEL_DIALOG = {
  title: 'Cancel this mission?',
  cancel_idle: 'It will not run, and there is no result. You can retry it later.',
  cancel_first_step:
    'The running step stops at the next safe place, and there is no result. You can retry the mission later.',
  cancel_running:
    'The running step stops at the next safe place, and there is no result. Finished steps are kept: you can retry the mission later from where it stopped.',
  cancel_begun: 'It stops, and there is no result. You can retry it later.',
  cancel_between:
    'It stops, and there is no result. Finished steps are kept: you can retry it later from where it stopped.',
  confirm: 'Cancel mission',
  keep: 'Keep it',
} as const;

export const RETRY_DIALOG = {
  title: 'Retry this mission?',
  from: 'Begin with',
  from_hint: 'What the steps before it found is used as it is.',
  from_first: 'Every step runs.',
  edit: 'Change what is asked',
  edit_none: 'as it was',
  edit_some: 'changed',
  confirm: 'Retry',
  busy: 'Retrying…',
} as const;

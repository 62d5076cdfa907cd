import { countText } from '../../../client/src/words/amount.ts';

/** A mission's own page, below its progress. */

/** What a shell says of a copied command whose key is not set. Without quotes and braces, which would end it. */
export const KEY_NOT_SET = 'not set; make a key in Settings, API keys';

export const STATUS_NOTES = {
  proposed: 'Nothing runs before you approve it.',
  approved: 'Approved, and ready to run.',
  cancelling: 'Stopping the running step.',
  pausing: 'Stopping the running step at the next safe place. It starts again once the mission is resumed.',
  worker_stops: 'Its worker hears of it with its next report.',
  paused: 'Nothing runs until you resume it.',
  paused_waiting: 'Nothing runs until you resume it; then it goes on waiting.',
  stalled: 'Its runner fell silent. Another one takes over and goes on with the first unfinished step.',
  stuck: (silence: string) =>
    `Looks stuck: no sign of life for ${silence}, and no other runner took over. Cancel it and retry it; finished steps are kept.`,
  no_worker: (then: string) => `No worker has taken it yet. ${then}`,
  worker_silent: (then: string) => `Its worker fell silent, and may come back. ${then}`,
  fails_now: 'If nothing is heard, it fails now.',
  fails_at: (when: string) => `If nothing is heard, it fails at ${when}.`,
} as const;

/** What becomes of a mission that was asked to stop and whose runner or worker says nothing. */
export const STOPPED_UNHEARD = {
  pause: 'paused',
  cancel: 'cancelled',
  at: (stopped: string, when: string) => `If nothing is heard, it is ${stopped} at ${when}.`,
  soon: (stopped: string) => `Nothing was heard: it is ${stopped} within a minute.`,
} as const;

/** What brings an external mission on that no worker works on. */
/** A step as its owner and the command beside it call it. */
const apiStep = (step: number) => `${countText(step)} (${step - 1} in the API, which counts from 0)`;

export const WORKER_HINT = {
  none: (step: number) => `A worker takes it by reporting step ${apiStep(step)}.`,
  silent: (step: number) => `A worker goes on with it by reporting step ${apiStep(step)}.`,
  command: 'The command for that',
  guide: 'How a worker reports',
} as const;

/** How far the running step is, and the bar as it is spoken. */
export const PROGRESS_WORDS = {
  percent: (percent: number) => `${percent} percent`,
  parts: (done: number, unit: string) => `${countText(done)} ${unit}`,
  parts_of: (done: number, total: number, unit: string) => `${countText(done)} of ${countText(total)} ${unit}`,
} as const;

/** Only said where there are some. */
export const STEPS_KEPT = 'Finished steps are kept.';

export const WAIT_WORDS = {
  approval: 'Your answer is needed',
  signal: 'Waiting for a signal',
  time: 'Waiting for a set time',
  asks: 'Needs your answer',
  signal_named: (signal: string) => `Waiting for “${signal}”`,
  about_to_go_on: 'About to go on',
  goes_on: (when: string) => `Goes on ${when}`,
  time_up: 'The time is up.',
  until: (when: string) => `Until ${when}.`,
  then_on: 'Then it goes on by itself.',
  no_signal_fails: 'If the signal does not come by then, the mission fails.',
  no_signal_goes_on: 'If the signal does not come by then, it goes on without it.',
  no_answer_fails: 'If nobody answers by then, the mission fails.',
  no_answer_counts: (answer: string) => `If nobody answers by then, it counts as “${answer}”.`,
  comment: 'Comment (optional)',
  comment_hint: 'The step that asks reads it, and it stands in the events.',
  answering: 'Answering…',
  signal_name: 'The signal is called',
  send: 'Send it from anywhere',
} as const;

export const DETAILS_WORDS = {
  title: 'Details',
  read_progress: 'Read its progress from anywhere',
  report_step: 'Report its next step',
  report_done: (number: number) => `Report that step ${countText(number)} is done`,
  report_guide: 'What else a worker may report',
  copy: (what: string) => `Copy the ${what.toLowerCase()}`,
} as const;

export const FACT_GROUPS = {
  request: 'Request',
  budget: 'Budget',
  worker: 'Worker',
  model: 'Language model',
  times: 'Times',
} as const;

/** Each line of the details: what it is called, and what it says where that is not an amount alone. */
export const FACT_WORDS = {
  id: 'Mission id',
  domains: 'Allowed domains',
  type: 'Type',
  type_version: (type: string, version: number | string) => `${type}, version ${version}`,
  tool: 'Tool',
  tool_sure: (tool: string, percent: number) => `${tool}, ${percent} % sure`,
  tags: 'Tags',
  schedule: 'Schedule',
  priority: 'Priority',
  attempt: 'Attempt',
  worker: 'Worked on by',
  nobody: 'nobody right now',
  expected_steps: 'Expected steps',
  stalled: 'Counts as stalled',
  fails: 'Fails',
  after_silence: (duration: string) => `after ${duration} of silence`,
  pages: 'Pages',
  read: 'Read',
  time: 'Time',
  cost: 'Cost',
  at_most: (ceiling: string) => `at most ${ceiling}`,
  used_of: (used: string, ceiling: string) => `${used} of ${ceiling}`,
  created: 'Created',
  approved: 'Approved',
  not_before: 'Not before',
  queued: 'Queued',
  last_queued: 'Last queued',
  started: 'Started',
  first_started: 'First started',
  finished: 'Finished',
} as const;

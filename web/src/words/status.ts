import { countText } from '../../../client/src/words/amount.ts';
import type { HealthReasonName } from '../../../functions/src/schema/health.ts';

/** The health page. */
export const STATUS_PAGE = {
  title: 'Health',
  checking: 'Checking…',
  all_ok: 'All parts work',
  problems: (count: number) => `${countText(count)} ${count === 1 ? 'problem' : 'problems'}`,
  unreachable: 'The service can’t be reached',
  unreachable_text: 'Your own connection may be the reason. Missions go on meanwhile.',
  as_of: (age: string) => `Checked ${age}`,
  as_of_old: (time: string) => `What you see is as of ${time}.`,
  never: 'Not checked yet',
  every: (seconds: number) => `Checked again every ${countText(seconds)} s while you look.`,
  paused: 'Paused. Nothing is checked by itself.',
  pause: 'Pause',
  resume: 'Go on',
  check_now: 'Check now',
  announced_ok: 'Health: all parts work.',
  announced_problems: (sentence: string) => `Health: ${sentence}.`,
} as const;

export const PART_WORDS = {
  title: 'Parts',
  part: 'Part',
  state: 'State',
  detail: 'What it says',
  api: 'API',
  firestore: 'Database',
  tasks: 'Queue',
  auth: 'Sign-in',
  runner: 'Runners',
  live: 'Live updates',
  ok: 'Works',
  failing: 'Fails',
  degraded: 'Slow to answer',
  unknown: 'Not known',
  idle: 'At rest',
  answered: (ms: number) => `Answered in ${countText(Math.round(ms))} ms`,
  up: (duration: string) => `this instance has been up for ${duration}`,
  silent: 'It did not answer.',
  not_asked: 'Not asked yet.',
  nothing_runs: 'Nothing runs now.',
  own_alive: (count: number) =>
    `${countText(count)} of yours ${count === 1 ? 'runs' : 'run'}, and gave a sign of life lately.`,
  own_silent: (count: number) => `${countText(count)} of yours ${count === 1 ? 'runs' : 'run'} without a sign of life.`,
  heartbeat: (age: string) => `The oldest sign of life of a running mission is ${age} old.`,
  signed_out: 'Sign in to see yours.',
} as const;

export const REASON_WORDS: Record<HealthReasonName, string> = {
  poll_failures: 'Polls for progress fail',
  mean_answer: 'Answers take long',
  database_query: 'The database is slow',
  database_unreachable: 'The database does not answer',
  recovery: 'A mission stood still after its runner was lost',
};

export const FIGURE_WORDS = {
  own_title: 'Your missions now',
  own_running: 'Running',
  own_queued: 'In line or about to start',
  own_oldest: 'Longest wait',
  none: 'none',
  service_title: 'The whole service',
  service_hidden: 'Figures of the whole service are for its operators, who read them with a token.',
  service_guide: 'How to read them',
  service_none: 'The figures could not be read.',
  running: 'Running',
  queued: 'Queued',
  queue_age: 'Longest wait of those that may run',
  waiting: 'Waiting',
  overdue: 'Overdue for the sweep',
  recoveries: 'Taken over in 15 min',
  deliveries: 'Webhook deliveries on their way',
  answers: 'Answers in 5 min',
  answers_text: (count: string, p50: string, p95: string) => `${count}; half within ${p50}, 95 % within ${p95}`,
  limits_title: 'Held against its thresholds',
  poll_failures: 'Polls that failed',
  mean_answer: 'Mean answer',
  database_query: 'Database call, 95 %',
  recovery: 'Longest recovery',
  of: (measured: string, threshold: string) => `${measured}, limit ${threshold}`,
  too_few: (threshold: string) => `no judgement yet, limit ${threshold}`,
} as const;

export const RECENT_WORDS = {
  title: 'Your last runs',
  show: 'Show as',
  bars: 'Bars',
  table: 'Table',
  empty: 'None of your missions has ended yet. Each that does is a bar here, as high as it took long.',
  longest: (duration: string) => `The highest took ${duration}. Newest on the right.`,
  list: 'Your last runs, oldest first',
  table_name: 'Your last runs as a table, newest first',
  bar: (status: string, took: string, title: string) => `${status}, took ${took}: ${title}`,
  bar_never_ran: (status: string, title: string) => `${status}, never ran: ${title}`,
  never_ran: 'never ran',
  mission: 'Mission',
  status: 'Status',
  took: 'Took',
  ended: 'Ended',
  summary: (completed: number, failed: number, cancelled: number) =>
    [
      `${countText(completed)} completed`,
      ...(failed > 0 ? [`${countText(failed)} failed`] : []),
      ...(cancelled > 0 ? [`${countText(cancelled)} cancelled`] : []),
    ].join(', '),
} as const;

export const FAILURE_WORDS = {
  title: 'Why missions failed',
  hint: (count: number) => `Of your last ${countText(count)} that failed.`,
  none: 'None of your missions has failed.',
  newest: (age: string) => `last ${age}`,
  all: 'See all that failed',
} as const;

export const CLIENT_WORDS = {
  title: 'This page',
  build: 'Page',
  server_build: 'Server',
  same: 'the same build',
  differs: 'another build than the server',
  unknown_build: 'built without a number',
  reload: 'Reload to get the newer one',
  offline_ready: 'Works offline',
  worker_active: 'yes, it is kept on this device',
  worker_waiting: 'yes, and a newer version waits for a reload',
  worker_none: 'no, it is not kept on this device',
  worker_impossible: 'this browser does not allow it',
  storage: 'Kept on this device',
  storage_unknown: 'this browser does not say',
  connection: 'Connection',
  connection_link: 'See its log and figures',
} as const;

import { countedText, countText, plural } from '../../../client/src/words/amount.ts';
import type { HealthReasonName } from '../../../functions/src/schema/health.ts';

/** The health page. */
export const STATUS_PAGE = {
  title: 'Health',
  checking: 'Checking…',
  all_ok: 'All parts work',
  problems: (count: number) => countedText(count, 'problem', 'problems'),
  part_problem: (part: string, word: string) => `${part}: ${word.toLowerCase()}`,
  unreachable: 'The service can’t be reached',
  unreachable_text: 'Your own connection may be the reason: see whether another site opens.',
  away: 'This device is offline',
  away_text: 'So the service can’t be asked, and nothing here says that it fails. Connect this device to a network.',
  as_of: (age: string) => `Checked ${age}`,
  as_of_old: (time: string) => `What you see is as of ${time}.`,
  never: 'Not checked yet',
  last_answer: (age: string) => `Last checked ${age}`,
  when_connected: 'Checked again as soon as this device is connected.',

  checked: (age: string, next: string) => `${age}. ${next}`,
  every: (seconds: number) => `Checked again every ${countText(seconds)} s while you look.`,
  paused: 'Paused. Nothing is checked by itself.',
  pause: 'Pause',
  pause_meaning: 'Stops the checks that come by themselves. “Check now” still checks.',
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
  lost: 'It can’t be asked: there is no connection.',
  lost_since: (time: string) => `It can’t be asked: there is no connection since ${time}.`,
  unheard: (heard: string) => `There is no connection. ${heard}`,
  nothing_runs: 'Nothing runs now.',
  own_alive: (count: number) =>
    `${countText(count)} of yours ${plural(count, 'runs', 'run')}, and gave a sign of life lately.`,
  own_silent: (count: number) => `${countText(count)} of yours ${plural(count, 'runs', 'run')} without a sign of life.`,
  heartbeat: (age: string) => `The oldest sign of life of a running mission is ${age} old.`,
  signed_out: 'Sign in to see yours.',
} as const;

/** What each part does. */
export const PART_MEANINGS = {
  api: 'Answers this page and every program that asks.',
  firestore: 'Keeps the missions, their history and their results.',
  tasks: 'Hands each mission that is due to a runner.',
  auth: 'Knows who is signed in.',
  runner: 'Carry the missions out, step by step.',
  live: 'Bring every change to this page as it happens.',
} as const;

/** What to do about a part that fails, and what becomes of missions meanwhile. */
export const PART_NEXT = {
  api: 'Check again in a minute. If it still fails, tell whoever runs this service.',
  firestore:
    'Missions stand still until it answers, and then go on: nothing is lost. If it lasts, tell whoever runs this service.',
  tasks:
    'What runs goes on. What you start now stays queued, and begins within minutes even so. If it lasts, tell whoever runs this service.',
  auth: 'Missions go on by themselves. Signing in works again as soon as it answers: try it in a minute.',
  runner:
    'Another runner takes over by itself within a minute or two. A mission that stands still longer can be cancelled and retried: finished steps are kept.',
  live: 'Reload this page. What was tried so far stands under Settings, Connection.',
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
  own_running: 'Running or about to',
  own_queued: 'In line or scheduled',
  own_oldest: 'Longest wait for a start',
  none: 'none',
  service_title: 'The whole service',
  service_hidden: 'Figures of the whole service are for its operators, who read them with a token.',
  service_guide: 'How to read them',
  service_meaning: 'Over the missions of all accounts, for those who run this service.',
  service_none: 'The figures could not be read.',
  running: 'In status Running',
  queued: 'In status Queued',
  queue_age: 'Longest wait of those that may run',
  waiting: 'In status Waiting',
  overdue: 'Overdue for the sweep',
  recoveries: 'Taken over in 15 min',
  deliveries: 'Webhook deliveries on their way',
  answers: 'Answers in 5 min',
  answers_half: 'Half of the answers within',
  answers_most: '95 % of the answers within',
  limits_title: 'Held against its thresholds',
  poll_failures: 'Polls that failed',
  mean_answer: 'Mean answer',
  database_query: 'Database call, 95 %',
  recovery: 'Longest recovery',
  ms: (milliseconds: number) => `${countText(milliseconds)} ms`,
  of: (measured: string, threshold: string) => `${measured}, limit ${threshold}`,
  too_few: (threshold: string) => `no judgement yet, limit ${threshold}`,
} as const;

export const MODEL_USAGE_WORDS = {
  title: 'What language models took',
  table_name: 'What language models took in the last seven days, newest first',
  day: 'Day (UTC)',
  type: 'Missions',
  calls: 'Calls',
  tokens: 'Tokens in / out',
  cost: 'Cost',
  in_and_out: (input: string, output: string) => `${input} / ${output}`,
  no_price: 'no price set',
} as const;

export const RECENT_WORDS = {
  title: 'Your last runs',
  show: 'Show as',
  bars: 'Bars',
  table: 'Table',
  empty: 'None of your missions has ended yet',
  empty_text: 'Each that does is a bar here, as high as it took long, and leads to its mission.',
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
  none: 'None of your missions has failed',
  none_text: 'If one does, its reason stands here, with how often it came and the newest mission that it stopped.',
  code_meaning: 'What this code means, and what to do',
  newest: (age: string) => `last ${age}`,
  all: 'See all that failed',
  times: '×',
  times_spoken: ' ×',
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

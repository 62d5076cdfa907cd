import { countText, plural } from '../../../client/src/words/amount.ts';

/** Recurring missions. */
export const SCHEDULES_PAGE = {
  title: 'Schedules',
  intro: 'A schedule makes the same mission again and again, approved and run. You agree to each with the schedule.',
  guide: 'How they work',
  list: 'Schedules',
  loading: 'Loading the schedules',
  reload: 'Reload',
  new: 'New schedule',
  empty_title: 'No schedules yet',
  empty_text: 'Such as every weekday at eight: say what to find and when, and the missions come by themselves.',
  on: 'On',
  paused: 'Paused',
  stuck: 'Paused by a fault',
  zone: (zone: string) => `time of ${zone}`,
  own_time: (when: string) => `${when} your time`,
  next: (when: string, countdown: string) => `Next ${when}, ${countdown}`,
  never: 'It never comes again',
  next_none: 'Nothing comes while it is paused',
  last: (age: string) => `last one ${age}`,
  last_none: 'none so far',
  skipped: (when: string) => `${when} was left out: the one before was not over`,
  missed: (count: string) => `${count} passed while the server was down`,
  last_mission: 'The last mission',
  its_missions: 'All missions with this objective',
  its_missions_meaning:
    'Opens the list, searched for this objective: what the schedule made, and what you asked by hand.',
  run: 'Run now',
  pause: 'Pause',
  resume: 'Go on',
  edit: 'Edit',
  remove: 'Delete',
  ran: 'A mission is made, and runs.',
  was_paused: 'The schedule is paused.',
  was_resumed: 'The schedule goes on.',
  was_removed: 'The schedule is deleted.',
  was_made: 'The schedule is made.',
  was_changed: 'The schedule is changed.',
  last_error: 'The last one could not be made',
} as const;

export const SCHEDULES_NOT_KEPT = {
  title: 'Your schedules are not on this device yet',
  detail: 'You are offline, and they have not been loaded here. They go on making missions meanwhile.',
  next: 'They appear by themselves as soon as the page is connected.',
} as const;

export const SCHEDULE_DIALOG = {
  title_new: 'New schedule',
  title_edit: 'Edit the schedule',
  objective: 'Objective',
  objective_hint: 'A question or a topic. Each mission asks it anew.',
  objective_hint_external: 'What the work is for. Each mission does it anew.',
  domains: 'Allowed domains',
  rhythm: 'How often',
  time: 'At',
  minute: 'Minutes past the hour',
  weekday: 'On',
  day: 'On day',
  day_last: 'last day of the month',
  cron: 'Expression',
  cron_hint: 'Five fields: minute, hour, day of the month, month, day of the week.',
  /** These two beside what is wrong, which says the rest. */
  cron_example: 'Such as 30 6 1 * *: at half past six on the first of each month.',
  zone: 'Time zone',
  zone_hint: 'Such as Europe/Berlin: summer time is taken care of.',
  zone_note: 'Summer time is taken care of.',
  overlap: 'Leave one out while the one before is not over',
  overlap_hint:
    'With it, a mission that runs, waits or is paused keeps the next from being made. Without it each one is made, and several may run at once.',
  preview: 'Comes next',
  preview_own_time: 'Comes next, in your time',
  preview_none: 'Nothing, until that is mended.',
  submit_new: 'Make the schedule',
  submit_edit: 'Save',
  busy: 'Saving…',
  kind: 'What kind',
  kind_stays: 'For another kind, make a new schedule.',
  missions_hint:
    'What they found becomes a source. Five at most. Each report reads these same missions, not newer ones; pages are read anew.',
  /** Of a report that a newer server took. */
  hidden_title: 'This page can’t show what the report is made of',
  hidden: 'It stays as it is. Reload the page to get a newer one, or change it by the API.',
  too_large: (most: string) =>
    `All of it is more than a schedule holds, ${most} bytes. Shorten or remove a text, or name its address instead.`,
} as const;

/** What kind of mission a schedule makes, by its name in the API; any other is called what it is called there. */
export const SCHEDULE_KINDS: Readonly<Record<string, string>> = {
  research: 'Research',
  external: 'Your own program (external)',
};

/** The same of reports, which say who writes them. */
export const REPORT_KINDS = {
  quotes: 'Report that quotes its sources',
  model: 'Report by a language model',
} as const;

/** Why an expression never comes, and what to change. */
export const NEVER_COMES = {
  text: (months: string, count: number, days: string) =>
    `It never comes: ${months} ${plural(count, 'has', 'have')} no day ${days}. Choose an earlier day or another month, or L for the last day of the month.`,
  /** A day or any after it. */
  from: (day: number) => `${countText(day)} or later`,
  other: 'It never comes: none of its months has that day. Choose an earlier day, or L for the last day of the month.',
} as const;

export const RHYTHM_WORDS = {
  hourly: 'Every hour',
  daily: 'Every day',
  weekdays: 'From Monday to Friday',
  weekly: 'Every week',
  monthly: 'Every month',
  custom: 'By an expression',
} as const;

export const REMOVE_SCHEDULE = {
  title: 'Delete this schedule?',
  text: 'No more missions are made. Those that it made stay.',
  confirm: 'Delete schedule',
  keep: 'Keep it',
} as const;

/** A cron expression as a clause. */
export const CRON_WORDS = {
  every_minute: 'every minute',
  every_minutes: (count: number) => `every ${count} minutes`,
  every_hour: (minute: string) => `every hour at ${minute} past`,
  every_hours: (count: number, minute: string) => `every ${count} hours at ${minute} past`,
  at: (times: string) => `at ${times}`,
  every_day: 'every day',
  on_days: (days: string) => `on ${days}`,
  from_to: (first: string, last: string) => `from ${first} to ${last}`,
  nth: ['first', 'second', 'third', 'fourth', 'fifth'],
  nth_of_month: (nth: string, day: string) => `on the ${nth} ${day} of each month`,
  of_month: (days: string) => `on the ${days} of each month`,
  last_of_month: 'on the last day of each month',
  of_year: (days: string) => `on ${days} each year`,
  in_months: (months: string) => `in ${months}`,
  raw: (cron: string) => `by the expression ${cron}`,
} as const;

import { FIELDS as MISSION_FIELDS } from '../missions/draftProblems.ts';
import { saysNothingToRead } from '../missions/form/reportProblems.ts';
import { JUDGED_TOGETHER } from '../missions/form/stillWrong.ts';
import { SCHEDULE_DIALOG } from '../words/schedules.ts';
import type { ScheduleDraft } from './scheduleFields.ts';

/** The fields that may be at fault, in their order on screen. */
const FIELDS = [
  ...(['objective', 'addresses', 'fromMissions', 'texts', 'domains'] as const),
  ...(['steps', 'stalledAfter', 'failedAfter'] as const),
  ...(['depth', 'sectionLength', 'language', 'engine', 'modelUsd', 'modelTokens'] as const),
  ...(['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const),
  ...(['cron', 'zone'] as const),
] as const;
export type ScheduleField = (typeof FIELDS)[number];
export type FieldProblems = Partial<Record<ScheduleField, string>>;

/** A problem of a field that is on screen. */
export interface Told {
  readonly field: ScheduleField;
  readonly message: string;
}

/** Of `problems` those of the `fields` on screen. */
export function toldOf(
  problems: readonly { readonly field: string; readonly message: string }[],
  fields: readonly string[],
): Told[] {
  return problems.flatMap(({ field, message }) =>
    isField(field) && fields.includes(field) ? [{ field, message }] : [],
  );
}

function isField(name: string): name is ScheduleField {
  return FIELDS.some((field) => field === name);
}

/** Several at one field stand there one after the other. */
export function byField(problems: readonly Told[]): FieldProblems {
  const all: FieldProblems = {};
  for (const { field, message } of problems) {
    const before = all[field];
    all[field] = before === undefined ? message : `${before} ${message}`;
  }
  return all;
}

/** The same in the order of the fields. */
export function inOrder(problems: FieldProblems): Told[] {
  return FIELDS.flatMap((field) => {
    const message = problems[field];
    return message === undefined ? [] : [{ field, message }];
  });
}

/** What is said of when it comes beside what is wrong with it: never the same twice. */
export function hintsOf({ cron, zone }: FieldProblems): { readonly cron: string; readonly zone: string } {
  return {
    cron: cron === undefined ? SCHEDULE_DIALOG.cron_hint : SCHEDULE_DIALOG.cron_example,
    zone: zone === undefined ? SCHEDULE_DIALOG.zone_hint : SCHEDULE_DIALOG.zone_note,
  };
}

const TIMING = ['rhythm', 'time', 'weekday', 'day', 'cron'];

/** What was told and may still hold: nothing of a field that was `changed` since. */
export function stillTold(problems: FieldProblems, changed: Partial<ScheduleDraft>): FieldProblems {
  return byField(inOrder(problems).filter((told) => !mendersOf(told).some((name) => name in changed)));
}

/** The parts of the draft that mend a mistake, or make it another one. */
function mendersOf({ field, message }: Told): readonly string[] {
  if (field === 'cron') return TIMING;
  if (field === 'zone') return ['zone'];
  const isOfSources = field === 'addresses' || field === 'texts';
  // A page or a text that is none is mended there; that there is nothing to read, by any source.
  const isOwn = isOfSources && !saysNothingToRead({ field, message });
  return ['type', ...(isOwn ? [field] : (JUDGED_TOGETHER[field] ?? [field]))];
}

/** What each field is called as the form stands: when it comes has a field for each rhythm. */
export function labelsOf({ rhythm }: Pick<ScheduleDraft, 'rhythm'>): Readonly<Record<ScheduleField, string>> {
  const time = rhythm === 'hourly' ? SCHEDULE_DIALOG.minute : SCHEDULE_DIALOG.time;
  return {
    ...MISSION_FIELDS,
    objective: SCHEDULE_DIALOG.objective,
    domains: SCHEDULE_DIALOG.domains,
    cron: rhythm === 'custom' ? SCHEDULE_DIALOG.cron : time,
    zone: SCHEDULE_DIALOG.zone,
  };
}

/** The id of a field's control. */
export function idOf(field: ScheduleField, { rhythm }: Pick<ScheduleDraft, 'rhythm'>): string {
  if (field === 'cron') return rhythm === 'custom' ? 'schedule-cron' : 'schedule-time';
  // The fields of a report and the limits come from the form of a mission, with the ids that they have there.
  return field === 'objective' || field === 'domains' || field === 'zone' ? `schedule-${field}` : field;
}

import { AppError } from '../../../functions/src/core/errors.ts';
import { nextOccurrence } from '../../../functions/src/core/nextOccurrence.ts';
import type { Instant } from '../../../functions/src/schema/time.ts';
import { curlyQuotes } from '../curlyQuotes.ts';
import type { Trouble } from '../trouble.ts';
import { SCHEDULE_DIALOG } from '../words/schedules.ts';
import { AT_FIELD } from '../words/trouble.ts';
import { cronOf, type requestParts } from './scheduleDraft.ts';
import type { ScheduleDraft } from './scheduleFields.ts';

/** The fields that may be at fault, in their order on screen. */
const FIELDS = ['objective', 'domains', 'cron', 'zone'] as const;
export type ScheduleField = (typeof FIELDS)[number];
export type FieldProblems = Partial<Record<ScheduleField, string>>;

/** Paths in the request, as the server names them, and the field that each comes from. */
const PATHS: readonly (readonly [path: string, field: ScheduleField])[] = [
  ['request.objective', 'objective'],
  ['request.scope', 'domains'],
  ['cron', 'cron'],
  ['time_zone', 'zone'],
];

/** What need not be asked the server for, all of it in one round. */
export function problemsIn(
  draft: ScheduleDraft,
  { isScoped, needsDomain }: Pick<ReturnType<typeof requestParts>, 'isScoped' | 'needsDomain'>,
  now: Instant,
): FieldProblems {
  const missing = isScoped ? SCHEDULE_DIALOG.missing_objective : SCHEDULE_DIALOG.missing_objective_external;
  return {
    ...(draft.objective.trim() === '' ? { objective: missing } : {}),
    ...(needsDomain && draft.domains.length === 0 ? { domains: SCHEDULE_DIALOG.missing_domains } : {}),
    ...timingProblems(draft, now),
  };
}

/** What is wrong with when it comes: the expression and the zone are judged each for itself, for both may be wrong. */
export function timingProblems(draft: ScheduleDraft, now: Instant): Pick<FieldProblems, 'cron' | 'zone'> {
  const cron = faultOf(cronOf(draft), 'UTC', now);
  const zone = faultOf('* * * * *', draft.zone.trim(), now);
  return { ...(cron === null ? {} : { cron }), ...(zone === null ? {} : { zone }) };
}

function faultOf(cron: string, zone: string, now: Instant): string | null {
  try {
    nextOccurrence(cron, zone, now);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return AT_FIELD(curlyQuotes(error.fields[0]?.message ?? error.message));
  }
}

/** The server's complaints at the fields that they are about; the first of each field. */
export function problemsOf({ errors = [] }: Trouble): FieldProblems {
  const problems: FieldProblems = {};
  for (const { field, message } of errors) {
    const at = PATHS.find(
      ([path]) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`),
    )?.[1];
    if (at !== undefined) problems[at] ??= AT_FIELD(message);
  }
  return problems;
}

/** The same in the order of the fields. */
export function inOrder(problems: FieldProblems): { readonly field: ScheduleField; readonly message: string }[] {
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

/** Of which field each part of the draft is; whether one may be left out is never at fault. */
const FIELD_OF: Record<Exclude<keyof ScheduleDraft, 'isSkipping'>, ScheduleField> = {
  ...{ objective: 'objective', domains: 'domains', zone: 'zone' },
  ...{ rhythm: 'cron', time: 'cron', weekday: 'cron', day: 'cron', cron: 'cron' },
};

/** What was told and may still hold: nothing of a field that was `changed` since. */
export function stillTold(problems: FieldProblems, changed: Partial<ScheduleDraft>): FieldProblems {
  const isChanged = (field: ScheduleField) =>
    Object.entries(FIELD_OF).some(([name, of]) => of === field && name in changed);
  return Object.fromEntries(
    inOrder(problems).flatMap(({ field, message }) => (isChanged(field) ? [] : [[field, message]])),
  );
}

/** What each field is called as the form stands, and the id of its control: when it comes has a field for each rhythm. */
export function fieldsOf({ rhythm }: Pick<ScheduleDraft, 'rhythm'>) {
  const isCustom = rhythm === 'custom';
  const time = rhythm === 'hourly' ? SCHEDULE_DIALOG.minute : SCHEDULE_DIALOG.time;
  return {
    labels: {
      objective: SCHEDULE_DIALOG.objective,
      domains: SCHEDULE_DIALOG.domains,
      cron: isCustom ? SCHEDULE_DIALOG.cron : time,
      zone: SCHEDULE_DIALOG.zone,
    },
    ids: {
      objective: 'schedule-objective',
      domains: 'schedule-domains',
      cron: isCustom ? 'schedule-cron' : 'schedule-time',
      zone: 'schedule-zone',
    },
  } as const;
}

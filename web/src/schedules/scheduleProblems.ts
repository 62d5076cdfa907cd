import type { Trouble } from '../trouble.ts';
import { SCHEDULE_DIALOG } from '../words/schedules.ts';
import { AT_FIELD } from '../words/trouble.ts';
import type { ScheduleDraft } from './scheduleDraft.ts';

export type ScheduleField = 'objective' | 'domains' | 'cron' | 'zone';
export type FieldProblems = Partial<Record<ScheduleField, string>>;

/** Paths in the request, as the server names them, and the field that each comes from. */
const PATHS: readonly (readonly [path: string, field: ScheduleField])[] = [
  ['request.objective', 'objective'],
  ['request.scope', 'domains'],
  ['cron', 'cron'],
  ['time_zone', 'zone'],
];

/** What need not be asked the server for. */
export function missingIn(draft: ScheduleDraft, isScoped: boolean): FieldProblems {
  return {
    ...(draft.objective.trim() === '' ? { objective: SCHEDULE_DIALOG.missing_objective } : {}),
    ...(isScoped && draft.domains.length === 0 ? { domains: SCHEDULE_DIALOG.missing_domains } : {}),
  };
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

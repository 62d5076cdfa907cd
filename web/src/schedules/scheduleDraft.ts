import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { isRecord } from '../storage.ts';
import type { ScheduleDraft } from './scheduleFields.ts';

export function emptyDraft(zone: string): ScheduleDraft {
  return {
    ...{ objective: '', domains: [], rhythm: 'daily', time: '08:00', weekday: '1', day: '1', cron: '0 8 * * *' },
    ...{ zone, isSkipping: true },
  };
}

/** The expression that the fields mean. */
export function cronOf({ rhythm, time, weekday, day, cron }: ScheduleDraft): string {
  const [hour, minute] = time.split(':').map(Number);
  const at = `${minute ?? 0} ${hour ?? 0}`;
  switch (rhythm) {
    case 'hourly':
      return `${minute ?? 0} * * * *`;
    case 'daily':
      return `${at} * * *`;
    case 'weekdays':
      return `${at} * * MON-FRI`;
    case 'weekly':
      return `${at} * * ${weekday}`;
    case 'monthly':
      return `${at} ${day} * *`;
    case 'custom':
      return cron;
  }
}

/** A schedule as a draft: what the fields can say is said with them, the rest by its expression. */
export function draftOfSchedule(schedule: ScheduleAnswer): ScheduleDraft {
  const { objective, domains } = requestParts(schedule.request);
  const base = { ...emptyDraft(schedule.time_zone), objective, domains, isSkipping: schedule.overlap === 'skip' };
  return { ...base, cron: schedule.cron, ...rhythmOf(schedule.cron) };
}

type Timing = Pick<ScheduleDraft, 'rhythm'> & Partial<Pick<ScheduleDraft, 'time' | 'weekday' | 'day'>>;

function rhythmOf(cron: string): Timing {
  const [, minute = '', hour = '', day = '', dayOfWeek = ''] =
    /^(\d{1,2}) (\d{1,2}|\*) (\d{1,2}|L|\*) \* ([A-Z\d-]+|\*)$/i.exec(cron) ?? [];
  if (minute === '') return { rhythm: 'custom' };
  const time = `${(hour === '*' ? '8' : hour).padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (hour === '*') return day === '*' && dayOfWeek === '*' ? { rhythm: 'hourly', time } : { rhythm: 'custom' };
  if (day !== '*') return dayOfWeek === '*' ? { rhythm: 'monthly', time, day } : { rhythm: 'custom' };
  if (dayOfWeek === '*') return { rhythm: 'daily', time };
  if (/^(MON-FRI|1-5)$/i.test(dayOfWeek)) return { rhythm: 'weekdays', time };
  return /^[0-6]$/.test(dayOfWeek) ? { rhythm: 'weekly', time, weekday: dayOfWeek } : { rhythm: 'custom' };
}

/** What of a stored request is shown; it may have been written for an older version. */
export function requestParts(request: ScheduleAnswer['request']): {
  readonly objective: string;
  readonly domains: readonly string[];
  readonly isScoped: boolean;
  readonly needsDomain: boolean;
} {
  const { objective, scope, type, input } = request;
  // A worker of its owner's goes where it likes.
  const isScoped = type !== 'external';
  const domains = isRecord(scope) && Array.isArray(scope.allowed_domains) ? scope.allowed_domains : [];
  return {
    objective: typeof objective === 'string' ? objective : '',
    domains: domains.filter((domain) => typeof domain === 'string'),
    isScoped,
    // A report may have its sources in its input; the service says so if it has none.
    needsDomain: isScoped && input === undefined,
  };
}

/** What the API gets. Whatever else the schedule's request had, such as a budget or tags, stays. */
export function bodyOfDraft(draft: ScheduleDraft, before: ScheduleAnswer | null) {
  const request = before?.request ?? {};
  const { scope: _scope, ...rest } = request;
  const { isScoped, needsDomain } = requestParts(request);
  const isNamed = needsDomain || draft.domains.length > 0;
  return {
    cron: cronOf(draft).trim(),
    time_zone: draft.zone.trim(),
    overlap: draft.isSkipping ? ('skip' as const) : ('allow' as const),
    request: {
      ...(isScoped ? rest : request),
      objective: draft.objective.trim(),
      ...(isScoped && isNamed ? { scope: { allowed_domains: [...draft.domains] } } : {}),
    },
  };
}

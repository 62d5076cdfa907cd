import { reportRequest } from '../../../functions/src/schema/reportRequest.ts';
import { type Budget, budget, DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { draftOf, requestOf } from '../missions/draft.ts';
import { createRequestOf, isExternal } from '../missions/form/missionDraft.ts';
import { isSameReport, reportDraftOf, reportInputOf } from '../missions/form/reportDraft.ts';
import { isReport } from '../missions/reportType.ts';
import { isRecord } from '../storage.ts';
import { emptyDraft, missionOf, type ScheduleDraft } from './scheduleFields.ts';
import { requestParts } from './scheduleRequest.ts';

type StoredRequest = ScheduleAnswer['request'];

/** The expression that the fields mean. */
export function cronOf({
  rhythm,
  time,
  weekday,
  day,
  cron,
}: Pick<ScheduleDraft, 'rhythm' | 'time' | 'weekday' | 'day' | 'cron'>): string {
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
  const base = { ...emptyDraft(schedule.time_zone), ...askedOf(schedule.request) };
  return { ...base, isSkipping: schedule.overlap === 'skip', cron: schedule.cron, ...rhythmOf(schedule.cron) };
}

/** What its missions are asked. What an external one consists of is fixed when the schedule is made, as with a mission. */
function askedOf(request: StoredRequest): Partial<ScheduleDraft> {
  const { objective, domains, type } = requestParts(request);
  return {
    ...draftOf({ objective, scope: { allowed_domains: [...domains] }, budget: limitsIn(request) }),
    ...(type === null ? {} : { type }),
    ...(type !== null && isReport({ type }) ? reportDraftOf(request.input) : {}),
  };
}

/** Its limits, what it leaves to the service with what the service has now. */
function limitsIn({ budget: limits }: StoredRequest): Budget {
  const asked = budget.partial().safeParse(limits).data ?? {};
  return {
    max_pages: asked.max_pages ?? DEFAULT_BUDGET.max_pages,
    max_bytes: asked.max_bytes ?? DEFAULT_BUDGET.max_bytes,
    max_seconds: asked.max_seconds ?? DEFAULT_BUDGET.max_seconds,
    max_cost_usd: asked.max_cost_usd ?? DEFAULT_BUDGET.max_cost_usd,
  };
}

/** Whether the form can't show what a report is asked: a newer server may have taken more than this page knows. */
export function isUnreadable(request: StoredRequest): boolean {
  const { type } = requestParts(request);
  if (type === null || !isReport({ type }) || request.input === undefined) return false;
  return !reportRequest.safeParse(request.input).success;
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

/** What the API gets. Whatever else the schedule's request had, such as tags, stays. */
export function bodyOfDraft(draft: ScheduleDraft, before: ScheduleAnswer | null) {
  return {
    cron: cronOf(draft).trim(),
    time_zone: draft.zone.trim(),
    overlap: draft.isSkipping ? ('skip' as const) : ('allow' as const),
    request: before === null ? newRequestOf(draft) : changedRequestOf(draft, draftOfSchedule(before), before.request),
  };
}

/** Limits that nobody changed are left out: then the service's own count. */
function newRequestOf(draft: ScheduleDraft): StoredRequest {
  const { budget: _limits, ...asked } = { budget: undefined, ...createRequestOf(missionOf(draft)) };
  return isExternal(draft) ? asked : { ...asked, ...limitsOf(draft, emptyDraft(draft.zone), {}) };
}

/** `request` with what differs from the form at its beginning. What the form can't show stays as it is. */
function changedRequestOf(draft: ScheduleDraft, base: ScheduleDraft, request: StoredRequest): StoredRequest {
  const { isScoped, needsDomain } = requestParts(request);
  const objective = draft.objective.trim();
  if (!isScoped) return { ...request, objective };
  const { scope: _scope, budget: limits, ...rest } = request;
  // A report may do without; of another kind that has none, the service says what it needs.
  const isNamed = draft.domains.length > 0 || (needsDomain && !isReport(draft));
  return {
    ...rest,
    objective,
    ...(isNamed ? { scope: { allowed_domains: [...draft.domains] } } : {}),
    ...(isReport(draft) && !isSameReport(base, draft) ? { input: reportInputOf(draft) } : {}),
    ...limitsOf(draft, base, limits),
  };
}

const LIMITS = [
  ['maxPages', 'max_pages'],
  ['maxMinutes', 'max_seconds'],
  ['maxMegabytes', 'max_bytes'],
  ['maxCost', 'max_cost_usd'],
] as const;

/** The limits that there were, and those that were changed since. */
function limitsOf(draft: ScheduleDraft, base: ScheduleDraft, before: unknown): { readonly budget?: unknown } {
  const asked = requestOf(draft).budget;
  const changed = LIMITS.filter(([field]) => draft[field] !== base[field]);
  if (changed.length === 0) return before === undefined ? {} : { budget: before };
  const limits = Object.fromEntries(changed.map(([, name]) => [name, asked[name]]));
  return { budget: { ...(isRecord(before) ? before : {}), ...limits } };
}

import { EXTERNAL_TYPE } from '../../../functions/src/schema/external.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { isReport } from '../missions/reportType.ts';
import { isRecord } from '../storage.ts';
import { REPORT_KINDS, SCHEDULE_KINDS } from '../words/schedules.ts';

type StoredRequest = ScheduleAnswer['request'];

/** What of a stored request is shown; it may have been written for an older version. */
export interface RequestParts {
  readonly objective: string;
  readonly domains: readonly string[];
  /** As the request says it; null where it says nothing that can be read. */
  readonly type: string | null;
  readonly isScoped: boolean;
  readonly needsDomain: boolean;
}

export function requestParts(request: StoredRequest): RequestParts {
  const { objective, scope, type, input } = request;
  // A worker of its owner's goes where it likes.
  const isScoped = type !== EXTERNAL_TYPE;
  const domains = isRecord(scope) && Array.isArray(scope.allowed_domains) ? scope.allowed_domains : [];
  return {
    objective: typeof objective === 'string' ? objective : '',
    domains: domains.filter((domain) => typeof domain === 'string'),
    type: typeof type === 'string' ? type : null,
    isScoped,
    // What takes an input may have its sources there; the service says so if it has none.
    needsDomain: isScoped && input === undefined,
  };
}

/** What kind of mission it makes, and who writes its reports; a kind without a name here by its own. */
export function kindText(request: StoredRequest): string | null {
  const { type } = requestParts(request);
  if (type === null) return null;
  if (isReport({ type })) {
    const isByModel = isRecord(request.input) && request.input.engine === 'model';
    return isByModel ? REPORT_KINDS.model : REPORT_KINDS.quotes;
  }
  return SCHEDULE_KINDS[type] ?? type;
}

import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import type { FieldName } from '../missions/draftProblems.ts';
import { isExternal } from '../missions/form/missionDraft.ts';
import { REPORT_FIELDS } from '../missions/form/reportDraft.ts';
import { isReport } from '../missions/reportType.ts';
import { TYPE_FIELD } from '../words/missionForm.ts';
import { isUnreadable } from './scheduleDraft.ts';
import type { ScheduleDraft } from './scheduleFields.ts';
import { kindText } from './scheduleRequest.ts';

/** Which fields the dialog has of what each mission is asked. */
export interface AskedView {
  /** Its kind can be chosen. */
  readonly isNew: boolean;
  /** What kind of missions a schedule that is there makes, where that can be read. */
  readonly kind: string | null;
  readonly isOutside: boolean;
  readonly hasReport: boolean;
  /** It is a report of which this page can't show what it is asked. */
  readonly isHidden: boolean;
  /** Its program's steps and silences: these are fixed when a schedule is made. */
  readonly hasSteps: boolean;
  /** The names of them all, where something may be wrong. */
  readonly fields: readonly FieldName[];
}

export function askedView(draft: Pick<ScheduleDraft, 'type'>, before: ScheduleAnswer | null): AskedView {
  const isOutside = isExternal(draft);
  const isHidden = before !== null && isUnreadable(before.request);
  const hasReport = isReport(draft) && !isHidden;
  const hasSteps = isOutside && before === null;
  return {
    isNew: before === null,
    // Who writes a report is a field of its own here.
    kind: before === null ? null : isReport(draft) ? TYPE_FIELD.report : kindText(before.request),
    ...{ isOutside, hasReport, isHidden, hasSteps },
    fields: [
      'objective',
      ...(hasReport ? REPORT_FIELDS : []),
      ...(hasSteps ? (['steps', 'stalledAfter', 'failedAfter'] as const) : []),
      ...(isOutside ? [] : (['domains', 'maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const)),
    ],
  };
}

import { CLOCK, LOCALE } from '../../../client/src/words/locale.ts';
import { nextOccurrence } from '../../../functions/src/core/nextOccurrence.ts';
import { type Instant, toEpochMs } from '../../../functions/src/schema/time.ts';
import { SCHEDULE_DIALOG } from '../words/schedules.ts';
import { COLON } from '../words/shared.ts';
import { cronOf } from './scheduleDraft.ts';
import type { ScheduleDraft } from './scheduleFields.ts';
import { timingProblems } from './scheduleProblems.ts';
import { type FieldProblems, inOrder, labelsOf } from './toldProblems.ts';

/** More of them show no mistake that these do not. */
const PREVIEWED = 3;

/** With its weekday, by which a wrong rhythm is seen, and without seconds, which no schedule has. */
const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const moment = new Intl.DateTimeFormat(LOCALE, { ...day, ...CLOCK });

interface Line {
  readonly key: string;
  readonly text: string;
}

/**
 * When the fields say that it comes, in the reader's own zone: what a mistake in them is seen by. Where they are wrong,
 * what is: as long as nobody `told` it at the field.
 */
export function previewOf(draft: ScheduleDraft, told: FieldProblems, now: Instant): readonly Line[] {
  const wrong = inOrder(timingProblems(draft, now));
  if (wrong.length > 0) {
    const untold = wrong.filter(({ field }) => told[field] === undefined);
    const labels = labelsOf(draft);
    if (untold.length === 0) return [{ key: 'told', text: SCHEDULE_DIALOG.preview_none }];
    return untold.map(({ field, message }) => ({ key: field, text: `${labels[field]}${COLON}${message}` }));
  }
  const times = nextTimes(cronOf(draft), draft.zone.trim(), now);
  return times.map((at) => ({ key: at, text: moment.format(toEpochMs(at)) }));
}

function nextTimes(cron: string, zone: string, after: Instant): Instant[] {
  const times: Instant[] = [];
  for (let at: Instant | null = after; at !== null && times.length < PREVIEWED; ) {
    at = nextOccurrence(cron, zone, at);
    if (at !== null) times.push(at);
  }
  return times;
}

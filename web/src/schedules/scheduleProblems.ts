import { countText } from '../../../client/src/words/amount.ts';
import { AppError } from '../../../functions/src/core/errors.ts';
import { nextOccurrence } from '../../../functions/src/core/nextOccurrence.ts';
import { MAX_BODY_BYTES } from '../../../functions/src/schema/input.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import type { Instant } from '../../../functions/src/schema/time.ts';
import { curlyQuotes } from '../curlyQuotes.ts';
import { problemsAtFields, problemsOfAnswer } from '../missions/draftProblems.ts';
import { missionProblems } from '../missions/form/missionProblems.ts';
import { isReport } from '../missions/reportType.ts';
import type { Trouble } from '../trouble.ts';
import { SCHEDULE_DIALOG } from '../words/schedules.ts';
import { AT_FIELD } from '../words/trouble.ts';
import { askedView } from './askedView.ts';
import { neverText } from './neverComes.ts';
import { bodyOfDraft, cronOf } from './scheduleDraft.ts';
import { missionOf, type ScheduleDraft } from './scheduleFields.ts';
import { requestParts } from './scheduleRequest.ts';
import { byField, type FieldProblems, type Told, toldOf } from './toldProblems.ts';

/** Beside the rest the schedule's own id is sent. */
const MOST_BYTES = MAX_BODY_BYTES - 100;

/** What need not be asked the server for, all of it in one round. `before` is the schedule that is changed. */
export function problemsIn(draft: ScheduleDraft, before: ScheduleAnswer | null, now: Instant): FieldProblems {
  // What takes an input may do without a domain: of a kind that this page does not know, only the service knows.
  const isFree = before !== null && !requestParts(before.request).needsDomain && draft.domains.length === 0;
  const found = missionProblems(missionOf(draft)).filter(({ field }) => !isFree || field !== 'domains');
  const asked = toldOf(found, askedView(draft, before).fields);
  return { ...sizeProblem(draft, before), ...byField(asked), ...timingProblems(draft, now) };
}

/** A schedule holds less than a mission, which texts of one's own soon fill. */
function sizeProblem(draft: ScheduleDraft, before: ScheduleAnswer | null): FieldProblems {
  if (!isReport(draft)) return {};
  const { byteLength } = new TextEncoder().encode(JSON.stringify(bodyOfDraft(draft, before)));
  return byteLength <= MOST_BYTES ? {} : TOO_LARGE;
}

const TOO_LARGE: FieldProblems = { texts: SCHEDULE_DIALOG.too_large(countText(MAX_BODY_BYTES)) };

/** What is wrong with when it comes: the expression and the zone are judged each for itself, for both may be wrong. */
export function timingProblems(draft: ScheduleDraft, now: Instant): Pick<FieldProblems, 'cron' | 'zone'> {
  const cron = faultOf(cronOf(draft), 'UTC', now);
  const zone = faultOf('* * * * *', draft.zone.trim(), now);
  return { ...(cron === null ? {} : { cron }), ...(zone === null ? {} : { zone }) };
}

function faultOf(cron: string, zone: string, now: Instant): string | null {
  try {
    return nextOccurrence(cron, zone, now) === null ? neverText(cron) : null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return AT_FIELD(curlyQuotes(error.fields[0]?.message ?? error.message));
  }
}

/** What the server has against single fields. */
export interface Answered {
  readonly problems: FieldProblems;
  /** It has more to say, which no field here is about. */
  readonly isMore: boolean;
}

/** The server's complaints at the fields that they are about. */
export function problemsOf(trouble: Trouble, draft: ScheduleDraft, before: ScheduleAnswer | null): Answered {
  if (trouble.code === 'body_too_large' && isReport(draft)) return { problems: TOO_LARGE, isMore: false };
  const { fields } = askedView(draft, before);
  const errors = trouble.errors ?? [];
  const placed = [
    // That there is no language model is said of the whole request, and is about one field.
    ...(trouble.code === 'model_not_set' ? [toldOf(problemsOfAnswer(trouble, missionOf(draft)), fields)] : []),
    ...errors.map((error) => atField(error, draft, fields)),
  ];
  return { problems: byField(placed.flat()), isMore: placed.length === 0 || placed.some((told) => told.length === 0) };
}

type FieldError = NonNullable<Trouble['errors']>[number];

/** Before the path of what each mission is asked, as the server names it. */
const REQUEST = 'request.';

function atField({ field, message }: FieldError, draft: ScheduleDraft, fields: readonly string[]): Told[] {
  if (field === 'cron') return [{ field: 'cron', message: AT_FIELD(curlyQuotes(message)) }];
  if (field === 'time_zone') return [{ field: 'zone', message: AT_FIELD(curlyQuotes(message)) }];
  if (!field.startsWith(REQUEST)) return [];
  return toldOf(problemsAtFields([{ field: field.slice(REQUEST.length), message }], missionOf(draft)), fields);
}

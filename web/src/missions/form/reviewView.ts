import { countText, dollarsText } from '../../../../client/src/words/amount.ts';
import { whenText } from '../../../../client/src/words/duration.ts';
import { LOCALE } from '../../../../client/src/words/locale.ts';
import { FORM_FIELDS, REVIEW } from '../../words/missionForm.ts';
import { createCommand } from '../apiCommands.ts';
import { numberOf } from '../draft.ts';
import { FIELDS, type FieldName } from '../draftProblems.ts';
import { cut } from '../missionGlance.ts';
import { isReport } from '../reportType.ts';
import { createRequestOf, isExternal, type MissionDraft, momentOf, RESEARCH_TYPE, stepNames } from './missionDraft.ts';
import { REPORT_FIELDS } from './reportDraft.ts';
import { isReportField, reportReview, reportValueText } from './reportReview.ts';

const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
/** So much of an objective is repeated in a sentence. */
const OBJECTIVE_CHARACTERS = 200;

const LIMITS = ['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const;
const SILENCES = ['stalledAfter', 'failedAfter'] as const;

/** Sentences, and the fields that they are built on. */
export type Sentences = readonly [of: readonly FieldName[], texts: readonly string[]];

/** What will happen, in plain sentences; none is built on a field that is `wrong`. */
export function reviewOf(draft: MissionDraft, now: number, wrong: readonly FieldName[]): string[] {
  const sentences: readonly Sentences[] = [
    ...(isReport(draft) ? reportReview(draft) : [whatOf(draft)]),
    ...boundTexts(draft),
    [['notBefore'], [whenTextOf(draft, now)]],
    [['priority'], turnTexts(draft)],
    [['tags'], draft.tags.length > 0 ? [REVIEW.tags(draft.tags.join(', '))] : []],
  ];
  return sentences.flatMap(([of, texts]) => (of.some((field) => wrong.includes(field)) ? [] : texts));
}

function whatOf(draft: MissionDraft): Sentences {
  return [isExternal(draft) ? ['objective'] : ['objective', 'domains'], [whatText(draft)]];
}

function whatText(draft: MissionDraft): string {
  const objective = cut(draft.objective.trim(), OBJECTIVE_CHARACTERS);
  if (isExternal(draft)) return REVIEW.external(objective);
  const domains = list.format(draft.domains);
  return draft.type === RESEARCH_TYPE
    ? REVIEW.research(domains, objective)
    : REVIEW.other(draft.type, domains, objective);
}

function boundTexts(draft: MissionDraft): Sentences[] {
  if (!isExternal(draft)) {
    const { maxPages, maxMinutes, maxMegabytes, maxCost } = draft;
    const pages = countText(numberOf(maxPages));
    const megabytes = countText(numberOf(maxMegabytes));
    return [[LIMITS, [REVIEW.limits(pages, minutes(maxMinutes), megabytes, dollarsText(numberOf(maxCost)))]]];
  }
  const names = list.format(stepNames(draft));
  return [
    [['steps'], [draft.isGrowing ? REVIEW.steps_growing(names) : REVIEW.steps(names)]],
    [SILENCES, [REVIEW.silence(minutes(draft.stalledAfter), minutes(draft.failedAfter))]],
  ];
}

function minutes(text: string): string {
  return REVIEW.minutes(numberOf(text));
}

function whenTextOf(draft: MissionDraft, now: number): string {
  const at = momentOf(draft);
  if (at === null || Number.isNaN(at)) return REVIEW.at_once;
  return at <= now ? REVIEW.past(whenText(at, now)) : REVIEW.later(whenText(at, now));
}

/** That the chosen moment is over, and what happens then; null where it is not, or none is chosen. */
export function pastText(draft: Pick<MissionDraft, 'notBefore'>, now: number): string | null {
  const at = momentOf(draft);
  // NaN, for what is no moment, lies at no time.
  return at !== null && at <= now ? FORM_FIELDS.notBefore_past(whenText(at, now)) : null;
}

function turnTexts(draft: MissionDraft): string[] {
  const points = numberOf(draft.priority);
  const amount = REVIEW.minutes(Math.abs(points));
  return [...(points > 0 ? [REVIEW.ahead(amount)] : []), ...(points < 0 ? [REVIEW.behind(amount)] : [])];
}

/** The request as it is sent, to read; and the line that sends it from a terminal. */
export function requestTexts(draft: MissionDraft, origin: string, isLocal: boolean): { json: string; curl: string } {
  const request = createRequestOf(draft);
  return { json: JSON.stringify(request, null, 2), curl: createCommand(request, origin, isLocal) };
}

/** What an edit changes, a line for each field that is not `wrong`. */
export function changesOf(base: MissionDraft, draft: MissionDraft, now: number, wrong: readonly FieldName[]): string[] {
  return changedFields(base, draft)
    .filter((field) => !wrong.includes(field))
    .map((field) => REVIEW.change(FIELDS[field], valueText(base, field, now), valueText(draft, field, now)));
}

const EDITED: readonly FieldName[] = [
  ...(['objective', 'domains'] as const),
  ...REPORT_FIELDS,
  ...(['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const),
  ...(['notBefore', 'priority', 'tags'] as const),
];

/** The fields in which two drafts of one mission differ, in the form's order. */
export function changedFields(one: MissionDraft, other: MissionDraft): FieldName[] {
  return EDITED.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));
}

/** A field's value as a reader writes it. */
export function valueText(draft: MissionDraft, field: FieldName, now: number): string {
  if (isReportField(field)) return reportValueText(draft, field);
  const value = draft[field];
  if (field === 'notBefore') {
    const at = momentOf(draft);
    return at === null || Number.isNaN(at) ? REVIEW.none : whenText(at, now);
  }
  if (typeof value !== 'string') return value.length === 0 ? REVIEW.none : value.join(', ');
  return field === 'objective' ? `“${cut(value.trim(), OBJECTIVE_CHARACTERS)}”` : value;
}

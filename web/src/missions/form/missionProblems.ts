import { fieldWords } from '../../../../functions/src/core/fieldProblems.ts';
import { moment, priority, tags } from '../../../../functions/src/schema/request.ts';
import { createMissionRequest } from '../../../../functions/src/schema/requests.ts';
import { FORM_FIELDS, FORM_STEPS, REPORT_STEPS } from '../../words/missionForm.ts';
import { numberOf } from '../draft.ts';
import {
  type DraftProblem,
  errorsAt,
  externalProblemsIn,
  type FieldName,
  problemsAtFields,
  problemsIn,
  withFurther,
} from '../draftProblems.ts';
import { isReport } from '../reportType.ts';
import { createRequestOf, isExternal, type MissionDraft, momentOf, stepNames } from './missionDraft.ts';
import { reportProblems } from './reportProblems.ts';

/** The steps of the form, in their order, with the fields on each. */
export const FORM_STEP_FIELDS = {
  goal: ['objective', 'addresses', 'fromMissions', 'texts', 'domains', 'steps'],
  limits: [
    ...(['depth', 'sectionLength', 'language', 'engine', 'modelUsd', 'modelTokens'] as const),
    ...(['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const),
    ...(['stalledAfter', 'failedAfter', 'notBefore', 'priority', 'tags'] as const),
  ],
  review: [],
} as const satisfies Record<string, readonly FieldName[]>;
export type FormStep = keyof typeof FORM_STEP_FIELDS;

/** What a step is called: a report has more to choose than limits. */
export function stepName(step: FormStep, draft: Pick<MissionDraft, 'type'>): string {
  return (isReport(draft) ? REPORT_STEPS : FORM_STEPS)[step];
}

export function stepOfField(field: FieldName): FormStep {
  return FORM_STEP_FIELDS.goal.some((one) => one === field) ? 'goal' : 'limits';
}

/** Everything that is wrong with the form as far as the page can tell, in the form's order. */
export function missionProblems(draft: MissionDraft): DraftProblem[] {
  return withFurther([...askedProblems(draft), ...missingIn(draft)], placingProblems(draft));
}

function askedProblems(draft: MissionDraft): DraftProblem[] {
  if (isExternal(draft)) return externalProblems(draft);
  return isReport(draft) ? reportProblems(draft) : problemsIn(draft);
}

/** It has no domains and no limits: its worker goes where it likes. */
function externalProblems(draft: MissionDraft): DraftProblem[] {
  const own = externalProblemsIn(draft);
  const missing: DraftProblem[] = [];
  if (stepNames(draft).length === 0 && !draft.isGrowing) {
    missing.push({ field: 'steps', message: FORM_FIELDS.steps_missing });
  }
  for (const field of ['stalledAfter', 'failedAfter'] as const) {
    if (!Number.isFinite(numberOf(draft[field]))) missing.push({ field, message: FORM_FIELDS.number });
  }
  const whole = createMissionRequest.safeParse(createRequestOf(draft), { error: fieldWords });
  const errors = errorsAt('', whole).filter(({ field }) => field.startsWith('external'));
  return withFurther([...own, ...missing], problemsAtFields(errors, draft));
}

function missingIn(draft: MissionDraft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (Number.isNaN(momentOf(draft))) problems.push({ field: 'notBefore', message: FORM_FIELDS.moment });
  if (!Number.isFinite(numberOf(draft.priority))) problems.push({ field: 'priority', message: FORM_FIELDS.number });
  return problems;
}

/** What is wrong with the tags that are there, which the field says as soon as they are. */
export function tagProblems(draft: MissionDraft): DraftProblem[] {
  return problemsAtFields(tagErrors(draft), draft);
}

function tagErrors(draft: MissionDraft) {
  return errorsAt('tags', tags.safeParse([...draft.tags], { error: fieldWords }));
}

/** When it runs, and how it is found. */
function placingProblems(draft: MissionDraft): DraftProblem[] {
  const { not_before: notBefore } = createRequestOf(draft);
  const errors = [
    ...errorsAt('priority', priority.safeParse(numberOf(draft.priority), { error: fieldWords })),
    ...tagErrors(draft),
    ...(notBefore === undefined ? [] : errorsAt('not_before', moment.safeParse(notBefore, { error: fieldWords }))),
  ];
  return problemsAtFields(errors, draft);
}

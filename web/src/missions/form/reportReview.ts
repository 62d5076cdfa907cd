import { dollarsText } from '../../../../client/src/words/amount.ts';
import { LOCALE } from '../../../../client/src/words/locale.ts';
import { SECTION_WORDS, SECTIONS } from '../../../../functions/src/schema/reportRequest.ts';
import { REVIEW } from '../../words/missionForm.ts';
import { numberOf } from '../draft.ts';
import type { FieldName } from '../draftProblems.ts';
import { cut } from '../missionGlance.ts';
import type { MissionDraft } from './missionDraft.ts';
import { addressLines, REPORT_FIELDS, type ReportDraft, usesModel, writtenTexts } from './reportDraft.ts';
import type { Sentences } from './reviewView.ts';

const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const OBJECTIVE_CHARACTERS = 200;
/** Of a source's name so much is told among others. */
const NAME_CHARACTERS = 60;

/** What a report will be, what it reads, and who writes it. */
export function reportReview(draft: MissionDraft): Sentences[] {
  const objective = cut(draft.objective.trim(), OBJECTIVE_CHARACTERS);
  const sections = amountAt(SECTIONS, draft.depth);
  const words = amountAt(SECTION_WORDS, draft.sectionLength);
  return [
    [
      ['objective', 'depth', 'sectionLength', 'language'],
      [REVIEW.report(sections, words, languageName(draft.language), objective)],
    ],
    [['addresses', 'fromMissions', 'texts', 'domains'], sourceTexts(draft)],
    [['engine', 'modelUsd', 'modelTokens'], [engineText(draft)]],
  ];
}

function amountAt(amounts: Readonly<Record<string, number>>, choice: string): number {
  return amounts[choice] ?? 0;
}

function sourceTexts(draft: MissionDraft): string[] {
  const pages = addressLines(draft).length;
  const missions = draft.fromMissions.length;
  const texts = writtenTexts(draft).length;
  const named = [
    ...(pages > 0 ? [REVIEW.addresses(pages)] : []),
    ...(missions > 0 ? [REVIEW.results(missions)] : []),
    ...(texts > 0 ? [REVIEW.texts(texts)] : []),
  ];
  const domains = list.format(draft.domains);
  const isSearched = pages + missions === 0;
  return [
    ...(named.length > 0 ? [REVIEW.reads(list.format(named))] : []),
    ...(domains === '' ? [] : [isSearched ? REVIEW.searches(domains) : REVIEW.beside(domains)]),
  ];
}

function engineText(draft: ReportDraft): string {
  if (!usesModel(draft)) return REVIEW.quotes;
  const { modelUsd, modelTokens } = draft;
  const budget = [
    ...(modelUsd.trim() === '' ? [] : [dollarsText(numberOf(modelUsd))]),
    ...(modelTokens.trim() === '' ? [] : [REVIEW.tokens(numberOf(modelTokens))]),
  ];
  return budget.length === 0 ? REVIEW.model : REVIEW.model_within(list.format(budget));
}

/** A language as its speakers are told of it here: "German" for `de`; the tag itself where there is no name for it. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(LOCALE, { type: 'language' }).of(tag.trim()) ?? tag;
  } catch {
    // What is no tag: its field says so.
    return tag;
  }
}

export function isReportField(field: FieldName): field is (typeof REPORT_FIELDS)[number] {
  return REPORT_FIELDS.some((one) => one === field);
}

/** A report's field as a reader writes it. */
export function reportValueText(draft: ReportDraft, field: (typeof REPORT_FIELDS)[number]): string {
  const texts = valuesOf(draft, field);
  return texts.length === 0 ? REVIEW.none : texts.map((text) => cut(text, NAME_CHARACTERS)).join(', ');
}

function valuesOf(draft: ReportDraft, field: (typeof REPORT_FIELDS)[number]): readonly string[] {
  if (field === 'addresses') return addressLines(draft);
  if (field === 'fromMissions') return draft.fromMissions;
  if (field === 'texts') return writtenTexts(draft).map(({ title, text }) => title.trim() || text.trim());
  if (field === 'language') return [languageName(draft.language)];
  return draft[field].trim() === '' ? [] : [draft[field]];
}

import { reportRequest } from '../../../../functions/src/schema/reportRequest.ts';
import { isRecord } from '../../storage.ts';
import { numberOf, typedText } from '../draft.ts';

/** A text that the owner brings along, as it is typed. */
export interface SourceText {
  readonly title: string;
  readonly text: string;
}

/** What a report is asked beside its objective, text as typed. */
export interface ReportDraft {
  /** One on each line. */
  readonly addresses: string;
  /** Own missions whose results are read. */
  readonly fromMissions: readonly string[];
  readonly texts: readonly SourceText[];
  readonly depth: string;
  /** Not `length`: under that name its field would hide how many a form has. */
  readonly sectionLength: string;
  readonly language: string;
  readonly engine: string;
  /** What a language model may use; empty for what nobody bounds. */
  readonly modelUsd: string;
  readonly modelTokens: string;
}

/** What the schema fills in is what the form begins with. */
const usual = reportRequest.parse({});

export const EMPTY_REPORT: ReportDraft = {
  addresses: '',
  fromMissions: [],
  texts: [],
  depth: usual.depth,
  sectionLength: usual.length,
  language: usual.language,
  engine: usual.engine,
  modelUsd: '',
  modelTokens: '',
};

/** The fields of a report, in their order on screen. */
export const REPORT_FIELDS = [
  ...(['addresses', 'fromMissions', 'texts', 'depth', 'sectionLength'] as const),
  ...(['language', 'engine', 'modelUsd', 'modelTokens'] as const),
] as const satisfies readonly (keyof ReportDraft)[];

/** Whether a language model is to write it. */
export function usesModel({ engine }: Pick<ReportDraft, 'engine'>): boolean {
  return engine === 'model';
}

/** What of a stored form can be read. */
export function storedReport(stored: Readonly<Record<string, unknown>>): ReportDraft {
  const text = (name: keyof ReportDraft, fallback: string) => {
    const value = stored[name];
    return typeof value === 'string' ? value : fallback;
  };
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return {
    addresses: text('addresses', ''),
    fromMissions: list(stored.fromMissions).filter((each) => typeof each === 'string'),
    texts: list(stored.texts).flatMap((each) => {
      if (!isRecord(each)) return [];
      const { title, text: said } = each;
      return typeof title === 'string' && typeof said === 'string' ? [{ title, text: said }] : [];
    }),
    depth: text('depth', EMPTY_REPORT.depth),
    sectionLength: text('sectionLength', EMPTY_REPORT.sectionLength),
    language: text('language', EMPTY_REPORT.language),
    engine: text('engine', EMPTY_REPORT.engine),
    modelUsd: text('modelUsd', ''),
    modelTokens: text('modelTokens', ''),
  };
}

/** What a mission was asked, as a form has it. What a newer server made of it, and this page can't read, is left out. */
export function reportDraftOf(input: unknown): ReportDraft {
  const parsed = reportRequest.safeParse(input);
  if (!parsed.success) return EMPTY_REPORT;
  const { sources, depth, length, language, engine, budget } = parsed.data;
  return {
    addresses: sources.addresses.join('\n'),
    fromMissions: sources.mission_ids,
    texts: sources.texts,
    ...{ depth, sectionLength: length, language, engine },
    modelUsd: amountText(budget?.usd),
    modelTokens: amountText(budget?.tokens),
  };
}

function amountText(amount: number | undefined): string {
  return amount === undefined ? '' : typedText(amount);
}

/** The addresses that were typed, in their order. */
export function addressLines({ addresses }: Pick<ReportDraft, 'addresses'>): string[] {
  return addresses
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The texts that somebody has begun: an empty pair of fields asks for nothing. */
export function writtenTexts({ texts }: Pick<ReportDraft, 'texts'>): SourceText[] {
  return texts.filter(({ title, text }) => title.trim() !== '' || text.trim() !== '');
}

/** What the API gets beside the objective. What is no number becomes NaN, which no schema takes. */
export function reportInputOf(draft: ReportDraft) {
  const texts = writtenTexts(draft);
  const sources = {
    ...(draft.fromMissions.length === 0 ? {} : { mission_ids: [...draft.fromMissions] }),
    ...(addressLines(draft).length === 0 ? {} : { addresses: addressLines(draft) }),
    ...(texts.length === 0 ? {} : { texts: texts.map(({ title, text }) => ({ title, text })) }),
  };
  const { depth, sectionLength: length, engine } = draft;
  return { sources, depth, length, language: draft.language.trim(), engine, ...budgetOf(draft) };
}

/** Only a model spends anything. */
function budgetOf(draft: ReportDraft) {
  const { modelUsd, modelTokens } = draft;
  const budget = {
    ...(modelUsd.trim() === '' ? {} : { usd: numberOf(modelUsd) }),
    ...(modelTokens.trim() === '' ? {} : { tokens: numberOf(modelTokens) }),
  };
  return usesModel(draft) && Object.keys(budget).length > 0 ? { budget } : {};
}

/** Whether two drafts ask for the same report. */
export function isSameReport(one: ReportDraft, other: ReportDraft): boolean {
  return JSON.stringify(reportInputOf(one)) === JSON.stringify(reportInputOf(other));
}

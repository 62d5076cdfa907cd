import type * as z from 'zod';
import { amountText } from '../../../client/src/words/amount.ts';
import { fieldProblems, fieldWords } from '../../../functions/src/core/fieldProblems.ts';
import type { Problem } from '../../../functions/src/schema/api.ts';
import { budget, objective, scope } from '../../../functions/src/schema/request.ts';
import { curlyQuotes } from '../curlyQuotes.ts';
import { FIELD_PROBLEMS, FORM_FIELDS, LIMITS_FIELDS, REPORT_LABELS } from '../words/missionForm.ts';
import { type Draft, numberOf, requestOf } from './draft.ts';
import type { MissionDraft } from './form/missionDraft.ts';
import { addressLines, type ReportDraft, writtenTexts } from './form/reportDraft.ts';
import { refusedDomains, type TypedDomains } from './splitDomains.ts';

type FieldError = NonNullable<Problem['errors']>[number];

/** The form's fields, in their order on screen, each with the words that the summary of errors uses for it. */
export const FIELDS = {
  objective: FORM_FIELDS.objective,
  addresses: REPORT_LABELS.addresses,
  fromMissions: REPORT_LABELS.fromMissions,
  texts: REPORT_LABELS.texts,
  domains: FORM_FIELDS.domains,
  steps: FORM_FIELDS.steps,
  depth: REPORT_LABELS.depth,
  sectionLength: REPORT_LABELS.sectionLength,
  language: REPORT_LABELS.language,
  engine: REPORT_LABELS.engine,
  modelUsd: REPORT_LABELS.modelUsd,
  modelTokens: REPORT_LABELS.modelTokens,
  maxPages: LIMITS_FIELDS.maxPages.label,
  maxMinutes: LIMITS_FIELDS.maxMinutes.label,
  maxMegabytes: LIMITS_FIELDS.maxMegabytes.label,
  maxCost: LIMITS_FIELDS.cost_short,
  stalledAfter: FORM_FIELDS.stalledAfter,
  failedAfter: FORM_FIELDS.failedAfter,
  notBefore: FORM_FIELDS.notBefore,
  priority: FORM_FIELDS.priority,
  tags: FORM_FIELDS.tags,
} as const satisfies Record<Exclude<keyof MissionDraft, 'type' | 'isGrowing'>, string>;

export type FieldName = keyof typeof FIELDS;

export interface DraftProblem {
  readonly field: FieldName;
  readonly message: string;
}

const NO_TEXT = { title: '', text: '' };
const NAMES: readonly string[] = Object.keys(FIELDS);

/** Paths in the request, as the server names them, and the field of the form that each comes from. */
const PATHS: readonly (readonly [path: string, field: FieldName])[] = [
  ['objective', 'objective'],
  ['scope', 'domains'],
  ['budget.max_pages', 'maxPages'],
  ['budget.max_seconds', 'maxMinutes'],
  ['budget.max_bytes', 'maxMegabytes'],
  ['budget.max_cost_usd', 'maxCost'],
  ['external.steps', 'steps'],
  ['external.stalled_after_seconds', 'stalledAfter'],
  ['external.failed_after_seconds', 'failedAfter'],
  ['not_before', 'notBefore'],
  ['priority', 'priority'],
  ['tags', 'tags'],
  ['input.sources.mission_ids', 'fromMissions'],
  ['input.sources.texts', 'texts'],
  // Also what is said of all sources together, or that there are none.
  ['input.sources', 'addresses'],
  ['input.depth', 'depth'],
  ['input.length', 'sectionLength'],
  ['input.language', 'language'],
  ['input.engine', 'engine'],
  ['input.budget.tokens', 'modelTokens'],
  ['input.budget', 'modelUsd'],
  // It is too large, which texts alone can make it.
  ['input', 'texts'],
];

/**
 * Everything that is wrong with the draft as far as the page can tell, so that mistakes are reported in one round. The
 * rules are the server's own schemas; the server still has the last word, for it may be newer than this page.
 */
export function problemsIn(draft: Draft): DraftProblem[] {
  const missing = missingIn(draft);
  const request = requestOf(draft);
  const broken = [
    ...errorsAt('objective', objective.safeParse(request.objective, { error: fieldWords })),
    ...errorsAt('scope', scope.safeParse(request.scope, { error: fieldWords })),
    ...errorsAt('budget', budget.safeParse(request.budget, { error: fieldWords })),
  ];
  return withFurther(missing, problemsAtFields(broken, draft));
}

/** The same of a mission whose steps run elsewhere: all that is asked for is its objective, which says what is done. */
export function externalProblemsIn(draft: Draft): DraftProblem[] {
  return problemsIn(draft).flatMap(({ field, message }) =>
    field === 'objective' ? [{ field, message: message.replace(FIELD_PROBLEMS.to_find, FIELD_PROBLEMS.to_do) }] : [],
  );
}

/** `problems`, with what was typed for a domain and is none: that is more to the point than that there is none. */
export function withRefused(problems: readonly DraftProblem[], typed: TypedDomains): DraftProblem[] {
  const message = refusedDomains(typed);
  if (message === null) return [...problems];
  return inOrder([{ field: 'domains', message }, ...problems.filter(({ field }) => field !== 'domains')]);
}

/** `further` are said only of fields that are not plainly missing. */
export function withFurther(missing: readonly DraftProblem[], further: readonly DraftProblem[]): DraftProblem[] {
  const isMissing = (field: FieldName) => missing.some((problem) => problem.field === field);
  return inOrder([...missing, ...further.filter((problem) => !isMissing(problem.field))]);
}

function missingIn(draft: Draft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (draft.objective.trim() === '') problems.push({ field: 'objective', message: FIELD_PROBLEMS.no_objective });
  if (draft.domains.length === 0) problems.push({ field: 'domains', message: FIELD_PROBLEMS.no_domain });
  for (const field of ['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const) {
    if (!Number.isFinite(numberOf(draft[field]))) problems.push({ field, message: FORM_FIELDS.number });
  }
  return problems;
}

/** A schema's complaints, in the words and with the paths of the server. */
export function errorsAt(root: string, parsed: z.ZodSafeParseResult<unknown>): FieldError[] {
  return parsed.error === undefined ? [] : fieldProblems(parsed.error, root);
}

/** What a complaint may be about by its number in a list. */
type Named = Pick<Draft, 'domains'> & Partial<Pick<MissionDraft, 'tags'>> & Partial<ReportDraft>;

/** The server's errors at the fields of the form, in the form's order. */
export function problemsAtFields(errors: readonly FieldError[], draft: Named): DraftProblem[] {
  return inOrder(
    errors.flatMap((error): DraftProblem[] => {
      const field = PATHS.find(([path]) => error.field.startsWith(path))?.[1];
      return field === undefined ? [] : [{ field, message: messageOf(error, field, draft) }];
    }),
  );
}

/**
 * What the server has against single fields; none where it says nothing of that. That there is no language model is told
 * at the choice that asks for one.
 */
export function problemsOfAnswer(problem: Pick<Problem, 'code' | 'errors'> | null, draft: Named): DraftProblem[] {
  if (problem?.code === 'model_not_set') return [{ field: 'engine', message: FIELD_PROBLEMS.no_model }];
  return problemsAtFields(problem?.errors ?? [], draft);
}

/** Problems in the form's order, each once: the page and the server may say the same, and so may two rules. */
export function inOrder(problems: readonly DraftProblem[]): DraftProblem[] {
  return problems
    .filter(({ field, message }, index) => {
      const first = problems.findIndex((other) => other.field === field && other.message === message);
      return first === index;
    })
    .toSorted((a, b) => NAMES.indexOf(a.field) - NAMES.indexOf(b.field));
}

/** Of several domains, addresses or texts one may be wrong: the message says which. */
function messageOf(error: FieldError, field: FieldName, draft: Named): string {
  const one = namedBy(error, draft);
  if (one !== null) return sentence(one);
  // Below its field "must say …" lacks a subject; as a request it needs none.
  if (field === 'objective')
    return sentence(error.message.replace(/^must (?=say )/, '').replace(/^has /, FIELD_PROBLEMS.it_has));
  return sentence(inFormUnits(error.message, field));
}

/** The complaint about one of several, with its name; null for any other. */
function namedBy({ field, message }: FieldError, draft: Named): string | null {
  const [, list = '', at = '', part = ''] = /([a-z_]+)\[(\d+)\]\.?(\w*)$/.exec(field) ?? [];
  const index = Number(at);
  if (list === 'texts') {
    const words = new Map<string, string>(Object.entries(FIELD_PROBLEMS.text_part));
    // The empty ones between them are not sent.
    const number = (draft.texts ?? []).indexOf(writtenTexts({ texts: draft.texts ?? [] })[index] ?? NO_TEXT) + 1;
    return number === 0 ? null : FIELD_PROBLEMS.one_text(number, words.get(part) ?? part, message);
  }
  const lists: Readonly<Record<string, readonly string[]>> = {
    allowed_domains: draft.domains,
    tags: draft.tags ?? [],
    addresses: addressLines({ addresses: draft.addresses ?? '' }),
    mission_ids: draft.fromMissions ?? [],
  };
  const one = lists[list]?.[index];
  return one === undefined ? null : FIELD_PROBLEMS.one(one, message);
}

/** The server counts in seconds and bytes, the form in minutes and megabytes. */
function inFormUnits(message: string, field: FieldName): string {
  // As it is said of the request; the form has no part of that name.
  if (field === 'addresses') return message.replace(/^needs .*/, FIELD_PROBLEMS.no_source);
  const bound = /^(must be at (?:least|most)) (\d+(?:\.\d+)?)$/.exec(message);
  if (bound === null) return message;
  const [, begin = '', digits] = bound;
  const amount = Number(digits);
  if (field === 'maxMinutes' || field === 'stalledAfter' || field === 'failedAfter')
    return amount < 60 ? FIELD_PROBLEMS.seconds(begin, amountText(amount)) : `${begin} ${amountText(amount / 60)}`;
  return `${begin} ${amountText(field === 'maxMegabytes' ? amount / 1_000_000 : amount)}`;
}

function sentence(text: string): string {
  const said = curlyQuotes(text);
  const capital = said.charAt(0).toUpperCase() + said.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

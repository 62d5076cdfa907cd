import type { Problem } from '../../../functions/src/schema/api.ts';
import type { Draft } from './draft.ts';

type FieldError = NonNullable<Problem['errors']>[number];

/** The form's fields, in their order on screen, each with the words that the summary of errors uses for it. */
export const FIELDS = {
  objective: 'Objective',
  domains: 'Allowed domains',
  maxPages: 'Pages',
  maxMinutes: 'Minutes',
  maxMegabytes: 'Megabytes',
  maxCost: 'Cost',
} as const satisfies Record<keyof Draft, string>;

export type FieldName = keyof typeof FIELDS;

export interface DraftProblem {
  readonly field: FieldName;
  readonly message: string;
}

const NAMES: readonly FieldName[] = ['objective', 'domains', 'maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'];

/** Paths in the request, as the server names them, and the field of the form that each comes from. */
const PATHS: readonly (readonly [path: string, field: FieldName])[] = [
  ['objective', 'objective'],
  ['scope', 'domains'],
  ['budget.max_pages', 'maxPages'],
  ['budget.max_seconds', 'maxMinutes'],
  ['budget.max_bytes', 'maxMegabytes'],
  ['budget.max_cost_usd', 'maxCost'],
];

/** What is missing before the server need be asked. Everything else is the server's to judge: it has the rules. */
export function missingIn(draft: Draft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (draft.objective.trim() === '') problems.push({ field: 'objective', message: 'Say what to find.' });
  if (draft.domains.length === 0) problems.push({ field: 'domains', message: 'Name at least one domain.' });
  for (const field of ['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost'] as const) {
    const text = draft[field].trim();
    if (text === '' || Number.isNaN(Number(text))) problems.push({ field, message: 'Give a number.' });
  }
  return problems;
}

/** The server's errors at the fields of the form, in the form's order. */
export function problemsAtFields(errors: readonly FieldError[], draft: Draft): DraftProblem[] {
  const found = errors.flatMap((error): DraftProblem[] => {
    const field = PATHS.find(([path]) => error.field.startsWith(path))?.[1];
    return field === undefined ? [] : [{ field, message: messageOf(error, draft) }];
  });
  return found.toSorted((a, b) => NAMES.indexOf(a.field) - NAMES.indexOf(b.field));
}

/** Of several domains one may be wrong: the message says which. */
function messageOf(error: FieldError, draft: Draft): string {
  const index = /allowed_domains\[(\d+)\]/.exec(error.field)?.[1];
  const domain = index === undefined ? undefined : draft.domains[Number(index)];
  return sentence(domain === undefined ? error.message : `“${domain}” ${error.message}`);
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

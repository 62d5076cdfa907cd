import type * as z from 'zod';
import { assertNever } from './assertNever.ts';
import type { FieldProblem } from './errors.ts';

/** A failed parse, field by field; `root` is the path of what was parsed. Unknown keys are fields too. */
export function fieldProblems(error: z.ZodError, root = ''): FieldProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: fieldPath(root, [...issue.path, key]),
          message: 'is not a field of this request',
        }))
      : [{ field: fieldPath(root, issue.path), message: issue.message }],
  );
}

/** A path as it is written in code: `scope.allowed_domains[1]`. */
export function fieldPath(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, root);
}

/** What is wrong with a field, where its schema has no words of its own. Half a sentence, as after the field's name. */
export const fieldWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${KINDS[issue.expected] ?? `of type ${issue.expected}`}`;
    case 'too_small':
      return `must ${amount(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${amount(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'invalid_value':
      return choiceWords(issue.values.map(String));
    case 'invalid_format':
      return issue.format === 'datetime' ? 'must be a time such as 2026-11-21T10:00:00Z' : undefined;
    // Our schemas make none of these but `custom`, which brings its own words, and unknown keys, worded above.
    case 'custom':
    case 'unrecognized_keys':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return undefined;
    default:
      return assertNever(issue);
  }
};

/** The same in a query, where a parameter that is given twice arrives as a list, and none is a list otherwise. */
export const queryWords: z.core.$ZodErrorMap = (issue) => {
  const isWrong = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (isWrong && Array.isArray(issue.input)) return 'is given more than once: give each parameter once';
  return fieldWords(issue);
};

/** What a field must be that takes no other values than these. */
export function choiceWords(values: readonly string[]): string {
  return values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(', ')}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
};

function amount(origin: string, bound: 'at least' | 'at most', count: number): string {
  if (origin === 'string') return `have ${bound} ${count} ${count === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${bound} ${count} ${count === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${count}`;
}

import type * as z from 'zod';
import { AppError, type FieldProblem } from '../core/errors.ts';
import { fieldProblems } from '../core/fieldProblems.ts';
import { storingProblem } from '../core/storable.ts';
import { MAX_INPUT_BYTES } from '../schema/input.ts';

/**
 * What a mission is asked beside its objective, in the form that `schema` gives it; undefined where its type takes none.
 * A worker of an external mission takes any JSON. Throws `invalid_request`, with the fields that don't fit.
 */
export function inputOf(schema: z.ZodType | 'any' | undefined, asked: unknown): unknown {
  if (schema === undefined) {
    if (asked === undefined) return undefined;
    throw refused([{ field: 'input', message: 'is not taken by missions of this type' }]);
  }
  if (schema === 'any') return asked === undefined ? undefined : storable(asked);
  const parsed = schema.safeParse(asked ?? {});
  if (!parsed.success) throw refused(fieldProblems(parsed.error, 'input'));
  return storable(parsed.data);
}

function storable(value: unknown): unknown {
  const problem = storingProblem(value);
  if (problem !== null) throw refused([{ field: 'input', message: problem }]);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= MAX_INPUT_BYTES) return value;
  const most = MAX_INPUT_BYTES / 1_000;
  throw refused([{ field: 'input', message: `takes ${Math.ceil(bytes / 1_000)} kB as JSON; at most ${most} kB` }]);
}

function refused(fields: readonly FieldProblem[]): AppError {
  const [first] = fields;
  return new AppError(
    'invalid_request',
    first === undefined ? 'input does not fit.' : `${first.field}: ${first.message}`,
    {
      fields,
    },
  );
}

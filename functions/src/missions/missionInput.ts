import type * as z from 'zod';
import { AppError, type FieldProblem } from '../core/errors.ts';
import { fieldProblems } from '../core/fieldProblems.ts';
import { storingProblem } from '../core/storable.ts';
import { MAX_INPUT_BYTES } from '../schema/input.ts';
import type { Mission } from '../schema/mission.ts';
import type { Scope } from '../schema/request.ts';
import { readInput } from '../store/inputs.ts';
import type { Deps } from './deps.ts';

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

/**
 * What a request to edit or retry asks of `mission` beside its objective, checked as at its creation; undefined where it
 * says nothing of that. One read where the type looks at both and only the scope is another.
 */
export async function changedInput(
  deps: Pick<Deps, 'db' | 'catalog'>,
  mission: Mission,
  changes: { readonly input?: unknown; readonly scope?: Scope | undefined },
): Promise<unknown> {
  const type = deps.catalog.version(mission.type, mission.type_version);
  const form = mission.external === null ? type?.input : 'any';
  const input = changes.input === undefined ? undefined : inputOf(form, changes.input);
  if (input !== undefined) await requireRunnable(deps, mission, input);
  if (type?.problemOf === undefined || (input === undefined && changes.scope === undefined)) return input;
  const { mission_id: id, input_version: version } = mission;
  const asked = input ?? (await readInput(deps.db, id, version))?.value;
  const problem = type.problemOf({ input: asked, scope: changes.scope ?? mission.scope });
  if (problem !== null) throw refused([problem]);
  return input;
}

/**
 * Throws why no mission with this input can run on this deployment, before anything is set going: `model_not_set`. One
 * read, of what the mission was asked, where its type looks at that and `input` does not say it.
 */
export async function requireRunnable(
  deps: Pick<Deps, 'db' | 'catalog'>,
  mission: Mission,
  input?: unknown,
): Promise<void> {
  const type = mission.external === null ? deps.catalog.version(mission.type, mission.type_version) : null;
  if (type?.refusalOf === undefined) return;
  const { mission_id: id, input_version: version } = mission;
  const refusal = type.refusalOf(input ?? (await readInput(deps.db, id, version))?.value);
  if (refusal !== null) throw refusal;
}

/**
 * Whether what was done for the mission counts too once it is asked for `input`, undefined where that stays: then a retry
 * goes on with its finished items. One read where the type tells apart what it was asked.
 */
export async function isSameWork(
  deps: Pick<Deps, 'db' | 'catalog'>,
  mission: Mission,
  input: unknown,
): Promise<boolean> {
  const type = mission.external === null ? deps.catalog.version(mission.type, mission.type_version) : null;
  if (type?.isSameWork === undefined) return false;
  if (input === undefined) return true;
  const before = await readInput(deps.db, mission.mission_id, mission.input_version);
  return type.isSameWork(before?.value, input);
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

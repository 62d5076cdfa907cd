import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { AppError, type FieldProblem } from '../core/errors.ts';
import { fieldProblems, fieldWords } from '../core/fieldProblems.ts';
import { storingProblem } from '../core/storable.ts';
import { MAX_INPUT_BYTES } from '../schema/input.ts';
import type { Mission } from '../schema/mission.ts';
import { NEEDS_A_DOMAIN, type Scope } from '../schema/request.ts';
import { readInput } from '../store/inputs.ts';
import type { MissionType } from './defineMission.ts';
import type { Deps } from './deps.ts';

/** As many as any refusal names. */
const MOST_FIELDS = 20;

/** What a kind of mission takes beside its objective. A worker of an external mission takes `any` JSON. */
export interface Takes {
  readonly input?: z.ZodType | 'any' | undefined;
  readonly problemOf?: MissionType['problemOf'];
  readonly refusalOf?: MissionType['refusalOf'];
}

export const WORKER_TAKES: Takes = { input: 'any', problemOf: () => null };

/**
 * What a new mission is asked beside its objective, in the form that its type gives it; undefined where it takes none.
 * Throws `invalid_request`, with the fields that don't fit; they lie in the request's field `root`, if one is named. Throws
 * `model_not_set` where no such mission could run.
 */
export function requestedInput(
  takes: Takes,
  request: { readonly input?: unknown; readonly scope?: Scope | undefined },
  root = '',
): unknown {
  const input = inputOf(takes.input, request.input, root);
  const scope = request.scope ?? { allowed_domains: [] };
  // A type that says nothing of its own about that goes nowhere without a domain.
  const problem =
    takes.problemOf === undefined
      ? scope.allowed_domains.length > 0
        ? null
        : { field: 'scope', message: 'is required' }
      : takes.problemOf({ input, scope });
  if (problem !== null) throw refused([problem], root);
  const refusal = takes.refusalOf?.(input) ?? null;
  if (refusal !== null) throw refusal;
  return input;
}

/**
 * What a request to edit or retry asks of `mission` beside its objective, checked as at its creation; undefined where it
 * says nothing of that, or the same as before. One read where it says something, and where the type looks at both and
 * only the scope is another. Throws `type_version_gone` where nobody knows any more what the mission takes.
 */
export async function changedInput(
  deps: Pick<Deps, 'db' | 'catalog'>,
  mission: Mission,
  changes: { readonly input?: unknown; readonly scope?: Scope | undefined },
): Promise<unknown> {
  const { scope } = changes;
  if (changes.input === undefined && scope === undefined) return undefined;
  const takes = mission.external === null ? deps.catalog.version(mission.type, mission.type_version) : WORKER_TAKES;
  if (takes?.problemOf === undefined && scope?.allowed_domains.length === 0) {
    throw refused([{ field: 'scope.allowed_domains', message: NEEDS_A_DOMAIN }], '');
  }
  if (takes === null) {
    if (changes.input === undefined) return undefined;
    throw new AppError('type_version_gone', `Version ${mission.type_version} of "${mission.type}" is not deployed.`);
  }
  const input = changes.input === undefined ? undefined : inputOf(takes.input, changes.input, '');
  if (takes.problemOf === undefined && input === undefined) return undefined;
  const before = await storedValue(deps.db, mission);
  const asked = input ?? before;
  const problem = takes.problemOf?.({ input: asked, scope: scope ?? mission.scope }) ?? null;
  if (problem !== null) throw refused([problem], '');
  const refusal = input === undefined ? null : (takes.refusalOf?.(input) ?? null);
  if (refusal !== null) throw refusal;
  // A repeated call makes no version, and a retry with what was asked before keeps the items of its step.
  return isDeepStrictEqual(input, before) ? undefined : input;
}

/** What `mission` is asked beside its objective now; undefined where that is nothing, for which nothing is read. */
export async function storedValue(
  db: Deps['db'],
  { mission_id: id, input_version: version }: Mission,
): Promise<unknown> {
  return version === 0 ? undefined : (await readInput(db, id, version))?.value;
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
  const refusal = type.refusalOf(input ?? (await storedValue(deps.db, mission)));
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
  return type.isSameWork(await storedValue(deps.db, mission), input);
}

function inputOf(schema: Takes['input'], asked: unknown, root: string): unknown {
  if (schema === undefined) {
    if (asked === undefined) return undefined;
    throw refused([{ field: 'input', message: 'is not taken by missions of this type' }], root);
  }
  if (schema === 'any') return asked === undefined ? undefined : storable(asked, root);
  const parsed = schema.safeParse(asked ?? {}, { error: fieldWords });
  if (!parsed.success) throw refused(fieldProblems(parsed.error, 'input'), root);
  return storable(parsed.data, root);
}

function storable(value: unknown, root: string): unknown {
  const problem = storingProblem(value);
  if (problem !== null) throw refused([{ field: 'input', message: problem }], root);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= MAX_INPUT_BYTES) return value;
  const most = MAX_INPUT_BYTES / 1_000;
  throw refused(
    [{ field: 'input', message: `takes ${Math.ceil(bytes / 1_000)} kB as JSON; at most ${most} kB` }],
    root,
  );
}

function refused(problems: readonly FieldProblem[], root: string): AppError {
  const fields = problems.map(({ field, message }) => ({ field: root === '' ? field : `${root}.${field}`, message }));
  const [first, ...others] = fields;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new AppError('invalid_request', `${first?.field ?? 'input'}: ${first?.message ?? 'does not fit'}${more}`, {
    fields: fields.slice(0, MOST_FIELDS),
  });
}

import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Operation } from '../operation.ts';
import {
  type JsonSchema,
  jsonSchemaOf,
  type Names,
  type Naming,
  type Style,
  tidied,
  type Words,
} from './jsonSchema.ts';

/** The shapes of requests and answers: `bodies` and `answers` by operation, what they refer to under `components`. */
export interface Shapes {
  readonly bodies: ReadonlyMap<Operation, JsonSchema>;
  readonly answers: ReadonlyMap<Operation, JsonSchema>;
  readonly components: Readonly<Record<string, JsonSchema>>;
}

const JSON_SHAPE: JsonSchema = { description: 'Any JSON value.' };

/**
 * The shapes of `operations`. Each has one name: that in `named`, else that of the first operation that has it, such as
 * `CreateMissionRequest` and `ListMissionsAnswer`. What a schema of a request can't say of itself is in `spelledOut`.
 */
export function shapesOf(
  operations: readonly Operation[],
  named: Readonly<Record<string, z.ZodType>>,
  spelledOut: ReadonlyMap<z.ZodType, z.ZodType>,
  words: Words,
): Shapes {
  const names = namesOf(operations, named);
  for (const [schema, instead] of spelledOut) names.add(schema, jsonSchemaOf(instead, 'input', names));
  const bodies = operations.filter(({ body }) => !isNothing(body));
  const asked = allOf(bodies, (operation) => operation.body, names, { io: 'input', words });
  const told = allOf(operations, (operation) => operation.answer, names, { io: 'output', words }, named);
  return {
    bodies: asked.byOperation,
    answers: told.byOperation,
    components: merged(asked.components, told.components, { Json: JSON_SHAPE }),
  };
}

/** Whether a request carries nothing under `schema`. */
function isNothing(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}

function namesOf(operations: readonly Operation[], named: Readonly<Record<string, z.ZodType>>): Names {
  const names: Names = z.registry<Naming>();
  for (const [id, schema] of Object.entries(named)) names.add(schema, { id });
  for (const { id, body, answer } of operations) {
    const name = id.charAt(0).toUpperCase() + id.slice(1);
    if (hasFields(body) && !names.has(body)) names.add(body, { id: `${name}Request` });
    if (hasFields(answer) && !names.has(answer)) names.add(answer, { id: `${name}Answer` });
  }
  return names;
}

function hasFields(schema: z.ZodType): boolean {
  return schema instanceof z.ZodDiscriminatedUnion || (schema instanceof z.ZodObject && !isNothing(schema));
}

/** One call for all, so that each name is made once. */
function allOf(
  operations: readonly Operation[],
  schemaOf: (operation: Operation) => z.ZodType,
  names: Names,
  style: Style,
  beside: Readonly<Record<string, z.ZodType>> = {},
): Pick<Shapes, 'components'> & { byOperation: Map<Operation, JsonSchema> } {
  const each = operations.map((operation): [string, z.ZodType] => [operation.id, schemaOf(operation)]);
  const whole = jsonSchemaOf(z.object({ ...Object.fromEntries(each), ...beside }), style.io, names);
  const { properties } = tidied(whole, [], { ...style, words: () => undefined });
  return {
    byOperation: new Map(operations.map((operation) => [operation, schemaAt(properties, operation.id)])),
    components: Object.fromEntries([...namedIn(whole)].map(([name, schema]) => [name, tidied(schema, [name], style)])),
  };
}

function schemaAt(properties: JsonSchema['properties'], name: string): JsonSchema {
  const found = properties?.[name];
  return typeof found === 'object' ? found : {};
}

const defs = z.record(z.string(), z.custom<JsonSchema>());

function namedIn(whole: JsonSchema): Map<string, JsonSchema> {
  const all = Object.entries(defs.parse(whole['$defs'] ?? {}));
  return new Map(all.filter(([name]) => !/^__schema\d+$/.test(name)));
}

/** A name that meant two things would describe one of them wrongly. */
function merged(...parts: readonly Readonly<Record<string, JsonSchema>>[]): Record<string, JsonSchema> {
  const all: Record<string, JsonSchema> = {};
  for (const [name, schema] of parts.flatMap((part) => Object.entries(part))) {
    const other = all[name];
    if (other !== undefined && !isDeepStrictEqual(other, schema)) throw new Error(`two shapes are called ${name}`);
    all[name] = schema;
  }
  return all;
}

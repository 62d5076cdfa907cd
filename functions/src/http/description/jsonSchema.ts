import * as z from 'zod';

/** JSON Schema of draft 2020-12, which is what OpenAPI 3.1 has in it: the part of it that our zod schemas make. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Part;
  readonly propertyNames?: Part;
  readonly items?: Part;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
}
type Part = boolean | JsonSchema;

/** What is known of single schemas beside what they say: a name, and keywords that stand in for their own. */
export type Names = z.core.$ZodRegistry<Naming>;
export interface Naming extends JsonSchema {
  readonly id?: string;
}

const jsonSchema = z.custom<JsonSchema>();

/** What a schema takes (`input`), or what it makes of that (`output`). */
export type Io = 'input' | 'output';

/**
 * `schema` as zod says it, with a `$ref` wherever one that has a name stands: those are in `$defs`. What JSON Schema
 * can't say, such as a transform's outcome, is left open.
 */
export function jsonSchemaOf(schema: z.ZodType, io: Io, names: Names): JsonSchema {
  return jsonSchema.parse(z.toJSONSchema(schema, { io, metadata: names, unrepresentable: 'any', reused: 'inline' }));
}

/** The name of a shape, then the fields that lead to a place in it. */
export type Path = readonly string[];

/** What the field at a place means; undefined where nobody has said so. */
export type Words = (path: Path) => string | undefined;

/** How a schema is shown: as what is sent or as what comes back, and with which words. */
export interface Style {
  readonly io: Io;
  readonly words: Words;
}

/** `schema`, which stands at `path`, as the document shows it: without what only machines want, and each field with its meaning. */
export function tidied(schema: JsonSchema, path: Path, style: Style): JsonSchema {
  const inner = <T extends Part>(part: T): T | JsonSchema =>
    typeof part === 'boolean' ? part : tidied(part, path, style);
  const { properties, items, anyOf, oneOf, additionalProperties, propertyNames, ...plain } = schema;
  // An answer may get more fields one day: whoever refuses what is not described would break then.
  const isOpen = additionalProperties === undefined || (additionalProperties === false && style.io === 'output');
  return asNullable({
    ...withoutNoise(plain),
    ...(propertyNames !== undefined && hasRule(propertyNames) ? { propertyNames: inner(propertyNames) } : {}),
    ...(properties === undefined ? namesOfRecord(schema, inner) : { properties: fieldsOf(properties, path, style) }),
    ...(items === undefined ? {} : { items: inner(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(inner) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(inner) }),
    ...(isOpen ? {} : { additionalProperties: inner(additionalProperties) }),
  });
}

/** Of a record that has all of a few names, those as fields: tools complain of one that is required and stands nowhere. */
function namesOfRecord(
  { required = [], additionalProperties, propertyNames }: JsonSchema,
  inner: (part: JsonSchema) => JsonSchema,
): Pick<JsonSchema, 'properties'> {
  if (propertyNames === undefined || typeof additionalProperties !== 'object' || required.length === 0) return {};
  return { properties: Object.fromEntries(required.map((name) => [name, inner(additionalProperties)])) };
}

function fieldsOf(properties: Readonly<Record<string, Part>>, path: Path, style: Style): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => {
      const at = [...path, name];
      const description = style.words(at);
      const shape = typeof part === 'boolean' ? {} : tidied(part, at, style);
      return [name, { ...shape, ...(description === undefined ? {} : { description }) }];
    }),
  );
}

/** Without bounds that every JSON number has, and patterns that say less to a reader than the format beside them. */
function withoutNoise(schema: JsonSchema): JsonSchema {
  const { $ref, $schema: _dialect, $defs: _defs, id: _id, pattern, minimum, maximum, ...kept } = schema;
  return {
    ...($ref === undefined ? {} : { $ref: componentRef($ref) }),
    ...kept,
    ...(pattern === undefined || kept.format !== undefined ? {} : { pattern }),
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  };
}

/** What zod itself names, `__schema0` and so on, is the one shape of ours that holds itself: any JSON. */
function componentRef(ref: string): string {
  return ref.replace('#/$defs/', '#/components/schemas/').replace(/__schema\d+$/, 'Json');
}

function hasRule(propertyNames: Part): boolean {
  return typeof propertyNames === 'object' && Object.keys(propertyNames).some((key) => key !== 'type');
}

/** `{anyOf: [{type: 'integer', …}, {type: 'null'}]}` as `{type: ['integer', 'null'], …}`. */
function asNullable(schema: JsonSchema): JsonSchema {
  const { anyOf, ...kept } = schema;
  const [value, none, ...more] = anyOf ?? [];
  if (value === undefined || none?.type !== 'null' || more.length > 0) return schema;
  if (typeof value.type !== 'string' || value.type === 'object' || value.enum !== undefined) return schema;
  return { ...kept, ...value, type: [value.type, 'null'] };
}

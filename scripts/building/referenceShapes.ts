import type { Document } from '../../functions/src/http/description/document.ts';
import type { JsonSchema } from '../../functions/src/http/description/jsonSchema.ts';
import { slugOf } from './guidePage.ts';

const REF = '#/components/schemas/';

/** A link to the shape that `schema` names, empty where it names none that has a section of its own. */
export function shapeLink(schema: JsonSchema): string {
  const name = schema.$ref?.slice(REF.length) ?? '';
  return name === '' || /(?:Request|Answer)$/.test(name) ? '' : `[${name}](#${slugOf(name)})`;
}

/** What `schema` says of a value, in words: `whole number, 1 to 100, default 20`. */
export function typeText(document: Document, schema: JsonSchema): string {
  const fallback = schema.default === undefined ? '' : `, default \`${JSON.stringify(schema.default)}\``;
  return `${kindText(document, schema)}${boundsText(schema)}${fallback}`;
}

function kindText(document: Document, schema: JsonSchema): string {
  const link = shapeLink(schema);
  if (link !== '') return link;
  if (schema.enum !== undefined) return `one of ${schema.enum.map((each) => `\`${String(each)}\``).join(', ')}`;
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const).replaceAll('"', '')}\``;
  const several = schema.anyOf ?? schema.oneOf;
  if (several !== undefined) return several.map((each) => kindText(document, each)).join(' or ');
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.length === 0 ? 'any JSON' : types.map((type) => wordOf(document, type, schema)).join(' or ');
}

function wordOf(document: Document, type: string, schema: JsonSchema): string {
  switch (type) {
    case 'string':
      return schema.format === 'date-time' ? 'time' : 'text';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return typeof schema.items === 'object' ? `list of ${kindText(document, schema.items)}` : 'list';
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `object, each value ${kindText(document, schema.additionalProperties)}`
        : 'object';
    default:
      return type;
  }
}

function boundsText({ minimum, maximum, ...schema }: JsonSchema): string {
  const inner = typeof schema.items === 'object' ? schema.items : schema;
  const [maxItems, maxLength] = [schema['maxItems'], inner['maxLength']];
  return [
    ...(minimum !== undefined && maximum !== undefined
      ? [`, ${minimum.toLocaleString('en')} to ${maximum.toLocaleString('en')}`]
      : []),
    ...(minimum !== undefined && maximum === undefined ? [`, at least ${minimum.toLocaleString('en')}`] : []),
    ...(typeof maxItems === 'number' ? [`, at most ${maxItems}`] : []),
    ...(typeof maxLength === 'number'
      ? [`, ${inner === schema ? '' : 'each '}at most ${maxLength.toLocaleString('en')} characters`]
      : []),
  ].join('');
}

/** A row for each field of `schema` and for those inside them, unless they have a section of their own. */
export function fieldRows(document: Document, schema: JsonSchema, use: 'request' | 'answer', path = ''): string[][] {
  const { properties = {}, required = [] } = resolved(document, schema);
  return Object.entries(properties).flatMap(([name, part]) => {
    if (typeof part === 'boolean') return [];
    const at = `${path}${name}`;
    const must = use === 'request' && required.includes(name) ? ', required' : '';
    const inner = innerOf(part);
    return [
      [`\`${at}\``, `${typeText(document, part)}${must}`, part.description ?? ''],
      ...(inner === null ? [] : fieldRows(document, inner.schema, use, `${at}${inner.isList ? '[]' : ''}.`)),
    ];
  });
}

/** The object inside a field: itself, one that may be null, or the entries of a list. */
function innerOf(schema: JsonSchema): { schema: JsonSchema; isList: boolean } | null {
  // A record with a few names is told by what they have in common, not name by name.
  if (typeof schema.additionalProperties === 'object') return null;
  if (schema.properties !== undefined) return { schema, isList: false };
  const [only, none] = schema.anyOf ?? [];
  if (only?.properties !== undefined && none?.type === 'null') return { schema: only, isList: false };
  const { items } = schema;
  return typeof items === 'object' && items.properties !== undefined ? { schema: items, isList: true } : null;
}

/** The kinds of a shape that has several, each with the words that tell it apart. */
export function optionsOf(document: Document, schema: JsonSchema): { label: string; schema: JsonSchema }[] {
  const { oneOf = [] } = resolved(document, schema);
  return oneOf.map((option) => {
    const [name = '', part] = Object.entries(option.properties ?? {}).find(([, each]) => isTelling(each)) ?? [];
    const said = typeof part === 'object' ? kindText(document, part) : '';
    return { label: `With \`${name}\` ${said}`, schema: option };
  });
}

function isTelling(part: boolean | JsonSchema): boolean {
  return typeof part === 'object' && (part.const !== undefined || part.enum !== undefined);
}

function resolved(document: Document, schema: JsonSchema): JsonSchema {
  return schema.$ref === undefined ? schema : (document.components.schemas[schema.$ref.slice(REF.length)] ?? {});
}

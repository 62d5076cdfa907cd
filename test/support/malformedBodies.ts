import fc from 'fast-check';
import type { Document } from '../../functions/src/http/description/document.ts';
import type { JsonSchema } from '../../functions/src/http/description/jsonSchema.ts';
import { bodyFaults } from './contract.ts';
import type { Target } from './malformed.ts';

interface MalformedBody {
  readonly fault: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Bodies that are no request to `target`, made of `example`, which is one. */
export function malformedBodies(document: Document, target: Target, example: unknown): fc.Arbitrary<MalformedBody> {
  const text = JSON.stringify(example);
  const schema = target.described.requestBody?.content['application/json']?.schema ?? {};
  const raw = (fault: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = JSON_TYPE) => ({
    ...{ fault, headers },
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  });
  const broken = fc.oneof(
    fc.integer({ min: 1, max: text.length - 1 }).map((length) => raw('cut', text.slice(0, length))),
    fc.constantFrom('[]', 'null', '"text"', '7', 'true', '[[]]').map((body) => raw(`the body ${body}`, body)),
    fc
      .constantFrom('{', '}', "{'a':1}", '{"a":}', '{"a":1,}', 'NaN', '{"a":1}{}', 'undefined', '\u0000', '<a/>')
      .map((body) => raw(`the body ${body}`, body)),
    fc
      .constantFrom([0xff], [0x7b, 0xff, 0x7d], [0xed, 0xa0, 0x80], [0xc0, 0xaf])
      .map((body) => raw('not UTF-8', Uint8Array.from(body))),
    fc
      .constantFrom(
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/xml',
        '',
        'json',
        ';;',
      )
      .map((type) => raw(`the type ${type}`, text, { 'content-type': type })),
    fc.constantFrom(64_001, 100_000, 1_000_000).map((length) => raw(`${length} bytes`, `"${'x'.repeat(length)}"`)),
    fc
      .constantFrom(1_000, 30_000)
      .map((depth) => raw(`${depth} lists in each other`, '['.repeat(depth) + ']'.repeat(depth))),
  );
  const changed = changes(document, schema, example).map(({ fault, value }) => raw(fault, value));
  return fc.oneof({ arbitrary: broken, weight: 1 }, { arbitrary: changed, weight: 2 }).filter(
    // What JSON Schema takes may be right: any JSON is, as the payload of a signal.
    ({ body, fault }) => fault.startsWith('the type') || !isRight(target, body),
  );
}

function isRight(target: Target, body: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (target.described.requestBody === undefined) return JSON.stringify(value) === '{}';
    // A key of that name is nothing that JSON Schema could see.
    return !hasProto(value) && isWellFormed(value) && body.length <= 64_000 && bodyFaults(target, value).length === 0;
  } catch {
    return false;
  }
}

function hasProto(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, inner]) => key === '__proto__' || hasProto(inner))
  );
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormed(inner));
}

/** JSON texts of `example` with one thing changed, by what `schema` says of its fields. */
function changes(
  document: Document,
  schema: JsonSchema,
  example: unknown,
): fc.Arbitrary<{ fault: string; value: string }> {
  const places = placesIn(document, schema, []);
  const extra = fc
    .constantFrom('owner', '__proto__', 'constructor', 'prototype', 'status ', '', '\ud800', 'a.b', '$where', '0')
    .map((name) => ({
      fault: `the unknown field ${JSON.stringify(name)}`,
      // By hand: `__proto__` in an object would set its prototype instead.
      value: JSON.stringify(example).replace(
        /^\{/,
        () => `{${JSON.stringify(name)}:{"x":1}${JSON.stringify(example) === '{}' ? '' : ','}`,
      ),
    }));
  if (places.length === 0) return extra;
  const wrong = fc.constantFrom(...places).chain(({ path, schema: at }) =>
    fc.oneof(fc.constantFrom(...wrongValues(at)), fc.jsonValue({ maxDepth: 3 })).map((value) => ({
      fault: `${path.join('.')} is ${JSON.stringify(value)?.slice(0, 60)}`,
      value: JSON.stringify(withValue(example, path, value)),
    })),
  );
  const deep = fc.constantFrom(...places).map(({ path }) => ({
    fault: `${path.join('.')} holds 5,000 lists in each other`,
    value: JSON.stringify(withValue(example, path, DEEP)).replace(
      JSON.stringify(DEEP),
      '['.repeat(5_000) + ']'.repeat(5_000),
    ),
  }));
  return fc.oneof({ arbitrary: wrong, weight: 6 }, { arbitrary: extra, weight: 2 }, { arbitrary: deep, weight: 1 });
}

const DEEP = '(deep)';

interface Place {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

/** Every field of a request, and every field in those. */
function placesIn(document: Document, schema: JsonSchema, path: readonly string[]): Place[] {
  const ref = schema.$ref?.replace('#/components/schemas/', '');
  const here = ref === undefined ? schema : (document.components.schemas[ref] ?? {});
  const inner = [...(here.anyOf ?? []), ...(here.oneOf ?? [])].flatMap((part) => placesIn(document, part, path));
  const fields = Object.entries(here.properties ?? {}).flatMap(([name, part]) =>
    typeof part === 'boolean'
      ? []
      : [{ path: [...path, name], schema: part }, ...placesIn(document, part, [...path, name])],
  );
  return [...inner, ...fields];
}

/** Values that break what a schema says, and such as break what it did not think of. */
function wrongValues({
  type,
  minimum,
  maximum,
  maxLength,
  minLength,
  maxItems,
  pattern,
  ...rest
}: JsonSchema): readonly unknown[] {
  return [
    ...[null, true, 0, -1, 1.5, 1e308, '', 'x', [], {}, [[]], [null], { __proto__: null }],
    ...['\ud800', 'a\udfffb', '\u0000', '\u202e', '😀'.repeat(20_000)],
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1, `${maximum}`]),
    ...(typeof maxLength === 'number' ? ['x'.repeat(maxLength + 1)] : []),
    ...(typeof minLength === 'number' && minLength > 0 ? ['x'.repeat(minLength - 1)] : []),
    ...(typeof maxItems === 'number' ? [Array.from({ length: maxItems + 1 }, (_, index) => `d${index}.org`)] : []),
    ...(pattern === undefined ? [] : ['?', 'a b', '../x', 'x'.repeat(500), 'миссия']),
    ...(type === 'string' && rest.format === 'date-time' ? ['yesterday', '2026-02-30T00:00:00Z', '2026-11-21'] : []),
  ];
}

function withValue(example: unknown, [name, ...more]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const fields =
    typeof example === 'object' && example !== null && !Array.isArray(example) ? Object.entries(example) : [];
  const inner =
    Array.isArray(example) && example.length > 0
      ? example.map((each) => withValue(each, [name, ...more], value))
      : null;
  if (inner !== null) return inner;
  const before = fields.find(([key]) => key === name)?.[1];
  return { ...Object.fromEntries(fields), [name]: withValue(before, more, value) };
}

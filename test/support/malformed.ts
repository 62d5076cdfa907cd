import fc from 'fast-check';
import type { Described, Document, Method } from '../../functions/src/http/description/document.ts';
import type { JsonSchema } from '../../functions/src/http/description/jsonSchema.ts';
import { malformedBodies } from './malformedBodies.ts';
import type { RawRequest } from './rawCall.ts';

/** An operation of the document and where it stands. */
export interface Target {
  readonly path: string;
  readonly method: Method;
  readonly described: Described;
}

/** A request that no reader of the document would call right, and what is wrong with it. */
export interface Malformed extends RawRequest {
  readonly fault: string;
  /** Answered before any operation is chosen. */
  readonly isAstray?: boolean;
}

/** All operations of `document`, those without a request to get wrong left out. */
export function targetsOf(document: Document): Target[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const described = methods[method];
      return described === undefined || !('400' in described.responses) ? [] : [{ path, method, described }];
    }),
  );
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const JSON_TYPE = { 'content-type': 'application/json' };

/** Malformed requests to `target`; `ids` holds a value for each parameter of an address, of things that are there. */
export function malformed(
  document: Document,
  target: Target,
  ids: Readonly<Record<string, string>>,
): fc.Arbitrary<Malformed> {
  const base = { method: target.method.toUpperCase(), headers: {}, body: null };
  const right = addressOf(target, ids) + queryOf(target, {});
  const example = exampleOf(target);
  const carries = example === null ? {} : { headers: JSON_TYPE, body: bytes(JSON.stringify(example)) };
  const kinds: fc.Arbitrary<Malformed>[] = [
    queryFaults(target).map(({ fault, query }) => ({
      ...base,
      ...carries,
      fault,
      target: addressOf(target, ids) + query,
    })),
    wrongMethod(document, target).map((method) => ({
      ...base,
      method,
      fault: `method ${method}`,
      target: right,
      isAstray: true,
    })),
    fc.constant({
      ...base,
      ...carries,
      fault: 'no token',
      target: right,
      headers: { ...carries.headers, 'x-anonymous': '1' },
    }),
  ];
  if (target.path.includes('{')) {
    kinds.push(
      fc.constantFrom(...WRONG_IDS).chain((id) =>
        fc.constantFrom(...Object.keys(ids).filter((name) => target.path.includes(`{${name}}`))).map((name) => ({
          ...{ ...base, ...carries, fault: `${name} ${id.slice(0, 40)}`, isAstray: true },
          target: addressOf(target, { ...ids, [name]: id }) + queryOf(target, {}),
        })),
      ),
    );
  }
  if (target.method !== 'get') {
    const bodies = malformedBodies(document, target, example ?? {});
    // Most of the faults that there can be are in bodies.
    for (let share = 0; share < 4; share += 1) {
      kinds.push(bodies.map(({ fault, headers, body }) => ({ ...base, fault, headers, body, target: right })));
    }
  }
  return fc.oneof(...kinds);
}

function addressOf({ path }: Target, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`what stands for {${name}} in ${path}? Say it in the test.`);
    return id;
  });
}

/** The query of the first example with `changes`; null leaves a parameter out. */
function queryOf({ described }: Target, changes: Readonly<Record<string, string>>): string {
  const sample = /\?([^"]*)"/.exec(described['x-codeSamples'][0]?.source ?? '')?.[1] ?? '';
  const query = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(sample)), ...changes }).toString();
  return query === '' ? '' : `?${query}`;
}

function exampleOf({ described }: Target): unknown {
  const examples = described.requestBody?.content['application/json']?.examples ?? {};
  return Object.values(examples)[0]?.value ?? null;
}

/** None of them is an id, as it stands in an address. */
const WRONG_IDS = [
  ...[
    '%00',
    '%',
    '%ZZ',
    '%E0%A4%A',
    '%F0%9F%90%8D',
    '..',
    '..%2f..%2fhealth',
    '%2e%2e',
    'a%2Fb',
    '__proto__',
    'constructor',
  ],
  ...['-1', 'null', '%20', '!', 'a.b', '%ED%A0%80', 'x'.repeat(3_000), "'%20or%201=1--", '%25%30%30', 'a;b=c'],
];

function queryFaults(target: Target): fc.Arbitrary<{ fault: string; query: string }> {
  const asked = target.described.parameters.filter((parameter) => parameter.in === 'query');
  const unknown = fc.constantFrom('depth', '__proto__', 'constructor', 'limit[]', 'a[b]', '%00', 'LIMIT', 'toString');
  const kinds = [
    unknown.map((name) => ({ fault: `unknown parameter ${name}`, query: queryWith(target, `${name}=1`) })),
    ...asked.flatMap(({ name, schema, required }) => [
      // A text without any rule has no wrong value.
      ...wrongTexts(schema).map((text) =>
        fc.constant({
          fault: `${name}=${text.slice(0, 40)}`,
          query: queryWith(target, `${name}=${encodeURIComponent(text)}`, name),
        }),
      ),
      fc.constant({ fault: `${name} twice`, query: queryWith(target, `${name}=1&${name}=1`, name) }),
      ...(required ? [fc.constant({ fault: `no ${name}`, query: '' })] : []),
    ]),
  ];
  return fc.oneof(...kinds);
}

function queryWith(target: Target, extra: string, instead = ''): string {
  const query = new URLSearchParams(queryOf(target, {}));
  query.delete(instead);
  return `?${query.size === 0 ? '' : `${query.toString()}&`}${extra}`;
}

/** Texts that are no value of the parameter `schema`, whatever else it says. */
function wrongTexts(schema: JsonSchema): readonly string[] {
  const { type, minimum, maximum, maxLength } = schema;
  const beyond = [
    ...(minimum === undefined ? [] : [`${minimum - 1}`]),
    ...(maximum === undefined ? [] : [`${maximum + 1}`]),
    ...(typeof maxLength === 'number' ? ['x'.repeat(maxLength + 1)] : []),
  ];
  switch (String(type)) {
    case 'integer':
      return [...beyond, '', 'ten', '1.5', '1e3', '0x10', ' 1', '１', 'NaN', 'Infinity', '9'.repeat(400), '--1'];
    case 'number':
      return [...beyond, '', 'half', '1,5', '0x10', 'NaN', 'Infinity', '5 %', '1e999'];
    case 'boolean':
      return ['', 'yes', 'TRUE', '2', 'null'];
    case 'array':
      return typeof schema.items === 'object' ? wrongTexts(schema.items) : [];
    default:
      return schema.format === 'date-time'
        ? ['', 'yesterday', '2026-02-30T00:00:00Z', '2026-11-21', '0', '+1', '2026-11-21T25:00:00Z']
        : [...beyond, ...wrongWords(schema)];
  }
}

/** Words that neither the pattern nor the list of a text allows. */
function wrongWords({ enum: known, pattern }: JsonSchema): string[] {
  if (known === undefined && pattern === undefined) return [];
  const shape = new RegExp(pattern ?? '', 'u');
  const words = ['', '?', ' ', '\u0000', 'a b', '__proto__', 'x'.repeat(600)];
  return words.filter((word) => known?.includes(word) !== true && (known !== undefined || !shape.test(word)));
}

/** Methods that the address of `target` does not have. */
function wrongMethod(document: Document, { path }: Target): fc.Arbitrary<string> {
  const known = new Set(Object.keys(document.paths[path] ?? {}).map((method) => method.toUpperCase()));
  return fc.constantFrom(
    ...['PUT', 'DELETE', 'PATCH', 'POST', 'OPTIONS', 'PROPFIND'].filter((method) => !known.has(method)),
  );
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

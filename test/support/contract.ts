import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describeApi } from '../../functions/src/http/openApi.ts';
import type { Answered } from './call.ts';

type Json = { readonly [key: string]: unknown };

/**
 * The document with every object closed: an answer with a field that it does not describe fails. (What is published is
 * open, so that an answer may get more fields one day.)
 */
const CLOSED: Json = { ...closed(JSON.parse(JSON.stringify(describeApi()))), $id: 'api' };

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(CLOSED);

function closed(value: Json): Json {
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closedPart(part)]));
  const isShape = value['type'] === 'object' && 'properties' in value && !('additionalProperties' in value);
  return isShape ? { ...inner, additionalProperties: false } : inner;
}

function closedPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closedPart);
  return isJson(part) ? closed(part) : part;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with `value` as what stands at `place` in the document, such as `['paths', '/missions', 'get']`. */
function faultsAt(place: readonly string[], value: unknown): string[] {
  const pointer = place
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B'))
    .join('/');
  const check = ajv.compile({ $ref: `api#/${pointer.replaceAll('}', '%7D')}` });
  if (check(value)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** An operation's place in the document. */
export interface Described {
  readonly path: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
}

/** What is wrong with `body` as the body of a request, by the document. */
export function bodyFaults({ path, method }: Described, body: unknown): string[] {
  return faultsAt(['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'], body);
}

/** What is wrong with an answer, by the document: its status, its headers, its media type, its body. */
export function answerFaults({ path, method }: Described, answer: Omit<Answered, 'json'>): string[] {
  const described = describeApi().paths[path]?.[method]?.responses[answer.status];
  if (described === undefined) return [`the status ${answer.status} is not described: ${answer.text}`];
  const lacking = Object.keys(described.headers ?? {}).filter((name) => answer.headers.get(name) === null);
  const media = answer.headers.get('content-type')?.replace(/;.*$/, '') ?? null;
  const expected = Object.keys(described.content ?? {});
  const isExpected = media === null ? expected.length === 0 : expected.includes(media);
  const place = ['paths', path, method, 'responses', `${answer.status}`, 'content', `${media}`, 'schema'];
  return [
    ...lacking.map((name) => `there is no header ${name}`),
    ...(isExpected ? [] : [`the media type is ${media}, not ${expected.join(' or ')}`]),
    ...(isExpected && media?.endsWith('json') === true ? faultsAt(place, JSON.parse(answer.text)) : []),
  ];
}

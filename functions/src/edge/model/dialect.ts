import * as z from 'zod';
import type { Refusal } from './refusal.ts';

/** One turn of what is sent. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Ways to ask for JSON, the surest first. */
const FORMATS = ['strict_schema', 'schema', 'object', 'words'] as const;

/**
 * What an endpoint takes of the protocol. "OpenAI-compatible" says little: of ten servers no two take the same options,
 * and the only way to know is to be refused.
 */
export interface Dialect {
  /** Whether it can be asked for the usage at the end of a stream. */
  readonly hasUsage: boolean;
  /** The newer models of OpenAI refuse the name that everybody else knows. */
  readonly limitName: 'max_tokens' | 'max_completion_tokens';
  readonly format: (typeof FORMATS)[number];
}

/** What is tried first. */
export const FULL_DIALECT: Dialect = { hasUsage: true, limitName: 'max_tokens', format: 'strict_schema' };

/** A value that is asked for: its JSON schema, and what to call it. */
export interface JsonForm {
  readonly name: string;
  readonly schema: JsonObject;
}

const jsonObject = z.record(z.string(), z.json());
type JsonObject = z.infer<typeof jsonObject>;

/** `schema` as a model reads it. Objects take no other fields, which the strict way of asking insists on. */
export function jsonSchemaOf(schema: z.ZodType): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'object') jsonSchema.additionalProperties ??= false;
    },
  });
  return jsonObject.parse(rest);
}

/** The options of a request's body that differ between endpoints. */
export function bodyOptions(dialect: Dialect, form: JsonForm | null, maxOutputTokens: number): JsonObject {
  const format = form === null ? null : responseFormat(dialect.format, form);
  return { [dialect.limitName]: maxOutputTokens, ...(format === null ? {} : { response_format: format }) };
}

function responseFormat(format: Dialect['format'], { name, schema }: JsonForm): JsonObject | null {
  switch (format) {
    case 'strict_schema':
      return { type: 'json_schema', json_schema: { name, schema, strict: true } };
    case 'schema':
      return { type: 'json_schema', json_schema: { name, schema } };
    case 'object':
      return { type: 'json_object' };
    case 'words':
      return null;
  }
}

/** The option as a whole is not known. */
const NO_FORMAT =
  /(unrecognized|unknown|unsupported|unexpected|extra)\b[^.]{0,60}\bresponse_format\b(?!\.)|\bresponse_format\b['"` ]{0,3}(is )?(not supported|unsupported|not permitted)/i;

/** It is, but no schemas. What is wrong with this very schema is worded otherwise. */
const NO_SUCH_KIND =
  /\bresponse_format(\.type| type)\b.{0,40}(unavailable|not available|not supported|unsupported)|\bjson_schema\b['"` ]{0,3}(is )?(unavailable|not available|not supported|unsupported)/i;

/**
 * The dialect to try after `refusal`, or null where it is about something else. Each answer asks for less than the one
 * before, so this comes to an end.
 */
export function humbler(dialect: Dialect, refusal: Refusal, form: JsonForm | null): Dialect | null {
  const { status, body } = refusal;
  // llama.cpp has answered 500 to a schema that it can't make a grammar of.
  if (![400, 422, 501].includes(status) && !(status === 500 && /grammar/i.test(body))) return null;
  if (dialect.hasUsage && /stream_options|include_usage/.test(body)) return { ...dialect, hasUsage: false };
  // vLLM names both limits where the prompt is too long: what counts is that the one is refused for the other.
  if (dialect.limitName === 'max_tokens' && /max_tokens.{0,80}(not supported|unsupported|use )/is.test(body)) {
    if (/max_completion_tokens/.test(body)) return { ...dialect, limitName: 'max_completion_tokens' };
  }
  const isAboutFormat = /response_?format|json|schema|grammar|structured|guided/i.test(body);
  const next =
    form !== null && isAboutFormat ? FORMATS.find((format) => isHumbler(format, dialect.format, body)) : null;
  return next === undefined || next === null ? null : { ...dialect, format: next };
}

/** Where it is the kind of format that is refused, and not this schema, the same kind is not tried in another way. */
function isHumbler(format: Dialect['format'], than: Dialect['format'], body: string): boolean {
  if (FORMATS.indexOf(format) <= FORMATS.indexOf(than)) return false;
  if (NO_FORMAT.test(body)) return format === 'words';
  return format !== 'schema' || !NO_SUCH_KIND.test(body);
}

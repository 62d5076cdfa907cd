import type { ErrorCode } from '../../core/errors.ts';
import type { Operation } from '../operation.ts';
import { statusOf } from '../problems.ts';
import type { Described, DescribedResponse } from './document.ts';
import type { JsonSchema } from './jsonSchema.ts';

/** Headers that say something the body does not, by name. */
const HEADERS = {
  ETag: 'A name for this answer, to be sent back as `If-None-Match`.',
  'Retry-After': 'After how many seconds to send the call again.',
  'WWW-Authenticate': 'How to sign in: `Bearer`.',
} as const;
type Header = keyof typeof HEADERS;

/** Which answers carry which of them. */
const BY_STATUS: Readonly<Record<string, readonly Header[]>> = {
  304: ['ETag'],
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** What `operation` answers, by status: its answer, of the shape `answer`, and the problems of `codes`. */
export function responsesOf(
  operation: Operation,
  answer: JsonSchema,
  codes: readonly ErrorCode[],
): Described['responses'] {
  const { statuses = { 200: 'Done.' }, media = 'application/json', alsoAs } = operation;
  const text = alsoAs === undefined ? {} : { [alsoAs]: { schema: { type: 'string' } } };
  const hasETag = '304' in statuses;
  const done = Object.entries(statuses).map(([status, description]): [string, DescribedResponse] => [
    status,
    status === '304' || status === '204'
      ? { description, ...headersOf(BY_STATUS[status] ?? []) }
      : { description, ...headersOf(hasETag ? ['ETag'] : []), content: { [media]: { schema: answer }, ...text } },
  ]);
  // A status that an answer of its own has stays that answer's: a probe that says what is wrong is no problem.
  const failed = [...Map.groupBy(codes, statusOf)].filter(([status]) => !(status in statuses));
  const problems = failed.map(([status, those]): [string, DescribedResponse] => [
    `${status}`,
    problemOf(status, those),
  ]);
  return Object.fromEntries<DescribedResponse>([...done, ...problems]);
}

function problemOf(status: number, several: readonly ErrorCode[]): DescribedResponse {
  const codes = [...new Set(several)];
  return {
    description: `${codes.map((code) => `[\`${code}\`](/guide/errors#${code})`).join(', ')}.`,
    ...headersOf(BY_STATUS[status] ?? []),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
        },
      },
    },
  };
}

function headersOf(names: readonly Header[]): Pick<DescribedResponse, 'headers'> {
  if (names.length === 0) return {};
  const headers = names.map((name) => [name, { description: HEADERS[name], schema: { type: 'string' } }]);
  return { headers: Object.fromEntries(headers) };
}

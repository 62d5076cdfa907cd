import * as z from 'zod';
import type { createDocument } from 'zod-openapi';
import type { ErrorCode } from '../core/errors.ts';
import { eta, missionAnswer, problem, progressAnswer, resultAnswer } from '../schema/api.ts';
import { deliveryAnswer, webhookPayload } from '../schema/delivery.ts';
import { historyEntry } from '../schema/history.ts';
import { ledgerEntry } from '../schema/ledger.ts';
import { missionError, missionStatus } from '../schema/mission.ts';
import { reportAnswer } from '../schema/report.ts';
import { scheduleAnswer } from '../schema/schedule.ts';
import { streamEvent } from '../schema/stream.ts';
import { trackedStep } from '../schema/tracker.ts';
import { wait } from '../schema/wait.ts';
import { webhookAnswer } from '../schema/webhook.ts';
import { type Operation, TAGS } from './operation.ts';
import { OPERATIONS } from './operations/all.ts';
import { statusOf } from './problems.ts';

/** What the document calls the shapes that occur in several answers. */
const NAMED = {
  Mission: missionAnswer,
  MissionStatus: missionStatus,
  MissionError: missionError,
  Progress: progressAnswer,
  Step: trackedStep,
  Eta: eta,
  Wait: wait,
  Event: historyEntry,
  StreamEvent: streamEvent,
  LedgerEntry: ledgerEntry.omit({ owner: true }),
  Result: resultAnswer,
  Report: reportAnswer,
  Schedule: scheduleAnswer,
  Webhook: webhookAnswer,
  Delivery: deliveryAnswer,
  WebhookPayload: webhookPayload,
  Problem: problem,
};

type Document = ReturnType<typeof createDocument>;
type DocumentInput = Parameters<typeof createDocument>[0];
type Described = NonNullable<NonNullable<DocumentInput['paths']>[string]['get']>;
type Responses = NonNullable<Described['responses']>;

let known: Promise<Document> | null = null;

/** The API as an OpenAPI 3.1 document. Made when it is first asked for, 50 ms or so, then kept. */
export function describeApi(): Promise<Document> {
  known ??= makeDocument();
  return known;
}

async function makeDocument(): Promise<Document> {
  // Few processes are ever asked for it, so the others don't load what makes it.
  const { createDocument: create } = await import('zod-openapi');
  return create({
    openapi: '3.1.1',
    info: {
      title: 'Mission Progress',
      version: '1',
      description:
        'Runs long multi-step missions on Firebase and keeps their progress safe. Start with the guide at /guide.',
    },
    servers: [{ url: '/', description: 'The address at which this document is served.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: pathsOf(OPERATIONS),
    components: {
      schemas: NAMED,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Firebase ID token of the project. See /guide/signing-in.',
        },
      },
    },
  });
}

function pathsOf(operations: readonly Operation[]): NonNullable<DocumentInput['paths']> {
  const paths: NonNullable<DocumentInput['paths']> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return paths;
}

function described(operation: Operation): Described {
  const { id, tag, summary, description, scope, of, query, body, examples } = operation;
  const bodies = examples.filter((example) => example.body !== undefined);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: scope === null ? [] : [{ bearer: [] }],
    requestParams: { ...shapeOf('path', of.params), ...shapeOf('query', query) },
    ...(isNothing(body)
      ? {}
      : {
          requestBody: {
            required: !body.safeParse({}).success,
            content: {
              'application/json': {
                schema: body,
                examples: Object.fromEntries(bodies.map((example) => [example.name, { value: example.body }])),
              },
            },
          },
        }),
    responses: responsesOf(operation),
  };
}

function shapeOf(where: 'path' | 'query', schema: z.ZodType): Partial<Record<'path' | 'query', z.ZodObject>> {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length > 0 ? { [where]: schema } : {};
}

function isNothing(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}

function responsesOf(operation: Operation): Responses {
  const responses: Responses = {};
  for (const [status, description] of Object.entries(operation.statuses ?? { 200: 'Done.' })) {
    const media = operation.media ?? 'application/json';
    responses[statusKey.parse(status)] =
      status === '204' || status === '304'
        ? { description }
        : { description, content: { [media]: { schema: operation.answer } } };
  }
  for (const [status, codes] of Map.groupBy(errorsOf(operation), statusOf)) {
    responses[statusKey.parse(String(status))] ??= {
      description: `One of ${codes.map((name) => `\`${name}\``).join(', ')}: see /guide/errors.`,
      content: { 'application/problem+json': { schema: problem } },
    };
  }
  return responses;
}

/** A status as the document's type wants it. */
const statusKey = z.custom<`${1 | 2 | 3 | 4 | 5}${string}`>(
  (text) => typeof text === 'string' && /^[1-5]\d\d$/.test(text),
);

/** The codes that an operation may answer: its own, and those of the doors that every request passes. */
export function errorsOf(operation: Operation): ErrorCode[] {
  return [
    ...(isNothing(operation.body) && isNothing(operation.query) ? [] : (['invalid_request'] as const)),
    ...(operation.scope === null ? [] : (['unauthenticated', 'token_expired', 'token_invalid'] as const)),
    ...(operation.method === 'get' ? [] : (['bad_json', 'body_too_large', 'unsupported_media_type'] as const)),
    ...operation.errors,
    'dependency_unavailable',
    'internal',
  ];
}

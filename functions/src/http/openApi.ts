import * as z from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import { eta, missionAnswer, problem, progressAnswer, resultAnswer, stepList } from '../schema/api.ts';
import { keyAnswer } from '../schema/apiKey.ts';
import { deliveryAnswer, webhookPayload } from '../schema/delivery.ts';
import { historyEntry } from '../schema/history.ts';
import { cancellation, missionError, missionStatus } from '../schema/mission.ts';
import { reportAnswer } from '../schema/report.ts';
import { createMissionRequest } from '../schema/requests.ts';
import { scheduleAnswer, scheduledRequest } from '../schema/schedule.ts';
import { streamEvent, streamProgress, streamTrouble } from '../schema/stream.ts';
import { trackedStep } from '../schema/tracker.ts';
import { wait } from '../schema/wait.ts';
import { webhookAnswer, webhookWithSecret } from '../schema/webhook.ts';
import { curlLine } from './description/curlLine.ts';
import type { Described, Document, Method } from './description/document.ts';
import { wordsOf } from './description/fields.ts';
import type { JsonSchema, Words } from './description/jsonSchema.ts';
import { parametersOf } from './description/parameters.ts';
import { responsesOf } from './description/responses.ts';
import { type Shapes, shapesOf } from './description/shapes.ts';
import { type Operation, TAGS } from './operation.ts';
import { OPERATIONS } from './operations/all.ts';

/** What the document calls the shapes that occur in several answers. */
const NAMED = {
  Mission: missionAnswer,
  MissionStatus: missionStatus,
  MissionError: missionError,
  Cancellation: cancellation,
  Progress: progressAnswer,
  Step: trackedStep,
  Eta: eta,
  Wait: wait,
  Event: historyEntry,
  StreamEvent: streamEvent,
  StreamProgress: streamProgress,
  StreamTrouble: streamTrouble,
  LedgerEntry: stepList.shape.steps.element,
  Result: resultAnswer,
  Report: reportAnswer,
  Schedule: scheduleAnswer,
  Key: keyAnswer,
  Webhook: webhookAnswer,
  NewWebhook: webhookWithSecret,
  Delivery: deliveryAnswer,
  WebhookPayload: webhookPayload,
  Problem: problem,
};

const { mission_id: _drawn, not_before: _due, ...scheduled } = createMissionRequest.shape;

/** The shapes of what is taken as it comes and parsed by its own rules. */
const SPELLED_OUT = new Map([[scheduledRequest, z.strictObject(scheduled)]]);

const ABOUT = `Runs long multi-step missions on Firebase and keeps their progress safe. Start with the [guide](/guide/api).

Requests and answers are JSON in UTF-8. Unknown fields and parameters of a request are refused; an answer may get more fields. Errors are RFC 9457 problem details with a stable \`code\`. A method that an address does not have is answered 405, \`method_not_allowed\`, with the ones that it has under \`Allow\`; an address that there is not 404, \`route_not_found\`.`;

let known: Document | null = null;

/** The API as an OpenAPI 3.1 document. Made when it is first asked for, 50 ms or so, then kept. */
export function describeApi(): Document {
  known ??= documentOf(OPERATIONS, wordsOf);
  return known;
}

/** The document of `operations`, their fields described by `words`. */
export function documentOf(operations: readonly Operation[], words: Words): Document {
  const shapes = shapesOf(operations, NAMED, SPELLED_OUT, words);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Mission Progress',
      version: '1',
      description: ABOUT,
    },
    servers: [{ url: '/', description: 'The address at which this document is served.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: pathsOf(operations, shapes, words),
    components: {
      schemas: shapes.components,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A Firebase ID token of the project, see [signing in](/guide/signing-in), or an [API key](/guide/keys).',
        },
      },
    },
  };
}

function pathsOf(operations: readonly Operation[], shapes: Shapes, words: Words): Document['paths'] {
  const paths: Record<string, Partial<Record<Method, Described>>> = {};
  for (const operation of operations) {
    const here = (paths[operation.path] ??= {});
    here[operation.method] = described(operation, shapes, words);
  }
  return paths;
}

function described(operation: Operation, shapes: Shapes, words: Words): Described {
  const { id, method, tag, summary, description, alsoAt, scope, examples } = operation;
  const body = shapes.bodies.get(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: linked(
      alsoAt === undefined ? description : `${description} \`${method.toUpperCase()} ${alsoAt}\` is the same.`,
    ),
    security: scope === null ? [] : [{ bearer: [] }],
    ...(scope === null ? {} : { 'x-scope': scope }),
    parameters: parametersOf(operation, words),
    ...(body === undefined ? {} : { requestBody: bodyOf(operation, body) }),
    responses: responsesOf(operation, shapes.answers.get(operation) ?? {}, errorsOf(operation)),
    'x-codeSamples': examples.map((example) => ({
      lang: 'Shell',
      label: example.name,
      source: curlLine(operation, example),
    })),
  };
}

function bodyOf({ body, examples }: Operation, schema: JsonSchema): NonNullable<Described['requestBody']> {
  const sent = examples.filter((example) => example.body !== undefined);
  return {
    required: !body.safeParse({}).success,
    content: {
      'application/json': {
        schema,
        examples: Object.fromEntries(sent.map((example) => [example.name, { value: example.body }])),
      },
    },
  };
}

/** Links to pages of the guide, which a declaration writes as the pages do, as they are served. */
function linked(markdown: string): string {
  return markdown.replaceAll(/\]\(([a-z-]+)\.md(#[\w-]+)?\)/g, '](/guide/$1$2)');
}

/** What a caller may be told at the first doors. */
const SIGNED_IN = [
  ...(['unauthenticated', 'token_expired', 'token_invalid'] as const),
  ...(['key_malformed', 'key_unknown', 'key_expired', 'key_revoked', 'scope_missing', 'rate_limited'] as const),
];

/** The codes that an operation may answer: its own, and those of the doors that every request passes. */
export function errorsOf(operation: Operation): ErrorCode[] {
  return [
    ...(refuses(operation) ? (['invalid_request'] as const) : []),
    ...(operation.scope === null ? [] : SIGNED_IN),
    ...(operation.method === 'get' ? [] : (['bad_json', 'body_too_large', 'unsupported_media_type'] as const)),
    ...operation.errors,
    'dependency_unavailable',
    'internal',
  ];
}

/** Whether there is anything that a request could say wrongly: even one that carries nothing refuses what it does not know. */
function refuses({ method, query }: Operation): boolean {
  return method !== 'get' || !query.safeParse({ '?': '' }).success;
}

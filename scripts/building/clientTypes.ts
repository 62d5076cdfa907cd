import * as z from 'zod';
import {
  command,
  draftList,
  eta,
  etaNote,
  eventList,
  inputAnswer,
  missionAnswer,
  missionList,
  problem,
  progressAnswer,
  progressList,
  queue,
  resultAnswer,
  shownDraft,
  stepList,
} from '../../functions/src/schema/api.ts';
import { external } from '../../functions/src/schema/external.ts';
import { historyEntry, historyKind } from '../../functions/src/schema/history.ts';
import { cancellation, executionRecord, missionError, missionStatus } from '../../functions/src/schema/mission.ts';
import { reportAnswer, stepReport } from '../../functions/src/schema/report.ts';
import {
  answerRequest,
  createMissionRequest,
  editMissionRequest,
  retryMissionRequest,
  signalRequest,
} from '../../functions/src/schema/requests.ts';
import { missedPage, resultItem } from '../../functions/src/schema/result.ts';
import { streamEvent } from '../../functions/src/schema/stream.ts';
import { plannedStep, stepStatus, subProgress, trackedStep } from '../../functions/src/schema/tracker.ts';
import { wait } from '../../functions/src/schema/wait.ts';

/** The stream's events but for `trouble`, which the client throws. */
const [entryEvent, progressEvent, endEvent] = streamEvent.options;
const toldEvent = z.discriminatedUnion('event', [entryEvent, progressEvent, endEvent]);

/** What the server answers, by the names that the package exports. */
const ANSWERS = {
  ...{
    MissionStatus: missionStatus,
    Command: command,
    MissionError: missionError,
    Cancellation: cancellation,
    Wait: wait,
  },
  ...{ StepStatus: stepStatus, SubProgress: subProgress, TrackedStep: trackedStep, PlannedStep: plannedStep },
  ...{ ExecutionRecord: executionRecord, External: external, MissionAnswer: missionAnswer, MissionList: missionList },
  ...{ EtaNote: etaNote, Eta: eta, Queue: queue, ProgressAnswer: progressAnswer, ProgressList: progressList },
  ...{ HistoryKind: historyKind, HistoryEntry: historyEntry, EventList: eventList, StepList: stepList },
  ...{ InputAnswer: inputAnswer, ShownDraft: shownDraft, DraftList: draftList },
  ...{ ResultItem: resultItem, MissedPage: missedPage, ResultAnswer: resultAnswer },
  ...{ ReportAnswer: reportAnswer, Problem: problem, StreamEvent: toldEvent },
};

/** What it takes: fields with a default may be left out. */
const REQUESTS = {
  ...{ CreateMissionRequest: createMissionRequest, EditMissionRequest: editMissionRequest },
  ...{ RetryMissionRequest: retryMissionRequest, AnswerRequest: answerRequest, SignalRequest: signalRequest },
  StepReport: stepReport,
};

const HEAD = `// Made by \`npm run client-types\` from the zod schemas in functions/src/schema. Not to be edited.

/** Whatever JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
`;

/** The part of JSON Schema that zod makes of the schemas above. */
const node = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum: z.array(z.string()).optional(),
  description: z.string().optional(),
  get anyOf() {
    return z.array(node).optional();
  },
  get oneOf() {
    return z.array(node).optional();
  },
  get items() {
    return node.optional();
  },
  get properties() {
    return z.record(z.string(), node).optional();
  },
  required: z.array(z.string()).optional(),
  get additionalProperties() {
    return z.union([z.boolean(), node]).optional();
  },
});
type Node = z.infer<typeof node>;

/** The text of client/src/wire.ts: every type that crosses the wire, with nothing to import. Not formatted. */
export function clientTypes(): string {
  return [HEAD, ...declarations(ANSWERS, 'output'), ...declarations(REQUESTS, 'input')].join('\n');
}

function declarations(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): string[] {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io, unrepresentable: 'any', uri: (id) => id, metadata: registry });
  return Object.keys(schemas).map((name) => {
    const parsed = node.parse(made.schemas[name]);
    return `${comment(parsed)}export type ${name} = ${typeOf(parsed)};\n`;
  });
}

function typeOf(schema: Node): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((word) => JSON.stringify(word)).join(' | ');
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.map(typeOf).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array':
      return `(${schema.items === undefined ? 'unknown' : typeOf(schema.items)})[]`;
    case 'object':
      return objectOf(schema);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`a type that the printer does not know: ${schema.type}`);
  }
}

/** zod names what is recursive by itself: of ours that is JSON alone. */
function nameOf(ref: string): string {
  return /^[A-Z][A-Za-z]+$/.test(ref) ? ref : 'Json';
}

function objectOf({ properties, required = [], additionalProperties }: Node): string {
  if (properties === undefined) {
    const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
    return `{ [key: string]: ${value} }`;
  }
  const fields = Object.entries(properties).map(([name, value]) => {
    // `undefined` too: what is left out of a request by a condition is that.
    const isOptional = !required.includes(name);
    return `${comment(value)}${name}${isOptional ? '?' : ''}: ${typeOf(value)}${isOptional ? ' | undefined' : ''};`;
  });
  return `{\n${fields.join('\n')}\n}`;
}

function comment({ description }: Node): string {
  return description === undefined ? '' : `/** ${description.replaceAll('*/', '*\\/')} */\n`;
}

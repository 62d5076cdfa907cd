import * as z from 'zod';
import { missionStatus } from './mission.ts';
import { stepName } from './request.ts';

const worker = z.string().min(1).max(100).default('worker');
const message = z.string().max(1000).default('');

/**
 * `POST /missions/{id}/steps/{index}`: what an external worker says of a step. `name` names a step that a growing
 * mission does not know yet; `is_last` ends such a mission. Usage amounts are added to the mission's.
 */
export const stepReport = z.discriminatedUnion(
  'status',
  [
    z.strictObject({
      status: z.literal('started'),
      worker,
      message,
      name: stepName.optional(),
      expected_steps: z.int().min(1).max(100_000).optional(),
    }),
    z.strictObject({
      status: z.literal('progress'),
      worker,
      message,
      done: z.number().min(0),
      total: z.number().min(0).nullable().default(null),
      unit: z.string().max(40).default('items'),
      fraction: z.number().min(0).max(1).optional(),
      expected_steps: z.int().min(1).max(100_000).optional(),
    }),
    z.strictObject({
      status: z.literal('completed'),
      worker,
      message,
      output: z.json().default(null),
      usage: z.record(z.string().min(1).max(40), z.number().min(0)).default({}),
      is_last: z.boolean().default(false),
      expected_steps: z.int().min(1).max(100_000).optional(),
      result: z
        .strictObject({ summary: z.string().max(2000), markdown: z.string().max(100_000).default('') })
        .optional(),
    }),
    z.strictObject({
      status: z.literal('failed'),
      worker,
      error: z.strictObject({ message: z.string().min(1).max(1000), next: z.string().max(500).optional() }),
    }),
  ],
  { error: 'must be one of started, progress, completed, failed' },
);
export type StepReportRequest = z.infer<typeof stepReport>;

/** `POST /missions/{id}/heartbeat`. */
export const heartbeat = z.strictObject({ worker });

/**
 * What a worker is told. `recorded` false: the report came twice, or too late. `should_stop`: the mission needs nothing
 * more of this worker now (it is over, paused, or its owner asked for that). `next_step` is the number it goes on with.
 */
export const reportAnswer = z.object({
  mission_id: z.string(),
  status: missionStatus,
  recorded: z.boolean(),
  should_stop: z.boolean(),
  next_step: z.int().min(0),
  progress_percent: z.number(),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;

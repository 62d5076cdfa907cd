import * as z from 'zod';
import { EXTERNAL_TYPE } from './external.ts';
import { missionId } from './ids.ts';
import { missionStatus } from './mission.ts';
import {
  budget,
  cancelReason,
  changedScope,
  externalRequest,
  moment,
  objective,
  priority,
  scope,
  stepName,
  tag,
  tags,
} from './request.ts';
import { signalName } from './wait.ts';

/**
 * `POST /missions/create`. Ceilings that are left out take their defaults. Every type but `external` needs a `scope`;
 * `external` needs its own part instead.
 */
export const createMissionRequest = z
  .strictObject({
    objective,
    scope: scope.optional(),
    type: z.string().min(1).max(64).default('research'),
    budget: budget.partial().optional(),
    priority: priority.optional(),
    not_before: moment.optional(),
    tags: tags.optional(),
    /** What the type takes beside the objective, in the form that it declares. */
    input: z.json().optional(),
    external: externalRequest.optional(),
    mission_id: missionId.optional(),
  })
  // `when`: also beside other faults, so that all of them are told at once.
  // A type that takes an input says itself whether it needs a domain.
  .refine((body) => isExternal(body) || has(body, 'scope') || has(body, 'input'), {
    path: ['scope'],
    error: 'is required',
    when: isAnObject,
  })
  .refine((body) => !isExternal(body) || has(body, 'external'), {
    path: ['external'],
    error: 'is required for the type "external"',
    when: isAnObject,
  })
  .refine((body) => isExternal(body) || !has(body, 'external'), {
    path: ['external'],
    error: 'is for the type "external" alone',
    when: isAnObject,
  })
  .refine((body) => body.external?.steps.length !== 0 || body.external.is_growing, {
    path: ['external', 'steps'],
    error: 'must have at least one step, unless is_growing is true',
  })
  .refine(
    (body) => body.external === undefined || body.external.failed_after_seconds >= body.external.stalled_after_seconds,
    {
      path: ['external', 'failed_after_seconds'],
      error: 'must be at least stalled_after_seconds',
    },
  );
export type CreateMissionRequest = z.infer<typeof createMissionRequest>;

function isAnObject({ value }: { value: unknown }): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function has(body: object, field: string): boolean {
  return field in body && new Map(Object.entries(body)).get(field) !== undefined;
}

function isExternal(body: { readonly type?: string }): boolean {
  return body.type === EXTERNAL_TYPE;
}

/** `PATCH /missions/{id}`. What is left out stays; a ceiling that is left out of `budget` stays too. */
export const editMissionRequest = z
  .strictObject({
    objective: objective.optional(),
    scope: changedScope.optional(),
    budget: budget.partial().optional(),
    input: z.json().optional(),
    priority: priority.optional(),
    not_before: moment.nullable().optional(),
    tags: tags.optional(),
  })
  .refine(
    (body) => Object.keys(body).length > 0,
    'must change at least one of objective, scope, budget, priority, not_before, tags, input',
  );
export type EditMissionRequest = z.infer<typeof editMissionRequest>;

/**
 * `POST /missions/{id}/retry`. From step `from_step` (its number from 0, or its name), by default the first one that is
 * not finished; what is left out stays as it was.
 */
export const retryMissionRequest = z.strictObject({
  from_step: z.union([z.int().min(0), stepName], { error: 'must be a step’s number or name' }).optional(),
  objective: objective.optional(),
  scope: changedScope.optional(),
  budget: budget.partial().optional(),
  input: z.json().optional(),
});
export type RetryMissionRequest = z.infer<typeof retryMissionRequest>;

/** `POST /missions/{id}/cancel`. */
export const cancelMissionRequest = z.strictObject({ reason: cancelReason.optional() });
export type CancelMissionRequest = z.infer<typeof cancelMissionRequest>;

/** `POST /missions/{id}/answer`. With `wait_id` it can't meet a later question. */
export const answerRequest = z.strictObject({
  choice: z.string().min(1).max(40),
  comment: z.string().trim().min(1).max(1000).optional(),
  wait_id: z.string().min(1).max(200).optional(),
});
export type AnswerRequest = z.infer<typeof answerRequest>;

/** `POST /missions/{id}/signal`. The payload is any JSON of at most 10 kB. */
export const signalRequest = z.strictObject({ name: signalName, payload: z.json().default(null) });
export type SignalRequest = z.infer<typeof signalRequest>;

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d+)?$/, 'must be a number')
  .transform(Number)
  .pipe(z.number().min(0).max(100));

/** What both lists and counts take. */
const ownMissions = {
  type: z
    .string()
    .regex(/^[^\s@#]{1,64}$/, 'must be the name of a mission type')
    .optional(),
  tag: tag.optional(),
  created_after: moment.optional(),
  created_before: moment.optional(),
};

/** `GET /missions`. `status` is one or several, separated by commas; `text` words of the objective. */
export const listMissionsQuery = z
  .strictObject({
    status: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(missionStatus).min(1))
      .optional(),
    ...ownMissions,
    progress_min: percent.optional(),
    progress_max: percent.optional(),
    text: z
      .string()
      .max(200)
      .regex(/[\p{L}\p{N}]/u, 'must have a letter or a digit in it')
      .optional(),
    limit: wholeNumber(1, 100).default(20),
    cursor: z.string().max(500).optional(),
  })
  .refine(({ progress_min: min = 0, progress_max: max = 100 }) => min <= max, {
    path: ['progress_max'],
    error: 'must be at least progress_min',
  });
export type ListMissionsQuery = z.infer<typeof listMissionsQuery>;

/** `GET /missions/counts`. */
export const countMissionsQuery = z.strictObject(ownMissions);
export type CountMissionsQuery = z.infer<typeof countMissionsQuery>;

/** `POST /missions/purge`. The word is asked for so that nobody sends this by mistake. */
export const purgeRequest = z.strictObject({ confirm: z.literal('purge') });
/** Yes or no, in the words of those who write addresses by hand and of those who make them from a description. */
const yesOrNo = z
  .enum(['0', '1', 'false', 'true'])
  .transform((text) => text === '1' || text === 'true')
  .pipe(z.boolean());

/** `GET /missions/{id}/progress`. With `fresh` the mission is read now, whatever is known of it. */
export const progressQuery = z.strictObject({ fresh: yesOrNo.default(false) });

/** How many missions one call may ask about. */
export const MAX_IDS = 100;

/** `GET /missions/progress`. `ids` parted by commas; one that is named twice counts once. */
export const progressListQuery = z.strictObject({
  ids: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(missionId).min(1).max(MAX_IDS)),
  fresh: yesOrNo.default(false),
});

/** `GET /missions/{id}/events`. `after` is the `seq` of the last entry that the caller has. */
export const listEventsQuery = z.strictObject({
  after: wholeNumber(0, 999_999_999).default(0),
  limit: wholeNumber(1, 200).default(100),
});

/** `GET /missions/{id}/steps`. `attempt` is the newest by default, `after` the `step_index` of the last that the caller has. */
export const listStepsQuery = z.strictObject({
  attempt: wholeNumber(1, 1000).optional(),
  after: wholeNumber(0, 999_999_999).optional(),
  limit: wholeNumber(1, 100).default(50),
});
export type ListStepsQuery = z.infer<typeof listStepsQuery>;

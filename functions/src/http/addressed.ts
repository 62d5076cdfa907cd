import * as z from 'zod';
import { AppError } from '../core/errors.ts';
import { keyNotFound } from '../missions/apiKeys.ts';
import { missionNotFound } from '../missions/applyEvent.ts';
import { deliveryNotFound } from '../missions/deliveries.ts';
import { scheduleNotFound } from '../missions/schedules.ts';
import { webhookNotFound } from '../missions/webhooks.ts';
import { deliveryId } from '../schema/delivery.ts';
import { keyId, missionId, scheduleId } from '../schema/ids.ts';
import { webhookId } from '../schema/webhook.ts';
import { type Addressed, NOTHING } from './operation.ts';

/** All that the caller has. */
export const ALL: Addressed<Record<string, never>> = {
  params: NOTHING,
  missing: () => new AppError('route_not_found', 'The address is not valid.'),
};

/** One mission. */
export const MISSION: Addressed<{ mission_id: string }> = {
  params: z.strictObject({ mission_id: missionId }),
  missing: missionNotFound,
};

const stepNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .pipe(z.int().min(0).max(999_999_999));

/** One step of a mission, by its number from 0. */
export const STEP: Addressed<{ mission_id: string; step_index: number }> = {
  params: z.strictObject({ mission_id: missionId, step_index: stepNumber }),
  missing: (param) =>
    param === 'mission_id'
      ? missionNotFound()
      : new AppError('route_not_found', 'A step is addressed by its number, from 0.'),
};

/** One API key. */
export const KEY: Addressed<{ key_id: string }> = {
  params: z.strictObject({ key_id: keyId }),
  missing: keyNotFound,
};

/** One schedule. */
export const SCHEDULE: Addressed<{ schedule_id: string }> = {
  params: z.strictObject({ schedule_id: scheduleId }),
  missing: scheduleNotFound,
};

/** One webhook. */
export const WEBHOOK: Addressed<{ webhook_id: string }> = {
  params: z.strictObject({ webhook_id: webhookId }),
  missing: webhookNotFound,
};

/** One delivery to a webhook. */
export const DELIVERY: Addressed<{ webhook_id: string; delivery_id: string }> = {
  params: z.strictObject({ webhook_id: webhookId, delivery_id: deliveryId }),
  missing: (param) => (param === 'webhook_id' ? webhookNotFound() : deliveryNotFound()),
};

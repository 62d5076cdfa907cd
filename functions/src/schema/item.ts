import * as z from 'zod';
import { missionError } from './mission.ts';
import { instant } from './time.ts';
import { modelUsage } from './usage.ts';

/** The most that an item's output may take as JSON: many items are written in one commit of 10 MB at most. */
export const MAX_ITEM_OUTPUT_BYTES = 50_000;

/**
 * `missions/{id}/items/{items_attempt}-{step}-{item}`: one finished item of a step that runs a list. Created once; the
 * step that is run again finds it and does not repeat it. `group` is `{items_attempt}-{step}`.
 */
export const stepItem = z.object({
  mission_id: z.string(),
  owner: z.string(),
  attempt: z.int().min(1),
  group: z.string(),
  step_index: z.int().min(0),
  item_index: z.int().min(0),
  status: z.enum(['completed', 'failed']),
  started_at: instant,
  finished_at: instant,
  duration_ms: z.int().min(0),
  fence: z.int().min(1),
  output: z.unknown(),
  error: missionError.nullable(),
  model_usage: modelUsage.nullable().default(null),
});
export type StepItem = z.infer<typeof stepItem>;

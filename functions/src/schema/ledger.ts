import * as z from 'zod';
import { missionError } from './mission.ts';
import { instant } from './time.ts';
import { modelUsage } from './usage.ts';

/** The most that a step's output may take as JSON. Firestore's own limit for a document is 1 MiB. */
export const MAX_OUTPUT_BYTES = 200_000;

/** `missions/{id}/steps/{attempt}-{index}`: how a step ended. Created once; its id is the idempotency key. */
export const ledgerEntry = z.object({
  mission_id: z.string(),
  owner: z.string(),
  attempt: z.int().min(1),
  step_index: z.int().min(0),
  step_name: z.string(),
  status: z.enum(['completed', 'failed']),
  started_at: instant,
  finished_at: instant,
  duration_ms: z.int().min(0),
  message: z.string(),
  /** Which holder ran it: two completed runs of one step would differ here, and can't both be created. */
  fence: z.int().min(1),
  output: z.unknown(),
  usage: z.record(z.string(), z.number()),
  model_usage: modelUsage.nullable().default(null),
  tries: z.int().min(1).default(1),
  error: missionError.nullable(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

import * as z from 'zod';
import { instant } from './time.ts';

/** The most that is shown of a part that is being written: its end. */
export const MAX_DRAFT_CHARACTERS = 12_000;
/** The most parts that are shown at once, the newest. */
export const MAX_DRAFT_PARTS = 8;

/** A part that is being written. `is_cut`: `text` is only its end. */
export const draftPart = z.object({
  index: z.int().min(0),
  title: z.string().max(300),
  text: z.string().max(MAX_DRAFT_CHARACTERS),
  is_cut: z.boolean(),
});
export type DraftPart = z.infer<typeof draftPart>;

/**
 * `missions/{id}/drafts/current`: what a running step is writing, to be looked at. Nothing is built on it: what counts is
 * in the ledger. It is older than `attempt` or `step_index` of the mission where a step ended without saying so.
 */
export const draft = z.object({
  mission_id: z.string(),
  owner: z.string(),
  attempt: z.int().min(1),
  step_index: z.int().min(0),
  fence: z.int().min(1),
  updated_at: instant,
  parts: z.array(draftPart).max(MAX_DRAFT_PARTS),
});
export type Draft = z.infer<typeof draft>;

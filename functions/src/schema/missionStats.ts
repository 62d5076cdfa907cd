import * as z from 'zod';

/** How many newest completed runs' totals are kept: what the picture of earlier runs shows. */
export const TOTALS_KEPT = 40;
/** How many step names are known; of a type with more, the others count as never seen. */
export const STEP_NAMES_KEPT = 100;
/** How many newest durations of a step are kept. */
export const DURATIONS_KEPT = 15;
/** Longer step names are cut: Firestore's map keys hold 1,500 bytes, and a character takes up to 3. */
export const STEP_NAME_CHARACTERS = 100;

const seconds = z.number().min(0);
const count = z.int().min(0);

/** `mission_stats/{type@version}`: what the runs that have ended taught about how long runs of this type take. */
export const missionStats = z.object({
  completed: count,
  failed: count,
  cancelled: count,
  /** Seconds of the newest completed runs, oldest first. */
  totals: z.array(seconds).max(TOTALS_KEPT),
  /** By {@link stepKey}: seconds of the newest runs of the step, oldest first. */
  steps: z.record(z.string(), z.object({ durations: z.array(seconds).max(DURATIONS_KEPT) })),
});
export type MissionStats = z.infer<typeof missionStats>;

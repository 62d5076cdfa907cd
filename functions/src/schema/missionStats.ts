import * as z from 'zod';

/** How many newest completed runs' totals are kept. */
export const TOTALS_KEPT = 40;
/** How many states a run can be in: "after so many steps" and "after this step". What was not met for longest goes. */
export const POSITIONS_KEPT = 48;
export const NAMES_KEPT = 40;
/** How many of the newest visits of a state are kept, and in all of them together: they are what fills the document. */
export const VISITS_KEPT = 100;
export const POSITION_VISITS_KEPT = 900;
export const NAME_VISITS_KEPT = 400;
/** In how many bins of elapsed time a state's long memory is kept; visits in further ones enter the state's mean only. */
export const BINS_KEPT = 4;
/** How many newest durations of a step are kept: enough for a median that follows a change within ten runs. */
export const DURATIONS_KEPT = 15;

const seconds = z.number().min(0);
const count = z.int().min(0);

/**
 * One state and its newest visits, oldest first: when a run got there, and how long it had to go and in its next step.
 * Three lists of one length, since Firestore keeps no lists in lists.
 */
const state = z.object({
  /** `completed` at the last visit. */
  seen: count,
  /** Visits ever, and the mean of what was left then: a long memory beside the newest visits. */
  visits: count,
  mean_left: seconds,
  /** Mean distance between what was left and what this long memory would have said. */
  mean_error: seconds,
  /** The same by bins of elapsed time: which, how many, their mean. */
  bins: z.array(z.int()).max(BINS_KEPT),
  bin_visits: z.array(count).max(BINS_KEPT),
  bin_means: z.array(seconds).max(BINS_KEPT),
  elapsed: z.array(seconds).max(VISITS_KEPT),
  left: z.array(seconds).max(VISITS_KEPT),
  next: z.array(seconds).max(VISITS_KEPT),
  /** Of a state "after this step": how long the newest runs of the step took. */
  durations: z.array(seconds).max(DURATIONS_KEPT),
});
export type RunState = z.infer<typeof state>;

/** `mission_stats/{type@version}`: what the runs that have ended taught about how long runs of this type take. */
export const missionStats = z.object({
  completed: count,
  failed: count,
  cancelled: count,
  /** Seconds of the newest completed runs, oldest first, and how many steps each had. */
  totals: z.array(seconds).max(TOTALS_KEPT),
  counts: z.array(count).max(TOTALS_KEPT),
  /** By {@link positionKey} and {@link nameKey} of `core/runStates.ts`. */
  positions: z.record(z.string(), state),
  names: z.record(z.string(), state),
  /** What the ends of the range are stretched by, so that it holds as often as it says. */
  stretch: z.object({ low: z.number().positive(), high: z.number().positive() }),
});
export type MissionStats = z.infer<typeof missionStats>;

import type { EtaNote } from '../../../functions/src/schema/api.ts';

/** How long it will take, as it stands beside the bar; how that is known, estimateGrounds.ts says. */

/** Why there is no time left to show, where no moment or place in line says it better. */
export const NO_ETA_WORDS: Record<Extract<EtaNote, 'too_early' | 'pausing' | 'paused' | 'cancelling'>, string> = {
  too_early: 'Estimating…',
  pausing: 'Pausing…',
  paused: 'Paused',
  cancelling: 'Stopping…',
};

/** An estimate that nobody has confirmed since. */
export const ETA_AS_OF = (text: string, stamp: string) => `${text}, ${stamp}`;

/** The button behind which estimateGrounds.ts answers. */
export const ETA_QUESTION = 'How is this known?';

/** The time left, and what there is to add to it. */
export const ETA_WORDS = {
  left: (range: string) => `${range} left`,
  work_left: (range: string) => `${range} of work left`,
  after_that: (range: string) => `${range} of work left after that`,
  longer: 'taking longer than usual',
  longer_than: (usual: string) => `taking longer than usual (usually ${usual})`,
  usually: (duration: string) => `usually takes ${duration}`,
  usually_about: (duration: string) => `usually takes about ${duration}`,
  next_try: (when: string) => `Next try ${when}`,
  trying: 'Trying again',
} as const;

/** A moment that is to come. */
export const AHEAD_WORDS = {
  at: (when: string) => `at ${when}`,
  with_countdown: (when: string, countdown: string) => `${when} (${countdown})`,
} as const;

/** What a mission that has not begun waits for. */
export const NOT_STARTED_WORDS = {
  proposed: 'Needs your approval',
  approved: 'Ready to run',
  in_line: 'In line',
  about_to_start: 'About to start',
  no_worker: 'Waiting for its worker',
  starts_at: (when: string) => `Starts at ${when}`,
  place: (ordinal: string) => `${ordinal} in line`,
} as const;

/** Who fell silent. */
export const SILENT_WORDS = {
  runner: 'No sign of life from its runner',
  worker: 'No sign of life from its worker',
  silent_for: (who: string, duration: string) => `${who} for ${duration}`,
} as const;

import type { EtaNote } from '../../../functions/src/schema/api.ts';

/** How long it will take, and how that is known. What the first paint says of it stands in list.ts. */

/** Why there is no time left to show, where no moment or place in line says it better. */
export const NO_ETA_WORDS: Record<Extract<EtaNote, 'too_early' | 'pausing' | 'paused' | 'cancelling'>, string> = {
  too_early: 'Estimating…',
  pausing: 'Pausing…',
  paused: 'Paused',
  cancelling: 'Stopping…',
};

/** What an estimate rests on, where somebody asks. */
export const ETA_WORDS = {
  question: 'How is this known?',
  unknown: 'It is not known yet: there is too little to go by.',
  silent: 'Nobody works on it now, so nobody can say.',
  old_steps: 'From how long its steps took in an earlier version.',
  rate: 'From this run’s pace alone.',
  range: 'In 8 of 10 cases a run ends within its range. Time spent waiting or paused is not counted.',
  partial: 'This attempt began at a later step, so its length can’t be held next to theirs.',
  earlier: 'Earlier runs',
  now: 'Now',
  end: 'Likely end',
  key: (mark: string, text: string) => `${mark}: ${text}`,
} as const;

/** What a mission that has not begun waits for. */
export const NOT_STARTED_WORDS = {
  proposed: 'Needs your approval',
  approved: 'Ready to run',
  in_line: 'In line',
  about_to_start: 'About to start',
  no_worker: 'Waiting for its worker',
} as const;

/** Who fell silent. */
export const SILENT_WORDS = {
  runner: 'No sign of life from its runner',
  worker: 'No sign of life from its worker',
} as const;

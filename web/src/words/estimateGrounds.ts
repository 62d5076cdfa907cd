import { countedText, countText, plural } from '../../../client/src/words/amount.ts';

const runs = (count: number) => countedText(count, 'earlier run', 'earlier runs');

/** What an estimate rests on, where somebody asks. */
export const BASIS_WORDS = {
  unknown: 'It is not known yet: there is too little to go by.',
  silent: 'Nobody works on it now, so nobody can say.',
  old_steps: 'From how long its steps took in an earlier version.',
  history: (samples: number) => `From ${runs(samples)}.`,
  blend: (samples: number) => `From ${runs(samples)} and this run’s pace.`,
  rate: 'From this run’s pace alone.',
  rate_beyond: (samples: number) => `From this run’s pace: ${runs(samples)} can’t tell any more.`,
  rate_none_ended: 'From this run’s pace: no earlier run has ended.',
  rate_none_completed: 'From this run’s pace: no earlier run was completed.',
} as const;

export const BASIS_REMARKS = {
  usual: (duration: string) => `Earlier runs usually took ${duration}.`,
  range: 'In 8 of 10 cases a run ends within its range. Time spent waiting or paused is not counted.',
  partial: 'This attempt began at a later step, so its length can’t be held next to theirs.',
  others: (failed: number, cancelled: number) => `Apart from these, ${othersText(failed, cancelled)}.`,
} as const;

function othersText(failed: number, cancelled: number): string {
  return [
    ...(failed === 0 ? [] : [`${countText(failed)} failed`]),
    ...(cancelled === 0 ? [] : [`${countText(cancelled)} ${plural(cancelled, 'was', 'were')} cancelled`]),
  ].join(' and ');
}

/** The picture of the earlier runs, and the same in sentences. */
export const SPREAD_WORDS = {
  earlier: 'Earlier runs',
  now: 'Now',
  end: 'Likely end',
  key: (mark: string, text: string) => `${mark}: ${text}`,
  newest: (count: number) => `the newest ${countText(count)}`,
  beyond: (count: number, longest: string) =>
    `${countText(count)} took longer than the picture shows, up to ${longest}.`,
  after: (range: string) => `after ${range}`,
  took_one: (duration: string) => `The one earlier run took ${duration}.`,
  took: (count: number, shortest: string, longest: string) => `${runs(count)} took ${shortest} to ${longest}.`,
  now_said: (duration: string) => `This run is at ${duration}.`,
  end_said: (when: string) => `It is likely to end ${when}.`,
} as const;

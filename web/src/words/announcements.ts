/** What screen readers hear of the mission that is open. Sentences, for they come out of the blue. */
export const ANNOUNCEMENTS = {
  running: (title: string, step: string) => `${title}: running, ${step.replace(/^Step/, 'step')}.`,
  reached: (percent: number, left: string) => (left === '' ? `${percent} percent.` : `${percent} percent, ${left}.`),
  paused: 'Paused.',
  rejected: 'Rejected.',
  cancelled: 'Cancelled.',
  cancelled_kept: 'Cancelled, finished steps are kept.',
  finished: (duration: string) => `Finished in ${duration}.`,
  finished_result: (duration: string) => `Finished in ${duration}. Result ready.`,
  approval: (question: string) => `Approval needed: ${question}`,
  failed: (title: string, step: string | null, reason: string) =>
    `${title} failed${step === null ? '' : ` at ${step}`}: ${reason}`,
} as const;

/** The units of durations, of one and of many. */
export const UNITS_SPOKEN = {
  s: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  d: ['day', 'days'],
} as const;

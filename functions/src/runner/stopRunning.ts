/**
 * Why a runner must stop: its owner cancelled or paused, another runner has the mission, its time is up, or its machine
 * goes down.
 */
export type StopReason = 'cancelled' | 'paused' | 'lost' | 'time_up' | 'shutdown';

const WORDS: Readonly<Record<StopReason, string>> = {
  cancelled: 'the owner cancelled the mission',
  paused: 'the owner paused the mission',
  lost: 'another runner holds the mission',
  time_up: 'the runner has run as long as it may',
  shutdown: 'the runner is shutting down',
};

/** What `context.signal` aborts with. */
export class StopRunning extends Error {
  readonly why: StopReason;

  constructor(why: StopReason) {
    super(WORDS[why]);
    this.name = 'StopRunning';
    this.why = why;
  }
}

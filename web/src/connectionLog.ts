import { type Connection, type ConnectionEvent, type ConnectionStatus, connectionStatus } from './connection.ts';

/** As many transitions as anybody reads when something went wrong during the night. */
const KEPT = 100;

/** That the link went over to another status. */
export interface Transition {
  readonly at: number;
  readonly from: ConnectionStatus;
  readonly to: ConnectionStatus;
  /** What happened just before, where that says why: `slept`, `offline`, `paused`. */
  readonly after: ConnectionEvent['type'] | null;
}

/** Figures of this visit. Kept in memory alone: they say nothing of the next one. */
export interface ConnectionFigures {
  readonly polls: { readonly made: number; readonly answered: number; readonly totalMs: number };
  readonly kicks: number;
  /** From the first doubt that was shown until the page was fresh again. */
  readonly recovery: { readonly count: number; readonly lastMs: number; readonly totalMs: number };
  /** From a command's answer until a snapshot showed what it did; both by this page's clock. */
  readonly delay: { readonly count: number; readonly lastMs: number; readonly totalMs: number };
  readonly transitions: readonly Transition[];
}

interface Logged {
  readonly figures: ConnectionFigures;
  readonly status: ConnectionStatus;
  readonly lostAt: number | null;
}

const NO_TIMES = { count: 0, lastMs: 0, totalMs: 0 } as const;
export const NOTHING_LOGGED: Logged = {
  figures: {
    polls: { made: 0, answered: 0, totalMs: 0 },
    kicks: 0,
    recovery: NO_TIMES,
    delay: NO_TIMES,
    transitions: [],
  },
  status: 'idle',
  lostAt: null,
};

const TELLING: readonly ConnectionEvent['type'][] = [
  ...(['online', 'offline', 'resumed', 'slept', 'visible', 'reconnect'] as const),
  ...(['paused', 'unpaused', 'settings', 'refresh'] as const),
];

/** The log after `event` led to `state`; without an event, after time has passed. */
export function nextLog(before: Logged, state: Connection, event: ConnectionEvent | null, now: number): Logged {
  const figures = event === null ? before.figures : counted(before.figures, event);
  const status = connectionStatus(state, now);
  if (status === before.status) return figures === before.figures ? before : { ...before, figures };
  const after = event !== null && TELLING.includes(event.type) ? event.type : null;
  const transition = { at: now, from: before.status, to: status, after };
  const transitions = [...figures.transitions, transition].slice(-KEPT);
  const isLost = status === 'reconnecting' || status === 'offline';
  const isBack = status === 'live' || status === 'polling';
  // What the page did not listen to, and what the reader stopped, was not lost.
  const lostAt = isLost ? (before.lostAt ?? now) : null;
  const recovery =
    isBack && before.lostAt !== null ? withTime(figures.recovery, now - before.lostAt) : figures.recovery;
  return { figures: { ...figures, transitions, recovery }, status, lostAt };
}

function counted(figures: ConnectionFigures, event: ConnectionEvent): ConnectionFigures {
  if (event.type === 'kicked') return { ...figures, kicks: figures.kicks + 1 };
  if (event.type === 'poll_started') {
    return { ...figures, polls: { ...figures.polls, made: figures.polls.made + 1 } };
  }
  if (event.type !== 'polled' || event.outcome === 'failed') return figures;
  const { answered, totalMs } = figures.polls;
  return {
    ...figures,
    polls: { ...figures.polls, answered: answered + 1, totalMs: totalMs + event.tookMs },
  };
}

/** `figures` with one more command seen on the page. */
export function withDelay(figures: ConnectionFigures, ms: number): ConnectionFigures {
  return { ...figures, delay: withTime(figures.delay, ms) };
}

function withTime({ count, totalMs }: ConnectionFigures['delay'], ms: number): ConnectionFigures['delay'] {
  return { count: count + 1, lastMs: ms, totalMs: totalMs + ms };
}

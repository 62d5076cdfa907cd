import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import type { Tone } from '../../ui/tone.ts';
import type { Cut, Phase, PhaseKind, Phases } from './phases.ts';
import type { StepRun } from './stepRuns.ts';

/** A stretch of a step's time. `unknown`: the history that would tell what it was is not loaded. */
export interface Stretch {
  readonly kind: PhaseKind | 'unknown';
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
  readonly cut: Cut;
  readonly message: string;
}

const IDLE_TONES: Record<Exclude<Stretch['kind'], 'running'>, Tone> = {
  queued: 'queued',
  unknown: 'queued',
  retrying: 'waiting',
  waiting: 'waiting',
  paused: 'paused',
};

/** When each attempt was asked for, as far as the history is loaded. */
export function attemptStarts(history: readonly HistoryEntry[]): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  for (const { attempt, timestamp } of history) {
    if (attempt > 0 && !starts.has(attempt)) starts.set(attempt, toEpochMs(timestamp));
  }
  return starts;
}

/** When steps ended, by attempt and number, as far as the history is loaded. */
export function stepEnds(history: readonly HistoryEntry[]): ReadonlyMap<string, number> {
  return new Map(
    history.flatMap(({ kind, attempt, step_index: index, timestamp }) =>
      kind === 'step' && index !== null ? [[`${attempt}-${index}`, toEpochMs(timestamp)] as const] : [],
    ),
  );
}

/** What `run` did with its time, in order and without overlaps, from `since` (the end of what came before it). */
export function stretchesOf(run: StepRun, since: number, { list, knownFrom }: Phases, now: number): Stretch[] {
  const end = run.endedAt ?? Math.max(now, run.begunAt);
  const from = Math.min(since, run.begunAt);
  const within = from < knownFrom ? [] : list.flatMap((phase) => cutTo(phase, from, end));
  const work = within.findLast(({ kind }) => kind === 'running');
  if (within.length === 0) return untold(run, from, end);
  const told = within.map((phase) => ({ ...phase, tone: toneOf(phase, phase === work, run) }));
  return work === undefined && run.endedAt !== null ? [...told, instantWork(run, end)] : told;
}

/** A step that took no time at all ran all the same. */
function instantWork(run: StepRun, at: number): Stretch {
  return { kind: 'running', from: at, to: at, tone: toneOfEnd(run), cut: null, message: '' };
}

/** Without a history: the step's last beginning is known, and what was before it is not. */
function untold(run: StepRun, from: number, end: number): Stretch[] {
  const none = { cut: null, message: '' } as const;
  const isAtWork = run.endedAt !== null || run.state === 'running';
  const before: Stretch = { kind: 'unknown', from, to: run.begunAt, tone: IDLE_TONES.unknown, ...none };
  const work: Stretch = { kind: 'running', from: run.begunAt, to: end, tone: toneOfEnd(run), ...none };
  return [before, ...(isAtWork ? [work] : [])].filter(({ from: start, to, kind }) => to > start || kind === 'running');
}

function cutTo(phase: Phase, from: number, to: number): Phase[] {
  // How a stretch of work ended is the next step's where this one's end lies within it.
  const { cut, message } = phase.to <= to ? phase : { cut: null, message: '' };
  const part = { ...phase, from: Math.max(phase.from, from), to: Math.min(phase.to, to), cut, message };
  return part.to > part.from ? [part] : [];
}

/** Work that a wait or a pause ended was no failure, and is no longer going on. */
function toneOf(phase: Phase, isLastWork: boolean, run: StepRun): Tone {
  if (phase.kind !== 'running') return IDLE_TONES[phase.kind];
  if (phase.cut !== null) return phase.cut === 'failed' ? 'failed' : 'cancelled';
  const isLater = run.endedAt === null && run.state !== 'running';
  return isLastWork && !isLater ? toneOfEnd(run) : 'succeeded';
}

function toneOfEnd({ state, endedAt }: StepRun): Tone {
  if (state === 'completed') return 'succeeded';
  if (state === 'failed') return 'failed';
  return endedAt === null && state === 'running' ? 'running' : 'cancelled';
}

import { ageText, clockText, durationText } from '../../../client/src/words/duration.ts';
import { lastSign } from '../../../functions/src/core/lease.ts';
import { attemptOf } from '../../../functions/src/core/ledger.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { StepStatus, TrackedStep } from '../../../functions/src/schema/tracker.ts';
import type { Tone } from '../ui/tone.ts';
import { STEP_LIST_WORDS } from '../words/missionViews.ts';
import { STEP_WORDS } from '../words/shared.ts';
import { aheadText, type Clocks } from './ahead.ts';
import { humanName } from './missionGlance.ts';
import { hasNotRun, type StepTimes, stepBars, stepTimes } from './stepBars.ts';

export type StepState = StepStatus | 'not_run';

/** One step in the list of steps. */
export interface StepView {
  readonly index: number;
  readonly name: string;
  readonly state: StepState;
  readonly word: string;
  readonly tone: Tone;
  readonly message: string;
  /** "Retrying 2 of 5, next at 14:02 (in 12 s)", and what went wrong before; empty for a step that went well at once. */
  readonly triesText: string;
  readonly errorText: string;
  readonly durationText: string;
  /** "attempt 2, alive 4 s ago": of the running step; of others the attempt that ran them, where it is not the newest. */
  readonly signText: string;
  /** How long it stood before it began and how long it ran, as shares of the longest step that is shown. */
  readonly bar: { readonly waited: number; readonly ran: number; readonly text: string } | null;
  /** Which attempt's ledger entry is this step's. */
  readonly attempt: number;
}

/** The steps that are shown, and how many there are around them: a long plan is a window of a hundred. */
export interface StepsView {
  readonly shown: readonly StepView[];
  readonly beforeText: string;
  readonly afterText: string;
  /** The step that it has come to; null before the first and after the last. */
  readonly current: number | null;
  /** How the bars are to be read; empty where there is none. */
  readonly barsText: string;
}

export const STEP_TONES: Record<StepState, Tone> = {
  pending: 'queued',
  running: 'running',
  retrying: 'waiting',
  waiting: 'waiting',
  paused: 'paused',
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  not_run: 'cancelled',
};

/** The planned steps, with what the tracker knows of them: it keeps the newest finished ones and the running one. */
export function stepsView(mission: Mission, clocks: Clocks): StepsView {
  const tracker = mission.execution_record.progress_tracker;
  const isOver = mission.finished_at !== null;
  const before = mission.plan_start;
  const after = hasEnd(mission) ? Math.max(0, tracker.total_steps - before - mission.plan.length) : 0;
  const shown = stepViews(mission, clocks);
  return {
    shown,
    beforeText: beforeText(mission),
    afterText: after === 0 ? '' : isOver ? STEP_LIST_WORDS.notRun(after) : STEP_LIST_WORDS.toCome(after),
    current: tracker.current_step?.step_index ?? null,
    barsText: shown.some(({ bar }) => bar !== null) ? STEP_LIST_WORDS.bars : '',
  };
}

function beforeText({ plan, plan_start: before }: Mission): string {
  if (plan.length === 0) return STEP_LIST_WORDS.none;
  return before === 0 ? '' : STEP_LIST_WORDS.allDone(before);
}

/** A growing mission knows of further steps only where its worker said how many to expect. */
function hasEnd({ external }: Mission): boolean {
  return external === null || !external.is_growing || external.expected_steps !== null;
}

function stepViews(mission: Mission, clocks: Clocks): StepView[] {
  const { now } = clocks;
  const tracker = mission.execution_record.progress_tracker;
  const known = new Map(tracker.completed_steps.map((step) => [step.step_index, step]));
  if (tracker.current_step !== null) known.set(tracker.current_step.step_index, tracker.current_step);
  const isOver = mission.finished_at !== null;
  const times = stepTimes(mission, [...known.values()], now);
  const bars = stepBars(times);
  return mission.plan.map((planned, offset) => {
    const index = mission.plan_start + offset;
    const step = known.get(index);
    const spent = times.get(index);
    const state = stateOf(mission, step) ?? unknownState(index < tracker.completed_count, isOver);
    return {
      index,
      name: humanName(planned.step_name),
      state,
      word: STEP_WORDS[state],
      tone: STEP_TONES[state],
      message: step === undefined || state === 'not_run' ? '' : messageOf(step),
      triesText: step === undefined ? '' : triesText(step, clocks),
      errorText: step?.status === 'retrying' ? (step.last_error ?? '') : '',
      durationText: step === undefined || spent === undefined || state === 'not_run' ? '' : tookText(step, spent),
      signText: signText(mission, index, state, now),
      bar: bars.get(index) ?? null,
      attempt: attemptOf(mission, index),
    };
  });
}

function stateOf(mission: Mission, step: TrackedStep | undefined): StepState | null {
  if (step === undefined) return null;
  return hasNotRun(mission, step) ? 'not_run' : step.status;
}

function unknownState(isDone: boolean, isOver: boolean): StepState {
  if (isDone) return 'completed';
  return isOver ? 'not_run' : 'pending';
}

/** While it waits for its next try, what it last did is not what it does; what it asks stands in a panel of its own. */
function messageOf(step: TrackedStep): string {
  if (step.status === 'retrying' || step.status === 'waiting') return '';
  return step.status === 'failed' ? firstLine(step.message) : step.message;
}

/** The whole of an error is a press away. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** A sign of life where there is somebody who gives one; and which attempt, where there are several. */
function signText(mission: Mission, index: number, state: StepState, now: number): string {
  const { attempt, lease } = mission;
  const ofAttempt = attemptOf(mission, index);
  if (state === 'pending' || state === 'not_run' || attempt === 0) return '';
  if (state !== 'running') return ofAttempt === attempt ? '' : STEP_LIST_WORDS.attempt(ofAttempt);
  const alive = lease === null ? '' : STEP_LIST_WORDS.alive(ageText(toEpochMs(lastSign(mission, lease)), now));
  return [attempt > 1 ? STEP_LIST_WORDS.attempt(attempt) : '', alive].filter(Boolean).join(', ');
}

/** Which try it is. Runners that were lost don't count: another one goes on, and nothing is wrong with the step. */
export function tryText({ status, tries, max_tries: max }: TrackedStep): string {
  const ofAll = (number: number) => STEP_LIST_WORDS.ofTries(number, max);
  if (status === 'retrying') return STEP_LIST_WORDS.retrying(ofAll(tries + 1));
  if (tries === 1) return '';
  return status === 'completed' ? STEP_LIST_WORDS.doneAtTry(ofAll(tries)) : STEP_LIST_WORDS.try(ofAll(tries));
}

function triesText(step: TrackedStep, clocks: Clocks): string {
  if (step.status !== 'retrying') return tryText(step);
  const at = step.next_try_at === null ? clocks.now : toEpochMs(step.next_try_at);
  const when = at <= clocks.now ? STEP_LIST_WORDS.aboutToBegin : STEP_LIST_WORDS.nextAt(aheadText(at, clocks));
  return `${tryText(step)}, ${when}`;
}

function tookText(step: TrackedStep, { ranMs }: StepTimes): string {
  if (step.duration_ms !== null) return durationText(step.duration_ms);
  if (step.status === 'running') return clockText(ranMs);
  // A step that waits or is laid aside begins anew: how long it has been so stands beside the bar.
  if (step.status === 'retrying' || step.status === 'waiting' || step.status === 'paused') return '';
  return durationText(ranMs);
}

import { countText } from '../../../client/src/words/amount.ts';
import { clockText, whenText } from '../../../client/src/words/duration.ts';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import { isStalled, lastSign } from '../../../functions/src/core/lease.ts';
import type { Control, Mission, MissionError, MissionIn } from '../../../functions/src/schema/mission.ts';
import { toEpochMs, toInstant } from '../../../functions/src/schema/time.ts';
import type { SubProgress } from '../../../functions/src/schema/tracker.ts';
import type { Tone } from '../ui/tone.ts';
import { CANCELLED, FAILED } from '../words/actions.ts';
import { PROGRESS_WORDS, STATUS_NOTES, STEPS_KEPT, STOPPED_UNHEARD } from '../words/mission.ts';
import { GLANCE_WORDS } from '../words/shared.ts';
import { type ActionView, actionsOf } from './actionViews.ts';
import { aheadText, type Clocks } from './ahead.ts';
import { ABOUT_TO_START, type EtaView } from './etaText.ts';
import { digestOf } from './missionDigest.ts';
import { humanName, type MissionGlance, missionGlance } from './missionGlance.ts';
import { startingDigest } from './starting.ts';
import { type StepsView, stepsView, tryText } from './stepViews.ts';
import { type WaitView, waitView } from './waitView.ts';

/** Another runner is there within half a minute; after this one it can be told that none comes. */
const STUCK_AFTER_MS = 300_000;
/** A runner leaves behind after 5 s what does not stop: before that is over, the deadline of its silence would only flash. */
const STOPPED_WITHIN_MS = 10_000;

export interface FailureView {
  /** With the step that failed, if one did. */
  readonly title: string;
  readonly message: string;
  readonly next: string | null;
  readonly step: string | null;
  readonly code: string;
  /** Which attempt it was, and which try of its step; empty for the first of each. */
  readonly attemptText: string;
  /** That finished steps are kept; empty where none is finished. */
  readonly kept: string;
}

/** A sentence about the state as a whole, such as why nothing moves. */
export interface Note {
  readonly tone: Tone;
  readonly text: string;
}

/** A mission in the words of its page: the one place where labels, percent, time left and actions come from. */
export interface MissionView extends MissionGlance {
  readonly eta: EtaView;
  /** "23 of 60 pages", or which try it is; empty where the step reports nothing. */
  readonly subText: string;
  /** For the progress bar's `aria-valuetext`. */
  readonly spokenProgress: string;
  readonly isStalled: boolean;
  readonly note: Note | null;
  readonly failure: FailureView | null;
  readonly wait: WaitView | null;
  readonly actions: readonly ActionView[];
  readonly steps: StepsView;
  /** Its owner said no before anything ran. */
  readonly isRejected: boolean;
  readonly attempt: number;
}

/**
 * `eta` is the time left as it is on screen: it depends on what was there before. `clock` goes on where `now` stands still
 * because the server is silent, see {@link Clocks}.
 */
export function missionView(mission: Mission, now: number, eta: EtaView, clock = now): MissionView {
  const clocks = { now, clock };
  const glance = missionGlance(digestOf(mission), now);
  const stalled = mission.control === null && isStalled(mission, toInstant(now));
  const subText = subTextOf(mission);
  const percent = glance.percent === null ? glance.percentText : PROGRESS_WORDS.percent(Math.floor(glance.percent));
  const spoken = [percent, GLANCE_WORDS.said(glance.stepText), subText, eta.spoken];
  return {
    ...glance,
    eta,
    subText,
    spokenProgress: spoken.filter(Boolean).join(', '),
    isStalled: stalled,
    note: noteOf(mission, stalled, clocks),
    failure: mission.error === null ? null : failureOf(mission, mission.error),
    wait: waitView(mission, clocks),
    actions: actionsOf(mission),
    steps: stepsView(mission, clocks),
    isRejected: isRejected(mission),
    attempt: mission.attempt,
  };
}

function isRejected({ status, approved_at: approvedAt, cancellation }: Mission): boolean {
  return status === 'cancelled' && approvedAt === null && cancellation !== null;
}

/** The same of a mission that this page is starting, which needs nothing of its owner. */
export function startingView(mission: Mission, now: number, ids: ReadonlySet<string>): MissionView | null {
  const digest = digestOf(mission);
  const next = startingDigest(digest, ids);
  if (next === digest) return null;
  return { ...missionView(mission, now, ABOUT_TO_START), ...missionGlance(next, now), note: null, actions: [] };
}

/** Whether it has a number in line that may be asked for. */
export function isInLine(mission: Mission): boolean {
  return mission.queue_place === 'in_line';
}

/** "23 of 60 pages", or which try it is; empty where the running step reports nothing. */
export function subTextOf(mission: Mission): string {
  const step = mission.execution_record.progress_tracker.current_step;
  if (step === null || mission.finished_at !== null) return '';
  return step.status === 'retrying' ? tryText(step) : subProgressText(step.sub_progress);
}

/** "23 of 60 pages", or "23 pages" while nobody knows how many there are. */
export function subProgressText(sub: SubProgress | null): string {
  if (sub === null) return '';
  return sub.total === null
    ? PROGRESS_WORDS.parts(sub.done, sub.unit)
    : PROGRESS_WORDS.parts_of(sub.done, sub.total, sub.unit);
}

function noteOf(mission: Mission, stalled: boolean, clocks: Clocks): Note | null {
  if (stalled) return { tone: 'waiting', text: silentText(mission, clocks) };
  switch (mission.status) {
    case 'proposed':
      return { tone: 'waiting', text: STATUS_NOTES.proposed };
    case 'approved':
      return { tone: 'paused', text: STATUS_NOTES.approved };
    case 'in_progress':
      return mission.control === null ? null : stoppingNote(mission, mission.control, clocks);
    case 'paused': {
      const text = mission.wait === null ? STATUS_NOTES.paused : STATUS_NOTES.paused_waiting;
      return { tone: 'paused', text: withKept(text, mission) };
    }
    case 'queued':
      return mission.external === null || mission.wake_at === null || mission.queue_place !== 'admitted'
        ? null
        : { tone: 'queued', text: STATUS_NOTES.no_worker(failsText(mission.wake_at, clocks)) };
    case 'cancelled':
      return { tone: 'cancelled', text: withKept(cancelledText(mission, clocks.now), mission) };
    // What waits has a panel, what failed a notice, and the rest says it all beside its bar.
    case 'waiting':
    case 'completed':
    case 'failed':
      return null;
    default:
      return assertNever(mission);
  }
}

/** That it is being stopped, and until when it waits for who runs it: with that lease ends what nobody obeys. */
function stoppingNote(
  mission: MissionIn<'in_progress'>,
  { kind, requested_at: askedAt }: Control,
  clocks: Clocks,
): Note {
  const tone = kind === 'cancel' ? 'waiting' : 'paused';
  const text = STATUS_NOTES[kind === 'cancel' ? 'cancelling' : 'pausing'];
  const isExternal = mission.external !== null;
  // A worker is told with its next word, whenever that comes; a runner within a second.
  if (!isExternal && clocks.now - toEpochMs(askedAt) < STOPPED_WITHIN_MS)
    return { tone, text: withKept(text, mission) };
  const until = toEpochMs(mission.wake_at);
  const stopped = STOPPED_UNHEARD[kind];
  const isDue = until <= clocks.now;
  const then = isDue ? STOPPED_UNHEARD.soon(stopped) : STOPPED_UNHEARD.at(stopped, aheadText(until, clocks));
  const said = isExternal ? [text, STATUS_NOTES.worker_stops, then] : [text, then];
  return { tone, text: withKept(said.join(' '), mission) };
}

function silentText(mission: Mission, clocks: Clocks): string {
  const { now } = clocks;
  if (mission.external === null || mission.wake_at === null) {
    const silenceMs = now - silentSince(mission, now);
    return silenceMs < STUCK_AFTER_MS ? STATUS_NOTES.stalled : STATUS_NOTES.stuck(clockText(silenceMs));
  }
  return STATUS_NOTES.worker_silent(failsText(mission.wake_at, clocks));
}

function silentSince({ external, lease, wake_at: wakeAt }: Mission, now: number): number {
  if (lease !== null) return toEpochMs(lastSign({ external }, lease));
  return wakeAt === null ? now : toEpochMs(wakeAt);
}

function failsText(wakeAt: string, clocks: Clocks): string {
  const at = toEpochMs(wakeAt);
  return at <= clocks.now ? STATUS_NOTES.fails_now : STATUS_NOTES.fails_at(aheadText(at, clocks));
}

function hasFinishedSteps(mission: Mission): boolean {
  return mission.execution_record.progress_tracker.completed_count > 0;
}

function keptText(mission: Mission): string {
  return hasFinishedSteps(mission) ? STEPS_KEPT : '';
}

function withKept(text: string, mission: Mission): string {
  return `${text} ${keptText(mission)}`.trimEnd();
}

/** When, and why if that was said. What nobody had approved was rejected. */
function cancelledText({ cancellation, approved_at }: MissionIn<'cancelled'>, now: number): string {
  if (cancellation === null) return CANCELLED.plain;
  const when = whenText(toEpochMs(cancellation.requested_at), now);
  const text = approved_at === null ? CANCELLED.rejected(when) : CANCELLED.cancelled(when);
  return cancellation.reason === null ? text : `${text} ${CANCELLED.reason(sentence(cancellation.reason))}`;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function failureOf(mission: Mission, error: MissionError): FailureView {
  const step = error.step_name === null ? null : humanName(error.step_name);
  return {
    title: step === null ? FAILED.title : FAILED.title_at(step),
    step,
    message: error.message,
    next: error.next,
    code: error.code,
    attemptText: attemptText(mission),
    kept: keptText(mission),
  };
}

function attemptText({ attempt, execution_record: record }: Mission): string {
  const step = record.progress_tracker.current_step;
  const tries = step === null || step.max_tries === null || step.max_tries === 1 ? null : step;
  return [
    attempt > 1 ? FAILED.attempt(countText(attempt)) : '',
    tries === null ? '' : FAILED.tries(countText(tries.tries), countText(tries.max_tries ?? tries.tries)),
  ]
    .filter(Boolean)
    .join(' ');
}

import { durationText, secondText } from '../../../../client/src/words/duration.ts';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import type { Tone } from '../../ui/tone.ts';
import { TIMELINE_WORDS } from '../../words/missionViews.ts';
import { STEP_WORDS } from '../../words/shared.ts';
import { humanName } from '../missionGlance.ts';
import { STEP_TONES, type StepState } from '../stepViews.ts';
import { type Axis, axisOf, inView, shareAt, ticksOf, type Window } from './axis.ts';
import { phasesOf } from './phases.ts';
import { type LedgerBrief, type StepRun, stepRuns } from './stepRuns.ts';
import { attemptStarts, type Stretch, stepEnds, stretchesOf } from './stretches.ts';

export interface TimelineInput {
  readonly mission: Mission;
  /** Of steps that the mission's own document no longer has. */
  readonly ledger: readonly LedgerBrief[];
  /** Oldest first, as far as it is loaded. */
  readonly history: readonly HistoryEntry[];
  readonly now: number;
  readonly window: Window;
  /** Whether long stretches in which nothing runs are drawn as marks. */
  readonly folds: boolean;
}

export interface Bar {
  readonly kind: Stretch['kind'];
  readonly tone: Tone;
  /** Percent of what is in view. */
  readonly left: number;
  readonly width: number;
  readonly text: string;
}

/** One step of one attempt, in the words of the table and in bars. */
export interface TimelineRow {
  readonly key: string;
  readonly attempt: number;
  readonly index: number;
  readonly name: string;
  readonly state: StepState;
  readonly word: string;
  readonly tone: Tone;
  readonly startedAt: number | null;
  readonly startedText: string;
  readonly queuedText: string;
  readonly waitedText: string;
  readonly ranText: string;
  readonly triesText: string;
  /** All of it as a line, for the one that is looked at. */
  readonly summary: string;
  readonly bars: readonly Bar[];
  /** Its part of the axis, to zoom to. */
  readonly span: Window;
  readonly hasItems: boolean;
}

interface Fold {
  readonly left: number;
  readonly width: number;
  readonly text: string;
  /** Whether there is room for its words above the bars; by pointing at it they are had anyhow. */
  readonly isLabelled: boolean;
}

export interface TimelineView {
  readonly rows: readonly TimelineRow[];
  readonly hasAttempts: boolean;
  readonly ticks: ReturnType<typeof ticksOf>;
  readonly folds: readonly Fold[];
  /** Whether there is idle time that is long enough to be folded, folded or not. */
  readonly canFold: boolean;
  readonly nowLeft: number | null;
  /** The history that is loaded begins after the first step that is shown. */
  readonly lacksHistory: boolean;
  readonly axis: Axis;
}

/**
 * What happened when, on one axis from the mission's creation to its end or to now. Costs nothing by itself: the tracker
 * lies in the mission's document, `ledger` and `history` are what somebody has loaded.
 */
export function timelineView(input: TimelineInput): TimelineView {
  const { mission, history, now, window } = input;
  const end = mission.finished_at === null ? now : toEpochMs(mission.finished_at);
  const drawn = drawnRuns(input, end);
  const all = drawn.flatMap(({ stretches }) => stretches);
  const whole = { from: toEpochMs(mission.created_at), to: end };
  const busy = all.filter(({ kind }) => kind === 'running');
  const folded = axisOf(whole, busy, true);
  const axis = input.folds ? folded : axisOf(whole, busy, false);
  const phases = phasesOf(history, end);
  return {
    rows: drawn.map(({ run, stretches }) => rowOf(run, stretches, axis, window)),
    hasAttempts: new Set(drawn.map(({ run }) => run.attempt)).size > 1,
    ticks: ticksOf(axis, window),
    folds: foldsOf(axis, window, hiddenSteps(mission, drawn)),
    canFold: folded.segments.some(({ isFolded }) => isFolded),
    nowLeft: mission.finished_at === null ? within(inView(shareAt(axis, now), window)) : null,
    lacksHistory: all.some(({ from }) => from < phases.knownFrom),
    axis,
  };
}

/** Percent between two labels of folds: "3 h 20 min idle" is about a third of a phone's axis. */
const FOLD_LABEL_ROOM = 34;

function foldsOf(axis: Axis, window: Window, hidden: readonly Hidden[]): Fold[] {
  let free = Number.NEGATIVE_INFINITY;
  return axis.segments.flatMap((segment) => {
    const left = inView(segment.left, window);
    const width = inView(segment.left + segment.width, window) - left;
    if (!segment.isFolded || left >= 100 || left + width <= 0) return [];
    const isLabelled = left >= Math.max(0, free);
    if (isLabelled) free = left + FOLD_LABEL_ROOM;
    const within = hidden.find(({ until }) => until > segment.from && until <= segment.to);
    const idle = TIMELINE_WORDS.folded(durationText(segment.to - segment.from));
    return [{ left, width, isLabelled, text: within === undefined ? idle : TIMELINE_WORDS.hidden(within.count) }];
  });
}

/** Steps of an attempt before the first one that is drawn: the time before that was not idle. */
interface Hidden {
  readonly until: number;
  readonly count: number;
}

function hiddenSteps(mission: Mission, drawn: readonly Drawn[]): Hidden[] {
  return drawn.flatMap(({ run }, at) => {
    if (drawn[at - 1]?.run.attempt === run.attempt) return [];
    const first = mission.ledger_parts.find(({ attempt }) => attempt === run.attempt)?.from_step ?? 0;
    return run.index > first ? [{ until: run.begunAt, count: run.index - first }] : [];
  });
}

interface Drawn {
  readonly run: StepRun;
  readonly stretches: readonly Stretch[];
}

/** A step's time begins where the one before it ended; the first one's, when its attempt was asked for. */
function drawnRuns(input: TimelineInput, now: number): Drawn[] {
  const { mission, ledger, history } = input;
  const phases = phasesOf(history, now);
  const runs = [...stepRuns(mission, ledger), ...firstInLine(mission, now)];
  return runs.map((run, at) => ({
    run,
    stretches: stretchesOf(run, sinceOf(run, runs[at - 1], input), phases, now),
  }));
}

/** Where the step before it is not known, the history may say when that ended; else it begins with its own beginning. */
function sinceOf(run: StepRun, before: StepRun | undefined, { mission, history }: TimelineInput): number {
  const isNext = before?.attempt === run.attempt && before.index === run.index - 1;
  const endedAt = isNext ? before.endedAt : stepEnds(history).get(`${run.attempt}-${run.index - 1}`);
  if (endedAt !== undefined && endedAt !== null) return endedAt;
  const part = mission.ledger_parts.find(({ attempt }) => attempt === run.attempt);
  const isFirst = part === undefined ? before?.attempt !== run.attempt : part.from_step === run.index;
  return (isFirst ? attemptStarts(history).get(run.attempt) : undefined) ?? run.begunAt;
}

/** The step that a queued mission will begin with: it has no beginning yet, and stands in the queue all the same. */
function firstInLine(mission: Mission, now: number): StepRun[] {
  const { current_step: current, completed_count: index } = mission.execution_record.progress_tracker;
  if (mission.status !== 'queued' || current !== null) return [];
  const name = mission.plan[index - mission.plan_start]?.step_name;
  if (name === undefined) return [];
  const run = { attempt: mission.attempt, index, name, state: 'pending' as const, tries: 1, message: '' };
  return [{ ...run, begunAt: now, endedAt: null, hasItems: false }];
}

function rowOf(run: StepRun, stretches: readonly Stretch[], axis: Axis, window: Window): TimelineRow {
  const word = STEP_WORDS[run.state];
  const started = stretches.find(({ kind }) => kind === 'running');
  const sum = (...kinds: Stretch['kind'][]) => totalText(stretches.filter(({ kind }) => kinds.includes(kind)));
  const words = TIMELINE_WORDS.columns;
  const said = {
    startedAt: started?.from ?? null,
    startedText: started === undefined ? '' : secondText(started.from),
    queuedText: sum('queued'),
    waitedText: sum('waiting', 'paused', 'retrying', 'unknown'),
    ranText: sum('running'),
    triesText: run.tries > 1 ? String(run.tries) : '',
  };
  const parts = [
    [words.started, said.startedText],
    [words.queued, said.queuedText],
    [words.ran, said.ranText],
    [words.waited, said.waitedText],
    [words.tries, said.triesText],
  ].flatMap(([label = '', text = '']) => (text === '' ? [] : [`${label.toLowerCase()} ${text}`]));
  const [first, last] = [stretches[0]?.from ?? run.begunAt, stretches.at(-1)?.to ?? run.begunAt];
  return {
    key: `${run.attempt}-${run.index}`,
    ...{ attempt: run.attempt, index: run.index, state: run.state, word, tone: STEP_TONES[run.state] },
    ...{ name: humanName(run.name), hasItems: run.hasItems, ...said },
    summary: [word, ...parts].join(' · '),
    bars: stretches.flatMap((stretch) => barOf(stretch, axis, window)),
    span: { from: shareAt(axis, first), to: shareAt(axis, last) },
  };
}

function totalText(stretches: readonly Stretch[]): string {
  const ms = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  return ms === 0 ? '' : durationText(ms);
}

function barOf({ kind, tone, from, to, cut, message }: Stretch, axis: Axis, window: Window): Bar[] {
  const left = inView(shareAt(axis, from), window);
  const right = inView(shareAt(axis, to), window);
  if (left > 100 || right < 0) return [];
  const how = cut === null ? '' : `, ${TIMELINE_WORDS.cut[cut]}`;
  const why = message === '' ? '' : `: ${message}`;
  const text = `${secondText(from)} ${TIMELINE_WORDS.kinds[kind]} ${durationText(to - from)}${how}${why}`;
  const start = Math.max(0, left);
  return [{ kind, tone, left: start, width: Math.max(0, Math.min(100, right) - start), text }];
}

function within(percent: number): number | null {
  return percent < 0 || percent > 100 ? null : percent;
}

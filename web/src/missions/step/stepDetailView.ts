import { countText } from '../../../../client/src/words/amount.ts';
import { durationText, momentText } from '../../../../client/src/words/duration.ts';
import { attemptOf } from '../../../../functions/src/core/ledger.ts';
import type { LedgerEntry } from '../../../../functions/src/schema/ledger.ts';
import type { Mission, MissionError } from '../../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import type { TrackedStep } from '../../../../functions/src/schema/tracker.ts';
import type { Tone } from '../../ui/tone.ts';
import { STEP_DETAIL_WORDS } from '../../words/missionViews.ts';
import { STEP_WORDS } from '../../words/shared.ts';
import { humanName } from '../missionGlance.ts';
import { subProgressText } from '../missionView.ts';
import { hasNotRun } from '../stepBars.ts';
import { STEP_TONES, type StepState } from '../stepViews.ts';
import type { TimelineRow } from '../timeline/timelineView.ts';
import { usageLines } from '../usageFacts.ts';

interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One step of one attempt, in words. */
export interface StepDetailView {
  readonly index: number;
  readonly name: string;
  readonly state: StepState;
  readonly word: string;
  readonly tone: Tone;
  readonly attempt: number;
  /** All that a step may have run in; one where there is nothing to choose. */
  readonly attempts: readonly number[];
  readonly message: string;
  readonly facts: readonly Fact[];
  readonly error: MissionError | null;
  readonly before: { readonly index: number; readonly name: string } | null;
  readonly hasNext: boolean;
  /** How many items it has recorded; null where nobody knows without asking. */
  readonly items: number | null;
  /** Under which numbers its items may be filed, the likeliest first: a retry goes on with those of an attempt before. */
  readonly itemGroups: readonly string[];
}

/** What the mission's document knows of a step, and what its ledger entry adds once it is read. */
export function stepDetailView(
  mission: Mission,
  { index, attempt: asked }: { readonly index: number; readonly attempt: number | null },
  entry: LedgerEntry | null,
  row: TimelineRow | null,
): StepDetailView {
  const newest = attemptOf(mission, index);
  const attempt = asked ?? newest;
  const known = attempt === newest ? trackedStep(mission, index) : null;
  const tracked = known !== null && hasNotRun(mission, known) ? null : known;
  const state = tracked?.status ?? entry?.status ?? (attempt === newest ? plannedState(mission, index) : 'not_run');
  return {
    ...{ index, attempt, state, word: STEP_WORDS[state], tone: STEP_TONES[state] },
    name: nameOf(mission, index, tracked?.step_name ?? entry?.step_name ?? null),
    attempts: Array.from({ length: Math.max(1, mission.attempt) }, (_, each) => each + 1),
    message: entry?.message ?? tracked?.message ?? '',
    facts: factsOf(tracked, entry, row),
    error: entry?.error ?? null,
    before: index === 0 ? null : { index: index - 1, name: nameOf(mission, index - 1, null) },
    hasNext: index + 1 < mission.execution_record.progress_tracker.total_steps,
    items: tracked === null ? null : tracked.items_done,
    itemGroups: groupsOf(mission, index, attempt),
  };
}

/** The name of step `index`; its number where the page has only a part of the plan. */
export function nameOf(mission: Mission, index: number, known: string | null): string {
  const planned = mission.plan[index - mission.plan_start]?.step_name;
  const tracked = trackedStep(mission, index)?.step_name;
  return humanName(known ?? tracked ?? planned ?? STEP_DETAIL_WORDS.unnamed(index));
}

/** Whether the ledger has an entry for it, as far as the mission's document tells: only such a one is worth a read. */
export function isRecorded(mission: Mission, index: number, attempt: number | null): boolean {
  const newest = attemptOf(mission, index);
  if (attempt !== null && attempt !== newest) return attempt < newest;
  if (index < mission.execution_record.progress_tracker.completed_count) return true;
  return trackedStep(mission, index)?.status === 'failed';
}

function trackedStep(mission: Mission, index: number): TrackedStep | null {
  const { current_step: current, completed_steps: done } = mission.execution_record.progress_tracker;
  if (current?.step_index === index) return current;
  return done.find((step) => step.step_index === index) ?? null;
}

function plannedState(mission: Mission, index: number): StepState {
  if (index < mission.execution_record.progress_tracker.completed_count) return 'completed';
  return mission.finished_at === null ? 'pending' : 'not_run';
}

function factsOf(tracked: TrackedStep | null, entry: LedgerEntry | null, row: TimelineRow | null): Fact[] {
  const words = STEP_DETAIL_WORDS;
  const isOver = entry !== null || tracked?.status === 'completed';
  const finishedAt = entry?.finished_at ?? (isOver ? (tracked?.timestamp ?? null) : null);
  const ranMs = entry?.duration_ms ?? tracked?.duration_ms ?? null;
  const tries = entry?.tries ?? tracked?.tries ?? 1;
  // What is recorded is the beginning of its last try.
  const firstAt = tries > 1 ? (row?.startedAt ?? null) : null;
  const lastAt = entry?.started_at ?? tracked?.started_at ?? null;
  const facts: readonly (readonly [string, string])[] = [
    [words.started, firstAt === null ? momentOf(lastAt) : momentText(firstAt)],
    [words.finished, momentOf(finishedAt)],
    [words.ran, row?.ranText || (ranMs === null ? '' : durationText(ranMs))],
    [words.queued, row?.queuedText ?? ''],
    [words.waited, row?.waitedText ?? ''],
    [words.tries, tries > 1 ? countText(tries) : ''],
    [STEP_WORDS.running, tracked?.status === 'running' ? subProgressText(tracked.sub_progress) : ''],
    ...Object.entries(entry?.usage ?? {}).map(([name, amount]) => [humanName(name), countText(amount)] as const),
    // While it runs the mission's document knows; then its own entry, which has the same.
    ...usageLines(entry?.model_usage ?? tracked?.model_usage ?? null).map(
      ({ label, value }) => [label, value] as const,
    ),
  ];
  return facts.flatMap(([label, value]) => (value === '' ? [] : [{ label, value }]));
}

function momentOf(at: string | null): string {
  return at === null ? '' : momentText(toEpochMs(at));
}

function groupsOf(mission: Mission, index: number, attempt: number): string[] {
  const isCurrent = mission.execution_record.progress_tracker.current_step?.step_index === index;
  const first = isCurrent && mission.items_attempt > 0 ? mission.items_attempt : attempt;
  return Array.from({ length: Math.max(1, first) }, (_, back) => `${first - back}-${index}`);
}

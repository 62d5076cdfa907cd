import { plannedAt } from '../../../functions/src/core/plan.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { RETRY_CHOICE } from '../words/actions.ts';
import { humanName } from './missionGlance.ts';
import { isReport } from './reportType.ts';

/** A step that a retry may begin with, and what that means. */
export interface RetryChoice {
  readonly index: number;
  /** "Step 3: Crawl". */
  readonly label: string;
  /** What is done again and what is kept. */
  readonly text: string;
}

/** What the dialog of a retry offers. */
export interface RetryView {
  readonly id: string;
  readonly choices: readonly RetryChoice[];
  /** The first step that is not finished. */
  readonly first: number;
  /** What is kept of that step itself if nothing is changed; empty where it recorded nothing. */
  readonly itemsText: string;
  /** A mission whose steps run elsewhere has no scope and no limits. */
  readonly isExternal: boolean;
  /** A report needs no domain where it has other sources. */
  readonly isReport: boolean;
  /** What it was asked, which a retry may change. */
  readonly asked: Pick<Mission, 'objective' | 'scope' | 'budget'>;
}

export function retryView(mission: Mission): RetryView {
  const { completed_count: first, current_step: step } = mission.execution_record.progress_tracker;
  const isExternal = mission.external !== null;
  const from = mission.plan_start;
  const inWindow = Array.from({ length: Math.max(0, first - from) + 1 }, (_, offset) => from + offset);
  // The names of an external mission's earlier steps are gone, and the server begins with none of them.
  const indexes = from > 0 && !isExternal ? [0, ...inWindow] : inWindow;
  const items = step?.step_index === first ? step.items_done : 0;
  return {
    id: mission.mission_id,
    choices: indexes.map((index) => ({ index, label: labelOf(mission, index), text: textOf(mission, index) })),
    first,
    itemsText: items === 0 ? '' : RETRY_CHOICE.items(items),
    isExternal,
    isReport: isReport(mission),
    asked: mission,
  };
}

function labelOf(mission: Mission, index: number): string {
  return RETRY_CHOICE.step(index + 1, nameOf(mission, index));
}

function nameOf(mission: Mission, index: number): string {
  const planned = plannedAt(mission, index);
  if (planned !== undefined) return humanName(planned.step_name);
  return index === 0 ? RETRY_CHOICE.beginning : RETRY_CHOICE.next;
}

function textOf(mission: Mission, index: number): string {
  const { completed_count: done } = mission.execution_record.progress_tracker;
  if (done === 0) return RETRY_CHOICE.anew;
  if (index === done) return RETRY_CHOICE.all_kept(done);
  return index === 0 ? RETRY_CHOICE.none_kept(done) : RETRY_CHOICE.some_kept(index, done - index);
}

/** A step, and what becomes of it. `again`: it was finished, and is done once more. */
export interface StepAfterRetry {
  readonly index: number;
  readonly name: string;
  readonly fate: 'kept' | 'again' | 'runs';
}

/** The steps of the plan's window after a retry that begins with step `from`. */
export function stepsAfterRetry(mission: Mission, from: number): StepAfterRetry[] {
  const { completed_count: done } = mission.execution_record.progress_tracker;
  return mission.plan.map(({ step_name: name }, offset) => {
    const index = mission.plan_start + offset;
    return { index, name: humanName(name), fate: index < from ? 'kept' : index < done ? 'again' : 'runs' };
  });
}

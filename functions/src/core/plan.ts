import type { Mission } from '../schema/mission.ts';
import { PLAN_KEPT, type PlannedStep } from '../schema/tracker.ts';
import { roundPercent } from './percent.ts';

/** The part of a plan that a mission's document holds. */
export type PlanWindow = Pick<Mission, 'plan' | 'plan_start' | 'plan_start_percent'>;

/** Steps with weights of any scale become steps with the percent that each one brings the mission to. */
export function planSteps(steps: readonly { readonly name: string; readonly weight: number }[]): PlannedStep[] {
  const total = steps.reduce((sum, step) => sum + step.weight, 0);
  let reached = 0;
  return steps.map((step) => {
    reached += step.weight;
    return { step_name: step.name, cumulative_percent: roundPercent((reached / total) * 100) };
  });
}

/** The window of `whole` that begins at step `start`: a document stays small however long its plan is. */
export function windowAt(whole: readonly PlannedStep[], start: number): PlanWindow {
  return {
    plan: whole.slice(start, start + PLAN_KEPT),
    plan_start: start,
    plan_start_percent: start === 0 ? 0 : (whole[start - 1]?.cumulative_percent ?? 0),
  };
}

/** Where a window that shows step `index` begins: steps move through the document in lots, not one at a time. */
export function windowStart(index: number): number {
  return Math.floor(index / PLAN_KEPT) * PLAN_KEPT;
}

/** Step `index` as planned; undefined when it lies outside the window. */
export function plannedAt({ plan, plan_start: start }: PlanWindow, index: number): PlannedStep | undefined {
  return index < start ? undefined : plan[index - start];
}

/** The percent at which step `index` begins. */
export function percentBefore(window: PlanWindow, index: number): number {
  if (index <= window.plan_start) return window.plan_start_percent;
  return plannedAt(window, index - 1)?.cumulative_percent ?? window.plan.at(-1)?.cumulative_percent ?? 0;
}

/** The percent of the mission that step `index` is. */
export function weightOf(window: PlanWindow, index: number): number {
  const from = percentBefore(window, index);
  return (plannedAt(window, index)?.cumulative_percent ?? from) - from;
}

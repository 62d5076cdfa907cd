import { describe, expect, it } from 'vitest';
import {
  percentBefore,
  plannedAt,
  planSteps,
  weightOf,
  windowAt,
  windowStart,
} from '../../../functions/src/core/plan.ts';
import { emptyTracker, finishStep, percentWithin, startStep } from '../../../functions/src/core/progress.ts';
import { taskId } from '../../../functions/src/core/taskId.ts';
import { COMPLETED_STEPS_KEPT } from '../../../functions/src/schema/tracker.ts';
import { at } from '../../support/missions.ts';

const weights = (...values: number[]) => planSteps(values.map((weight, index) => ({ name: `step-${index}`, weight })));

describe('a plan', () => {
  it('turns weights of any scale into cumulative percents that end at 100', () => {
    expect(weights(10, 10, 10, 10, 55, 5).map((step) => step.cumulative_percent)).toEqual([10, 20, 30, 40, 95, 100]);
    expect(weights(1, 1, 1).map((step) => step.cumulative_percent)).toEqual([33.3, 66.7, 100]);
  });
});

describe('the percent inside a step', () => {
  const plan = weights(20, 60, 20);
  it.each([
    [1, 0, 20],
    [1, 0.5, 50],
    [1, 1, 80],
    [2, 1, 99],
  ])('step %i at %d is %d', (index, fraction, percent) => {
    expect(percentWithin(windowAt(plan, 0), index, fraction)).toBe(percent);
  });
});

describe('a window of a long plan', () => {
  const plan = weights(...Array.from({ length: 250 }, () => 1));
  it.each([0, 1, 99, 100, 150, 199, 249])('says of step %i what the whole plan says', (index) => {
    const window = windowAt(plan, windowStart(index));
    const before = index === 0 ? 0 : (plan[index - 1]?.cumulative_percent ?? -1);
    expect(window.plan.length).toBeLessThanOrEqual(100);
    expect(plannedAt(window, index)).toEqual(plan[index]);
    expect(percentBefore(window, index)).toBe(before);
    expect(weightOf(window, index)).toBeCloseTo((plan[index]?.cumulative_percent ?? 0) - before);
  });
});

describe('the tracker of a long mission', () => {
  it('keeps the newest finished steps and counts them all', () => {
    const plan = weights(...Array.from({ length: 200 }, () => 1));
    let tracker = emptyTracker('long', plan.length);
    for (let index = 0; index < 120; index += 1) {
      const window = windowAt(plan, windowStart(index));
      const end = { message: 'done', isLast: false };
      tracker = finishStep(startStep(tracker, window, index, at(index)), window, end, at(index + 1));
    }
    expect(tracker.completed_count).toBe(120);
    expect(tracker.completed_steps).toHaveLength(COMPLETED_STEPS_KEPT);
    expect(tracker.completed_steps.at(-1)?.step_index).toBe(119);
  });
});

describe('a task id', () => {
  it('is the same for the same dispatch and another for the next, with a spread beginning', () => {
    expect(taskId('mission', 1, 1)).toBe(taskId('mission', 1, 1));
    const ids = [taskId('mission', 1, 1), taskId('mission', 1, 2), taskId('mission', 2, 1)];
    expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,500}$/);
  });
});

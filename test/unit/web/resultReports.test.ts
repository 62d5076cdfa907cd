import { describe, expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { TrackedStep } from '../../../functions/src/schema/tracker.ts';
import { type LeftOutputs, leftSteps } from '../../../web/src/results/leftSteps.ts';
import { createReportMemory } from '../../../web/src/results/reportMemory.ts';
import { resultRow } from '../../../web/src/results/resultFacts.ts';
import { IN_STATUS } from '../../support/missions.ts';

const completed = IN_STATUS.completed();
const nowMs = Date.parse(completed.finished_at ?? '') + 120_000;

describe('whether there is a report', () => {
  const external = { is_growing: false } as Mission['external'];
  const told = { ...completed, external };
  const id = completed.mission_id;
  test('its worker decides; until that is known the row says so, and leads to where it would be', () => {
    for (const known of [new Map<string, boolean | null>(), new Map([[id, null]])]) {
      expect(resultRow(told, nowMs, known)).toMatchObject({
        ...{ report: 'unknown', reportText: 'a report if its worker sent one', href: `/results/${id}` },
      });
    }
  });
  test('without one it leads to the steps, with one to the report', () => {
    expect(resultRow(told, nowMs, new Map([[id, false]]))).toMatchObject({
      ...{ report: 'none', reportText: '', href: `/m/${id}?view=steps` },
    });
    expect(resultRow(told, nowMs, new Map([[id, true]]))).toMatchObject({ report: 'there', href: `/results/${id}` });
  });
  test('of every other mission that completed there is one, and what stopped early says so on its page', () => {
    expect(resultRow(completed, nowMs, new Map([[id, false]]))).toMatchObject({ report: 'there', reportText: '' });
    expect(resultRow(IN_STATUS.failed(), nowMs)).toMatchObject({ report: 'none', href: `/results/${id}` });
  });
  test('is asked once, again where nobody answered, and not for ever', async () => {
    const asked: string[] = [];
    const answers: readonly (boolean | null)[] = [null, true];
    const memory = createReportMemory((_, each) => {
      asked.push(each);
      const answer = each === 'lost' ? null : answers[asked.length - 1];
      return answer === null || answer === undefined ? Promise.reject(new Error('no answer')) : Promise.resolve(answer);
    });
    await memory.ask('me', 'one');
    expect(memory.known.get().has('one')).toBe(false);
    await Promise.all([memory.ask('me', 'one'), memory.ask('me', 'one')]);
    await memory.ask('me', 'one');
    expect(memory.known.get().get('one')).toBe(true);
    expect(asked).toEqual(['one', 'one']);
    for (const _ of [1, 2, 3, 4]) await memory.ask('me', 'lost');
    expect(memory.known.get().get('lost')).toBeNull();
    expect(asked.filter((each) => each === 'lost')).toHaveLength(3);
  });
});

describe('what there is in place of a report', () => {
  const step = (index: number) => ({ step_index: index, step_name: `step_${index}` }) as TrackedStep;
  const mission = (count: number) => {
    const { execution_record: record } = completed;
    const steps = Array.from({ length: count }, (_, index) => step(index));
    const tracker = { ...record.progress_tracker, completed_steps: steps, completed_count: count };
    return { execution_record: { ...record, progress_tracker: tracker } };
  };
  const known = (...left: readonly number[]): LeftOutputs => ({
    state: 'known',
    outputs: new Map(Array.from({ length: 20 }, (_, index) => [index, left.includes(index)])),
  });
  test('the steps that left an output, and one link to all where others are left out', () => {
    const left = leftSteps(mission(3), known(1));
    expect(left.steps).toEqual([{ index: 1, label: '2. Step 1' }]);
    expect(left).toMatchObject({ text: 'What each step left is kept.', all: 'All 3 steps', isAny: true });
    expect(leftSteps(mission(1), known(0)).all).toBeNull();
  });
  test('where no step left one it says so, and leads to none', () => {
    expect(leftSteps(mission(3), known())).toEqual({
      ...{ text: 'No step left an output either.', steps: [], all: null, isAny: false },
    });
  });
  test('of a long one the last are looked at', () => {
    expect(leftSteps(mission(12), known(1))).toEqual({
      ...{ text: 'Nor did any of its last 8 steps leave an output.', steps: [], all: 'All 12 steps', isAny: true },
    });
  });
  test('while it is asked nothing is claimed; where nobody answers it leads to all', () => {
    expect(leftSteps(mission(3), { state: 'asking' })).toMatchObject({ text: '', steps: [], all: null });
    expect(leftSteps(mission(3), { state: 'unknown' }).steps).toHaveLength(3);
  });
});

import { describe, expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { retryMissionRequest } from '../../../functions/src/schema/requests.ts';
import { draftOf } from '../../../web/src/missions/draft.ts';
import { isEdited, retryProblems, retryRequestOf } from '../../../web/src/missions/retryDraft.ts';
import { retryView } from '../../../web/src/missions/retryView.ts';
import { after, at, completed, failedAt, IN_STATUS } from '../../support/missions.ts';

/** Failed in its third step. */
function failed(): Mission {
  const twoDone = [0, 1].reduce((mission, index) => after(mission, completed(index), at(5)), IN_STATUS.in_progress());
  return after(twoDone, failedAt(2), at(9));
}

/** The same with its window further on. */
function farOn(mission: Mission, changes: Partial<Mission> = {}): Mission {
  const record = mission.execution_record;
  const tracker = { ...record.progress_tracker, completed_count: 202, total_steps: 203 };
  return {
    ...mission,
    plan_start: 200,
    execution_record: { ...record, progress_tracker: tracker },
    ...changes,
  } as Mission;
}

describe('what a retry offers', () => {
  test('every finished step and the first unfinished one, which is the default', () => {
    const { choices, first } = retryView(failed());
    expect(first).toBe(2);
    expect(choices.map(({ label }) => label)).toEqual(['Step 1: First', 'Step 2: Second', 'Step 3: Third']);
  });

  test('says what is kept and what runs again', () => {
    expect(retryView(failed()).choices.map(({ text }) => text)).toEqual([
      'Nothing is kept: 2 steps that are finished will run again.',
      'Kept: 1 step; 1 step that is finished will run again.',
      'What is finished is kept: 2 steps.',
    ]);
    expect(retryView(IN_STATUS.failed()).choices.map(({ text }) => text)).toEqual([
      'No step is finished yet: it begins anew.',
    ]);
  });

  test('a long plan: its window and its beginning; an external one only what still has a name', () => {
    expect(retryView(farOn(failed())).choices.map(({ index }) => index)).toEqual([0, 200, 201, 202]);
    expect(retryView(farOn(failed())).choices[0]?.label).toBe('Step 1: from the beginning');
    const external = { is_growing: true, expected_steps: null, stalled_after_seconds: 60, failed_after_seconds: 600 };
    const view = retryView(farOn(failed(), { external }));
    expect(view.choices.map(({ index }) => index)).toEqual([200, 201, 202]);
    expect(view.isExternal).toBe(true);
  });

  test('finished items of the step are kept, if it has any', () => {
    const mission = failed();
    expect(retryView(mission).itemsText).toBe('');
    const record = mission.execution_record;
    const step = { ...record.progress_tracker.current_step, items_done: 40 };
    const withItems = {
      ...mission,
      execution_record: { ...record, progress_tracker: { ...record.progress_tracker, current_step: step } },
    } as Mission;
    expect(retryView(withItems).itemsText).toMatch(/^Its 40 finished items are kept too/);
  });
});

describe('what a retry sends', () => {
  const retry = retryView(failed());
  const draft = draftOf(retry.asked);

  test('nothing changed: only where it begins', () => {
    expect(retryRequestOf(retry, 1, draft)).toEqual({ from_step: 1 });
    expect(isEdited(retry, draft)).toBe(false);
  });

  test('of what is asked only what was changed, and the server takes it', () => {
    const changed = { ...draft, objective: 'Find more', domains: ['docs.python.org'], maxMinutes: '10' };
    const request = retryRequestOf(retry, 2, changed);
    expect(request).toEqual({
      from_step: 2,
      objective: 'Find more',
      scope: { allowed_domains: ['docs.python.org'] },
      budget: { max_seconds: 600 },
    });
    expect(retryMissionRequest.parse(request)).toEqual(request);
    expect(isEdited(retry, changed)).toBe(true);
  });

  test('is judged before it is sent; without a scope there is only the objective to judge', () => {
    const wrong = { ...draft, objective: '', domains: [], maxPages: 'x' };
    expect(retryProblems(retry, wrong).map(({ field }) => field)).toEqual(['objective', 'domains', 'maxPages']);
    expect(retryProblems({ ...retry, isExternal: true }, wrong).map(({ field }) => field)).toEqual(['objective']);
  });
});

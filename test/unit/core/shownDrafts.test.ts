import { describe, expect, it } from 'vitest';
import { shownDrafts } from '../../../functions/src/core/shownDrafts.ts';
import type { Draft } from '../../../functions/src/schema/draft.ts';
import { IN_STATUS } from '../../support/missions.ts';

const mission = IN_STATUS.in_progress();
const { current_step: step } = mission.execution_record.progress_tracker;
const part = { index: 2, title: 'Why', text: 'Because', is_cut: false };
const at = '2026-11-21T10:00:00.000Z';
const draft: Draft = {
  ...{ mission_id: mission.mission_id, owner: mission.owner, attempt: mission.attempt, fence: 1, updated_at: at },
  ...{ step_index: step?.step_index ?? -1, parts: [part] },
};

describe('what a mission shows of a draft', () => {
  it('is each part with its place', () => {
    expect(shownDrafts(mission, draft)).toEqual([
      { attempt: draft.attempt, step_index: draft.step_index, updated_at: at, ...part },
    ]);
  });

  it.each([
    ['there is none', null],
    ['an earlier attempt left it', { ...draft, attempt: draft.attempt - 1 }],
    ['an earlier step left it', { ...draft, step_index: draft.step_index - 1 }],
    ['a mission of the same id had it, of somebody else', { ...draft, owner: 'boris' }],
  ])('is nothing where %s', (_why, left) => {
    expect(shownDrafts(mission, left)).toEqual([]);
  });

  it('is nothing once the mission is at no step any more', () => {
    expect(shownDrafts(IN_STATUS.completed(), draft)).toEqual([]);
  });
});

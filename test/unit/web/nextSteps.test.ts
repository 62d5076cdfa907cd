import { describe, expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { stepCommand } from '../../../web/src/missions/apiCommands.ts';
import { failureAdvice } from '../../../web/src/missions/failureAdvice.ts';
import { nothingHere } from '../../../web/src/missions/list/nothingHere.ts';
import { FILTERS, NO_FILTER } from '../../../web/src/missions/listFilter.ts';
import { nextReportOf } from '../../../web/src/missions/missionFacts.ts';
import { missionView } from '../../../web/src/missions/missionView.ts';
import { NO_ETA } from '../../../web/src/missions/noEta.ts';
import { workerHint } from '../../../web/src/missions/workerHint.ts';
import { noneYetText } from '../../../web/src/results/noneYetText.ts';
import { IN_STATUS, START } from '../../support/missions.ts';

const ofWorker = (mission: Mission): Mission => ({
  ...mission,
  external: { is_growing: false, expected_steps: null, stalled_after_seconds: 60, failed_after_seconds: 600 },
});

describe('a failure', () => {
  const advice = (next: string | null, change = (mission: Mission) => mission) => {
    const mission = IN_STATUS.failed();
    if (mission.error === null) throw new Error('A failed mission has an error.');
    const failed = change({ ...mission, error: { ...mission.error, next } });
    const { failure } = missionView(failed, Date.parse(START) + 9_000, NO_ETA);
    if (failure === null) throw new Error('A failed mission shows its failure.');
    return failureAdvice(failed, failure);
  };

  test('keeps the advice that came with it', () => {
    expect(advice('Check the domains.')).toBe('Check the domains.');
  });

  test('of a model that has used up its budget leads to where the page lets it be raised', () => {
    const spent = (mission: Mission): Mission =>
      mission.status === 'failed' ? { ...mission, error: { ...mission.error, code: 'model_over_budget' } } : mission;
    expect(advice('Retry the mission with a higher input.budget.', spent)).toMatch(/“Change what is asked”/);
  });

  test('without advice says what a retry does, and what its worker is told', () => {
    expect(advice(null)).toBe('Retry it once the cause is gone: it goes on with step 1.');
    expect(advice(null, ofWorker)).toBe(
      'Retry it once the cause is gone: its worker is then told to go on with step 1.',
    );
  });
});

describe('an external mission that no worker works on', () => {
  test('says which step a worker has to report', () => {
    expect(workerHint(ofWorker(IN_STATUS.queued()), false)).toBe(
      'A worker takes it by reporting step 1 (0 in the API, which counts from 0).',
    );
    expect(workerHint(ofWorker(IN_STATUS.in_progress()), true)).toBe(
      'A worker goes on with it by reporting step 1 (0 in the API, which counts from 0).',
    );
  });

  test('says nothing where a worker is at it, could do nothing, or would be told to stop', () => {
    expect(workerHint(ofWorker(IN_STATUS.in_progress()), false)).toBeNull();
    expect(workerHint(IN_STATUS.queued(), false)).toBeNull();
    expect(workerHint(ofWorker({ ...IN_STATUS.queued(), queue_place: 'in_line' } as Mission), false)).toBeNull();
    expect(workerHint(ofWorker(IN_STATUS.failed()), true)).toBeNull();
  });
});

describe('the command for a worker', () => {
  test('begins the next step, and ends the one that runs', () => {
    expect(nextReportOf(ofWorker(IN_STATUS.queued()))).toEqual({ index: 0, status: 'started' });
    const running = ofWorker(IN_STATUS.in_progress());
    const { completed_count: done, current_step: step } = running.execution_record.progress_tracker;
    expect(step?.step_index).toBe(done);
    expect(nextReportOf(running)).toEqual({ index: done, status: 'completed' });
    expect(stepCommand('m-1', nextReportOf(running), 'http://here', true)).toContain(
      `/missions/m-1/steps/${done} -H "content-type: application/json" -d '{"status":"completed"}'`,
    );
  });
});

describe('a mission without a result', () => {
  test('says when it comes, or that a retry gets one where it can be retried', () => {
    expect(noneYetText(IN_STATUS.in_progress())).toBe('The result appears here when the last step is done.');
    expect(noneYetText(IN_STATUS.failed())).toBe(
      'This mission ended without a result. Retry it to get one; finished steps are kept.',
    );
    const cancelled = IN_STATUS.cancelled();
    if (cancelled.status !== 'cancelled') throw new Error('It is cancelled.');
    expect(noneYetText({ ...cancelled, approved_at: null })).toBe('This mission ended without a result.');
  });
});

describe('an empty list', () => {
  const zeros = {
    ...{ proposed: 0, approved: 0, queued: 0, in_progress: 0, waiting: 0 },
    ...{ paused: 0, completed: 0, failed: 0, cancelled: 0 },
  };
  const empty = { of: ' ', byStatus: zeros, resting: { waiting: 0, queued: 0 } };

  test('says of each chip what it leads to, and of any other filter nothing', () => {
    const meanings = FILTERS.filter(({ id }) => id !== 'all').map(
      ({ statuses }) => nothingHere({ ...NO_FILTER, statuses }, null).meaning,
    );
    expect(new Set(meanings).size).toBe(6);
    for (const meaning of meanings) expect(meaning).toMatch(/^Here are missions that |^Here are missions whose /);
    expect(nothingHere({ ...NO_FILTER, statuses: ['failed', 'queued'] }, null).meaning).toBe('');
    expect(nothingHere({ ...NO_FILTER, search: 'py' }, null).meaning).toBe('');
  });

  test('says that there is no mission at all only where all are counted', () => {
    const failed = { ...NO_FILTER, statuses: ['failed'] as const };
    expect(nothingHere(failed, empty).none).toBe('You have no missions yet.');
    expect(nothingHere(failed, null).none).toBe('');
    expect(nothingHere(failed, { ...empty, of: ' docs' }).none).toBe('');
    expect(nothingHere({ ...failed, tag: 'docs' }, { ...empty, of: ' docs' }).none).toBe('');
    expect(nothingHere(failed, { ...empty, byStatus: { ...zeros, paused: 1 } }).none).toBe('');
  });
});

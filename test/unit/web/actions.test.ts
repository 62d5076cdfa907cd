import { describe, expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { deletedParts } from '../../../web/src/missions/deleteView.ts';
import { failureDetails } from '../../../web/src/missions/failureDetails.ts';
import { retryView, stepsAfterRetry } from '../../../web/src/missions/retryView.ts';
import { after, at, completed, failedAt, IN_STATUS } from '../../support/missions.ts';
import { viewAt as view } from '../../support/views.ts';

/** Failed in its second step. */
const failed = (): Mission => after(after(IN_STATUS.in_progress(), completed(0), at(5)), failedAt(1), at(9));
const said = { type: 'cancel_requested', by: 'anna', reason: 'The wrong site' } as const;

describe('what is offered', () => {
  test('a proposed mission is approved, edited or rejected', () => {
    expect(view(IN_STATUS.proposed(), 3).actions.map(({ label, confirm }) => [label, confirm])).toEqual([
      ['Approve', null],
      ['Edit', 'edit'],
      ['Reject', 'reject'],
    ]);
    expect(view(IN_STATUS.approved(), 3).actions.at(-1)).toMatchObject({ label: 'Cancel mission' });
  });

  test('a failed one is retried from where it failed or as a whole; with nothing done these are the same', () => {
    expect(view(failed(), 12).actions.map(({ key, label }) => [key, label])).toEqual([
      ['retry', 'Retry from failed step'],
      ['retry_all', 'Retry all'],
    ]);
    expect(view(IN_STATUS.failed(), 12).actions.map(({ label }) => label)).toEqual(['Retry']);
    expect(view(IN_STATUS.cancelled(), 12).actions.map(({ label }) => label)).toEqual(['Retry']);
  });

  test('the first steps of an external mission that has grown on can’t be begun with', () => {
    const external = { is_growing: true, expected_steps: null, stalled_after_seconds: 60, failed_after_seconds: 600 };
    const grown = { ...failed(), external, plan_start: 1 } as Mission;
    expect(view(grown, 12).actions.map(({ key }) => key)).toEqual(['retry']);
  });
});

describe('how it ended', () => {
  test('cancelled: when, and why if that was said', () => {
    expect(view(after(IN_STATUS.queued(), said, at(5)), 9).note?.text).toMatch(
      /^You cancelled it \(.+\)\. Reason: The wrong site\.$/,
    );
    expect(view(after(IN_STATUS.proposed(), { ...said, reason: undefined }, at(5)), 9).note?.text).toMatch(
      /^You rejected it \(.+\)\.$/,
    );
    const old = { ...IN_STATUS.cancelled(), cancellation: null } as Mission;
    expect(view(old, 9).note?.text).toBe('Cancelled.');
  });

  test('failed: the step, and which attempt if it is not the first', () => {
    expect(view(failed(), 12).failure).toMatchObject({ title: 'Failed at Second', attemptText: '' });
    const again = { ...failed(), attempt: 3 };
    expect(view(again, 12).failure?.attemptText).toBe('Attempt 3.');
  });

  test('failed: everything for a bug report, line by line', () => {
    const lines = failureDetails(failed(), 'https://example.org').split('\n');
    expect(lines).toEqual([
      'Mission: mission-1',
      'Link: https://example.org/m/mission-1',
      'Type: research@1',
      'Attempt: 1',
      `Created: ${at(0)}`,
      `Started: ${at(3)}`,
      `Failed: ${at(9)}`,
      'Step: 2 second',
      'Code: no_page_read',
      'Error: No page could be read.',
      'Next: Check the domains.',
      'Finished steps: 1 of 3',
    ]);
    expect(failureDetails(IN_STATUS.queued(), '')).toBe('');
  });
});

describe('what becomes of it', () => {
  test('a retry: each step is kept, runs again, or runs', () => {
    const fates = (from: number) => stepsAfterRetry(failed(), from).map(({ fate }) => fate);
    expect(fates(0)).toEqual(['again', 'runs', 'runs']);
    expect(fates(retryView(failed()).first)).toEqual(['kept', 'runs', 'runs']);
  });

  test('a deletion names what goes', () => {
    expect(deletedParts(IN_STATUS.completed())).toBe('3 steps, its history and its result');
    expect(deletedParts(failed())).toBe('1 step and its history');
    expect(deletedParts(IN_STATUS.cancelled())).toBe('its history');
  });
});

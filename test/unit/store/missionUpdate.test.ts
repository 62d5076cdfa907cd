import { FieldValue } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { missionUpdate } from '../../../functions/src/store/missionUpdate.ts';
import { after, at, completed, IN_STATUS, progressed } from '../../support/missions.ts';

const TRACKER = 'execution_record.progress_tracker';

describe('what is sent of a mission', () => {
  const before = IN_STATUS.in_progress();

  it('is only what has changed, by its path', () => {
    const sent = missionUpdate(before, after(before, progressed(0, 0.5), at(5)));
    expect(Object.keys(sent).toSorted()).toEqual(
      [
        'execution_record.event_type',
        `${TRACKER}.current_step`,
        `${TRACKER}.elapsed_seconds`,
        `${TRACKER}.progress_percent`,
        'execution_record.timestamp',
        'execution_record.updated_at',
        'updated_at',
      ].toSorted(),
    );
  });

  it('is a finished step alone, not the list of all', () => {
    const sent = missionUpdate(before, after(before, completed(0), at(5)));
    expect(sent[`${TRACKER}.completed_steps`]).toBeInstanceOf(FieldValue);
    expect(sent[`${TRACKER}.completed_count`]).toBe(1);
    expect(Object.keys(sent)).not.toContain('plan');
  });

  it('is the whole list when the oldest have gone from it', () => {
    const one = after(before, completed(0), at(5));
    const tracker = one.execution_record.progress_tracker;
    const cut = {
      ...one,
      execution_record: { ...one.execution_record, progress_tracker: { ...tracker, completed_steps: [] } },
    };
    expect(missionUpdate(one, cut)).toEqual({ [`${TRACKER}.completed_steps`]: [] });
  });

  it('is nothing where nothing has changed', () => {
    expect(missionUpdate(before, before)).toEqual({});
  });
});

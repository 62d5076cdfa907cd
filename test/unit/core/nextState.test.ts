import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MissionEvent, Outcome } from '../../../functions/src/core/events.ts';
import { LEASE_MS } from '../../../functions/src/core/lease.ts';
import { nextState } from '../../../functions/src/core/nextState.ts';
import { MISSION_STATUSES, mission as missionSchema } from '../../../functions/src/schema/mission.ts';
import { addMs } from '../../../functions/src/schema/time.ts';
import { at, CLAIM, completed, failedAt, IN_STATUS, progressed } from '../../support/missions.ts';
import { EVENTS, NOW, STATES } from '../../support/states.ts';
import { TABLES, tableText } from '../../support/stateTable.ts';

const DONE = 'ignored: already_done';

function summary(outcome: Outcome): string {
  if (outcome.kind === 'ignored') return `ignored: ${outcome.reason}`;
  return outcome.kind === 'refused' ? 'refused' : outcome.mission.status;
}

describe('every event in every state', () => {
  // The expected table is docs/state-machine.md: what people read is what is tested.
  const documented = readFileSync(new URL('../../../docs/state-machine.md', import.meta.url), 'utf8');

  it.each(Object.keys(TABLES))('does what the table says: %s', (part) => {
    const rows = tableText(part as keyof typeof TABLES).split('\n');
    expect(documented.split('\n').filter((line) => rows.includes(line))).toEqual(rows);
  });

  it('is in one of the tables', () => {
    expect(Object.values(TABLES).flat().toSorted()).toEqual(Object.keys(EVENTS).toSorted());
    const seen = new Set(Object.values(STATES).map((make) => make().status));
    expect([...seen].toSorted()).toEqual([...MISSION_STATUSES].toSorted());
  });

  for (const [state, make] of Object.entries(STATES)) {
    it(`leaves a mission that may be written: ${state}`, () => {
      for (const event of Object.values(EVENTS)) {
        const outcome = nextState(make(), event, NOW);
        if (outcome.kind !== 'applied') continue;
        expect(missionSchema.parse(outcome.mission)).toEqual(outcome.mission);
        expect(outcome.mission.execution_record.status).toBe(outcome.mission.status);
      }
    });
  }
});

describe('the lease', () => {
  it('is taken over at once by a redelivery of the same task, with a higher fence', () => {
    const outcome = nextState(IN_STATUS.in_progress(), { ...CLAIM, holder: 'runner-2' }, NOW);
    expect(outcome).toMatchObject({ kind: 'applied', mission: { fence: 2, lease: { holder: 'runner-2' } } });
  });

  it('is taken over by a stranger only when it has run out', () => {
    const stranger: MissionEvent = { ...CLAIM, taskId: 'another-task' };
    const end = addMs(at(3), LEASE_MS);
    expect(summary(nextState(IN_STATUS.in_progress(), stranger, addMs(end, -1)))).toBe('ignored: held_by_another');
    expect(summary(nextState(IN_STATUS.in_progress(), stranger, end))).toBe('in_progress');
  });

  it('leaves nothing to the runner that lost it', () => {
    const taken = nextState(IN_STATUS.in_progress(), { ...CLAIM, holder: 'runner-2' }, NOW);
    if (taken.kind !== 'applied') throw new Error('not taken over');
    for (const event of [completed(0), failedAt(0), progressed(0, 1), EVENTS.renewed, EVENTS.stopped]) {
      expect(summary(nextState(taken.mission, event, NOW))).toBe('ignored: stale_fence');
    }
  });

  it('is renewed by a heartbeat once it is no longer young, without a line in the history', () => {
    const outcome = nextState(IN_STATUS.in_progress(), EVENTS.renewed, at(3 + 7.001));
    expect(outcome).toMatchObject({ kind: 'applied', history: [], mission: { wake_at: at(30.001) } });
  });

  it('belongs to the attempt it was taken for', () => {
    expect(summary(nextState(IN_STATUS.queued(), { ...CLAIM, attempt: 2 }, NOW))).toBe('ignored: already_done');
  });
});

describe('a queued mission whose task never came', () => {
  it('is sent another, with an id of its own, later each time', () => {
    const first = IN_STATUS.queued();
    const outcome = nextState(first, EVENTS.overdue, at(60));
    if (outcome.kind !== 'applied' || outcome.mission.status !== 'queued') throw new Error('not sent');
    expect(outcome.mission.next_task?.task_id).not.toBe(first.next_task?.task_id);
    expect(outcome.mission.wake_at).toBe(at(120));
    expect(outcome.effects).toEqual([{ kind: 'enqueue', task: outcome.mission.next_task }]);
  });
});

describe('a step that was recorded', () => {
  it('is not recorded again', () => {
    const once = nextState(IN_STATUS.in_progress(), completed(0), NOW);
    if (once.kind !== 'applied') throw new Error('not recorded');
    expect(summary(nextState(once.mission, completed(0), NOW))).toBe(DONE);
    expect(summary(nextState(once.mission, failedAt(0), NOW))).toBe(DONE);
    expect(summary(nextState(once.mission, progressed(0, 1), NOW))).toBe(DONE);
  });

  it('is followed by the next one, running from that moment', () => {
    const once = nextState(IN_STATUS.in_progress(), completed(0), NOW);
    if (once.kind !== 'applied') throw new Error('not recorded');
    const tracker = once.mission.execution_record.progress_tracker;
    expect(tracker.progress_percent).toBe(20);
    expect(tracker.completed_steps).toMatchObject([{ step_name: 'first', duration_ms: 5000, status: 'completed' }]);
    expect(tracker.current_step).toMatchObject({ step_name: 'second', status: 'running', started_at: NOW });
    expect(once.ledger).toMatchObject({ step_index: 0, step_name: 'first', fence: 1, duration_ms: 5000 });
  });

  it('completes the mission with its result when it was the last', () => {
    const done = IN_STATUS.completed();
    expect(done).toMatchObject({ status: 'completed', finished_at: at(6), lease: null, wake_at: null });
    expect(done.execution_record.progress_tracker).toMatchObject({
      progress_percent: 100,
      current_step: null,
      completed_count: 3,
      elapsed_seconds: 3,
    });
    expect(done.usage).toEqual({ pages: 3 });
  });
});

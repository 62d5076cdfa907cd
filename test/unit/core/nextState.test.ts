import { describe, expect, it } from 'vitest';
import type { MissionEvent, MissionEventType, Outcome } from '../../../functions/src/core/events.ts';
import { LEASE_MS } from '../../../functions/src/core/lease.ts';
import { nextState } from '../../../functions/src/core/nextState.ts';
import type { Mission, MissionStatus } from '../../../functions/src/schema/mission.ts';
import { MISSION_STATUSES, mission as missionSchema } from '../../../functions/src/schema/mission.ts';
import { addMs } from '../../../functions/src/schema/time.ts';
import { at, CLAIM, completed, failedAt, IN_STATUS, progressed } from '../../support/missions.ts';

/** The states that behave differently: every status, and a running mission held, asked to stop, or left alone. */
type State = Exclude<MissionStatus, 'in_progress'> | 'held' | 'cancelling' | 'unheld' | 'unheld and cancelling';

const HELD = () => IN_STATUS.in_progress();
const NOW = at(8);

const STATES: Readonly<Record<State, () => Mission>> = {
  proposed: IN_STATUS.proposed,
  approved: IN_STATUS.approved,
  queued: IN_STATUS.queued,
  held: HELD,
  cancelling: () => ({ ...cancelling(HELD()) }),
  unheld: () => withoutLease(HELD()),
  'unheld and cancelling': () => withoutLease(cancelling(HELD())),
  completed: IN_STATUS.completed,
  failed: IN_STATUS.failed,
  cancelled: IN_STATUS.cancelled,
};

function cancelling(mission: Mission): Mission {
  if (mission.status !== 'in_progress') throw new Error('not running');
  return { ...mission, control: { kind: 'cancel', requested_at: at(5), requested_by: 'anna' } };
}

function withoutLease(mission: Mission): Mission {
  if (mission.status !== 'in_progress') throw new Error('not running');
  return { ...mission, lease: null, wake_at: at(5) };
}

const EVENTS: Readonly<Record<MissionEventType, MissionEvent>> = {
  edited: { type: 'edited', changes: { objective: 'Find Ruby tutorials' } },
  approved: { type: 'approved' },
  execute_requested: { type: 'execute_requested' },
  cancel_requested: { type: 'cancel_requested', by: 'anna' },
  claimed: { type: 'claimed', holder: 'runner-2', taskId: 'another-task', attempt: 1 },
  renewed: { type: 'renewed', fence: 1 },
  progressed: progressed(0, 0.5),
  step_completed: completed(0),
  step_failed: failedAt(0),
  stopped: { type: 'stopped', fence: 1 },
  overdue: { type: 'overdue' },
};

const REFUSED_OVER = 'refused, allowed: nothing';
const DONE = 'ignored: already_done';
const STALE = 'ignored: stale_fence';
const OVER = 'ignored: over';

/** What every event does in every state. A missing cell does not compile. */
const TABLE: Readonly<Record<MissionEventType, Readonly<Record<State, string>>>> = {
  edited: {
    proposed: 'proposed',
    approved: 'refused, allowed: execute, cancel',
    queued: 'refused, allowed: cancel',
    held: 'refused, allowed: cancel',
    cancelling: REFUSED_OVER,
    unheld: 'refused, allowed: cancel',
    'unheld and cancelling': REFUSED_OVER,
    completed: REFUSED_OVER,
    failed: REFUSED_OVER,
    cancelled: REFUSED_OVER,
  },
  approved: {
    proposed: 'approved',
    approved: DONE,
    queued: DONE,
    held: DONE,
    cancelling: DONE,
    unheld: DONE,
    'unheld and cancelling': DONE,
    completed: DONE,
    failed: DONE,
    cancelled: REFUSED_OVER,
  },
  execute_requested: {
    proposed: 'refused, allowed: approve, edit, cancel',
    approved: 'queued + enqueue',
    queued: DONE,
    held: DONE,
    cancelling: DONE,
    unheld: DONE,
    'unheld and cancelling': DONE,
    completed: DONE,
    failed: REFUSED_OVER,
    cancelled: REFUSED_OVER,
  },
  cancel_requested: {
    proposed: 'cancelled',
    approved: 'cancelled',
    queued: 'cancelled',
    held: 'in_progress',
    cancelling: DONE,
    unheld: 'cancelled',
    'unheld and cancelling': 'cancelled',
    completed: REFUSED_OVER,
    failed: REFUSED_OVER,
    cancelled: DONE,
  },
  claimed: {
    proposed: OVER,
    approved: OVER,
    queued: 'in_progress',
    held: 'ignored: held_by_another',
    cancelling: 'ignored: held_by_another',
    unheld: 'in_progress',
    'unheld and cancelling': 'cancelled',
    completed: OVER,
    failed: OVER,
    cancelled: OVER,
  },
  renewed: {
    proposed: STALE,
    approved: STALE,
    queued: STALE,
    held: DONE,
    cancelling: DONE,
    unheld: STALE,
    'unheld and cancelling': STALE,
    completed: STALE,
    failed: STALE,
    cancelled: STALE,
  },
  progressed: {
    proposed: STALE,
    approved: STALE,
    queued: STALE,
    held: 'in_progress',
    cancelling: 'in_progress',
    unheld: STALE,
    'unheld and cancelling': STALE,
    completed: STALE,
    failed: STALE,
    cancelled: STALE,
  },
  step_completed: {
    proposed: STALE,
    approved: STALE,
    queued: STALE,
    held: 'in_progress + ledger',
    cancelling: 'in_progress + ledger',
    unheld: STALE,
    'unheld and cancelling': STALE,
    completed: STALE,
    failed: STALE,
    cancelled: STALE,
  },
  step_failed: {
    proposed: STALE,
    approved: STALE,
    queued: STALE,
    held: 'failed + ledger',
    cancelling: 'failed + ledger',
    unheld: STALE,
    'unheld and cancelling': STALE,
    completed: STALE,
    failed: STALE,
    cancelled: STALE,
  },
  stopped: {
    proposed: STALE,
    approved: STALE,
    queued: STALE,
    held: 'ignored: not_due',
    cancelling: 'cancelled',
    unheld: STALE,
    'unheld and cancelling': STALE,
    completed: STALE,
    failed: STALE,
    cancelled: STALE,
  },
  overdue: {
    proposed: OVER,
    approved: OVER,
    queued: 'ignored: not_due',
    held: 'ignored: not_due',
    cancelling: 'ignored: not_due',
    unheld: 'in_progress + enqueue',
    'unheld and cancelling': 'cancelled',
    completed: OVER,
    failed: OVER,
    cancelled: OVER,
  },
};

function summary(outcome: Outcome): string {
  if (outcome.kind === 'ignored') return `ignored: ${outcome.reason}`;
  if (outcome.kind === 'refused') return `refused, allowed: ${outcome.allowed.join(', ') || 'nothing'}`;
  const parts = [outcome.mission.status, ...(outcome.ledger === null ? [] : ['ledger'])];
  return [...parts, ...outcome.effects.map((effect) => effect.kind)].join(' + ');
}

describe('every event in every state', () => {
  for (const [type, row] of Object.entries(TABLE)) {
    for (const [state, expected] of Object.entries(row)) {
      it(`${state}: ${type} → ${expected}`, () => {
        const mission = STATES[state as State]();
        const outcome = nextState(mission, EVENTS[type as MissionEventType], NOW);
        expect(summary(outcome)).toBe(expected);
        if (outcome.kind !== 'applied') return;
        expect(missionSchema.parse(outcome.mission)).toEqual(outcome.mission);
        expect(outcome.mission.execution_record.status).toBe(outcome.mission.status);
      });
    }
  }

  it('covers every status that there is', () => {
    const seen = new Set(Object.values(STATES).map((make) => make().status));
    expect([...seen].toSorted()).toEqual([...MISSION_STATUSES].toSorted());
  });
});

describe('the lease', () => {
  it('is taken over at once by a redelivery of the same task, with a higher fence', () => {
    const outcome = nextState(HELD(), { ...CLAIM, holder: 'runner-2' }, NOW);
    expect(outcome).toMatchObject({ kind: 'applied', mission: { fence: 2, lease: { holder: 'runner-2' } } });
  });

  it('is taken over by a stranger only when it has run out', () => {
    const stranger: MissionEvent = { ...CLAIM, taskId: 'another-task' };
    const end = addMs(at(3), LEASE_MS);
    expect(summary(nextState(HELD(), stranger, addMs(end, -1)))).toBe('ignored: held_by_another');
    expect(summary(nextState(HELD(), stranger, end))).toBe('in_progress');
  });

  it('leaves nothing to the runner that lost it', () => {
    const taken = nextState(HELD(), { ...CLAIM, holder: 'runner-2' }, NOW);
    if (taken.kind !== 'applied') throw new Error('not taken over');
    for (const event of [completed(0), failedAt(0), progressed(0, 1), EVENTS.renewed, EVENTS.stopped]) {
      expect(summary(nextState(taken.mission, event, NOW))).toBe('ignored: stale_fence');
    }
  });

  it('is renewed by a heartbeat once it is no longer young, without a line in the history', () => {
    const outcome = nextState(HELD(), EVENTS.renewed, at(3 + 7.001));
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
    expect(outcome.mission.next_task.task_id).not.toBe(first.next_task?.task_id);
    expect(outcome.mission.wake_at).toBe(at(120));
    expect(outcome.effects).toEqual([{ kind: 'enqueue', task: outcome.mission.next_task }]);
  });
});

describe('a step that was recorded', () => {
  it('is not recorded again', () => {
    const once = nextState(HELD(), completed(0), NOW);
    if (once.kind !== 'applied') throw new Error('not recorded');
    expect(summary(nextState(once.mission, completed(0), NOW))).toBe(DONE);
    expect(summary(nextState(once.mission, failedAt(0), NOW))).toBe(DONE);
    expect(summary(nextState(once.mission, progressed(0, 1), NOW))).toBe(DONE);
  });

  it('is followed by the next one, running from that moment', () => {
    const once = nextState(HELD(), completed(0), NOW);
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

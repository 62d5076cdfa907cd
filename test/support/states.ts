import type { MissionEvent, MissionEventType, WaitRequest } from '../../functions/src/core/events.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';
import { after, at, CLAIM, completed, EXECUTE, failedAt, IN_STATUS, progressed, waits } from './missions.ts';

/** When the events of the table come. */
export const NOW = at(8);

function running(mission: Mission, changes: object): Mission {
  if (mission.status !== 'in_progress') throw new Error('not running');
  return { ...mission, ...changes };
}

function asked(kind: 'cancel' | 'pause') {
  return { control: { kind, requested_at: at(5), requested_by: 'anna', reason: null } };
}

/** Nobody runs it: the lease ran out a moment ago, or there is none. */
const UNHELD = { lease: { holder: 'runner-1', task_id: 'task-1', expires_at: at(5) }, wake_at: at(5) };

function waitingFor(wait: WaitRequest): Mission {
  return after(
    IN_STATUS.in_progress(),
    { type: 'step_waited', fence: 1, stepIndex: 0, wait, seen: null, notes: [] },
    at(4),
  );
}

const SIGNAL: WaitRequest = {
  kind: 'signal',
  key: 'signal',
  question: 'the parcel',
  signal: 'parcel',
  expiresInMs: 3_600_000,
  onExpiry: 'fail',
};

/** An external mission, queued and begun by its worker. */
export function external(isGrowing = false): Mission {
  const silences = { stalled_after_seconds: 60, failed_after_seconds: 600 };
  const fields = { is_growing: isGrowing, expected_steps: null, ...silences };
  const approved = after({ ...IN_STATUS.proposed(), type: 'external', external: fields }, { type: 'approved' }, at(1));
  return after(approved, EXECUTE, at(2));
}

/** The states that behave differently: every status, and within some of them who holds it, and what it waits for. */
export const STATES = {
  proposed: IN_STATUS.proposed,
  approved: IN_STATUS.approved,
  scheduled: () => after({ ...IN_STATUS.approved(), not_before: at(3600) }, EXECUTE, at(2)),
  'in line': () => after(IN_STATUS.approved(), { ...EXECUTE, isLimited: true }, at(2)),
  queued: IN_STATUS.queued,
  held: IN_STATUS.in_progress,
  cancelling: () => running(IN_STATUS.in_progress(), asked('cancel')),
  pausing: () => running(IN_STATUS.in_progress(), asked('pause')),
  retrying: () => after(IN_STATUS.in_progress(), RETRIED_SOON, at(4)),
  'handed over': () => after(IN_STATUS.in_progress(), { type: 'released', fence: 1, cutsStep: false }, at(4)),
  unheld: () => running(IN_STATUS.in_progress(), UNHELD),
  'unheld and cancelling': () => running(IN_STATUS.in_progress(), { ...UNHELD, ...asked('cancel') }),
  'unheld and pausing': () => running(IN_STATUS.in_progress(), { ...UNHELD, ...asked('pause') }),
  'waiting for an answer': IN_STATUS.waiting,
  'waiting for a signal': () => waitingFor(SIGNAL),
  'waiting for a time': () => waitingFor({ kind: 'time', key: 'time', question: '', until: at(3600) }),
  paused: IN_STATUS.paused,
  'paused while waiting': () => after(IN_STATUS.waiting(), { type: 'pause_requested', by: 'anna' }, at(5)),
  'external, queued': () => external(),
  'external, running': () => after(external(), reported({ kind: 'alive' }), at(3)),
  completed: IN_STATUS.completed,
  failed: IN_STATUS.failed,
  cancelled: IN_STATUS.cancelled,
} as const satisfies Record<string, () => Mission>;
export type State = keyof typeof STATES;

/** The first step fails and is tried again within seconds. */
const RETRIED_SOON: MissionEvent = {
  type: 'step_failed',
  fence: 1,
  stepIndex: 0,
  error: { code: 'step_crashed', message: 'It broke.', next: null },
  notes: [],
  retry: { policy: { attempts: 3, backoffMs: 8_000, factor: 2, maxBackoffMs: 60_000 }, chance: 1 },
};

type Report = Extract<MissionEvent, { type: 'reported' }>['report'];

export function reported(report: Report): MissionEvent {
  return { type: 'reported', worker: 'worker-1', expectedSteps: null, report };
}

/** Each event as it usually comes: from the runner that holds the first step, `claimed` by a stranger's task. */
export const EVENTS: Readonly<Record<MissionEventType, MissionEvent>> = {
  edited: { type: 'edited', changes: { objective: 'Find Ruby tutorials' } },
  approved: { type: 'approved' },
  execute_requested: EXECUTE,
  pause_requested: { type: 'pause_requested', by: 'anna' },
  resume_requested: { type: 'resume_requested' },
  cancel_requested: { type: 'cancel_requested', by: 'anna' },
  retry_requested: {
    type: 'retry_requested',
    fromStep: 0,
    changes: {},
    isLimited: false,
    window: { plan: IN_STATUS.proposed().plan, plan_start: 0, plan_start_percent: 0 },
  },
  answered: { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' },
  signalled: { type: 'signalled', name: 'parcel', payload: { weight: 3 } },
  overdue: { type: 'overdue' },
  admitted: { type: 'admitted' },
  reported: reported({ kind: 'started', stepIndex: 0, name: null, message: 'begun' }),
  claimed: { ...CLAIM, holder: 'runner-2', taskId: 'another-task' },
  renewed: { type: 'renewed', fence: 1 },
  progressed: progressed(0, 0.5),
  items_completed: {
    type: 'items_completed',
    fence: 1,
    itemsBefore: 0,
    items: [{ index: 0, startedAt: at(5), finishedAt: at(6), output: 1, error: null }],
    stepIndex: 0,
    message: '1 of 2 items',
    subProgress: { done: 1, total: 2, unit: 'items', fraction: 0.5 },
    notes: [],
  },
  step_completed: completed(0),
  step_failed: failedAt(0),
  retried: { type: 'retried', fence: 1, stepIndex: 0 },
  step_waited: waits(0),
  released: { type: 'released', fence: 1, cutsStep: false },
  stopped: { type: 'stopped', fence: 1 },
};

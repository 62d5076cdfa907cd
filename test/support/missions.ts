import type { MissionEvent } from '../../functions/src/core/events.ts';
import { nextState } from '../../functions/src/core/nextState.ts';
import { planSteps } from '../../functions/src/core/plan.ts';
import { propose } from '../../functions/src/core/propose.ts';
import type { Mission, MissionStatus } from '../../functions/src/schema/mission.ts';
import { DEFAULT_BUDGET } from '../../functions/src/schema/request.ts';
import { addMs, type Instant } from '../../functions/src/schema/time.ts';

/** When every mission of the tests begins. */
export const START: Instant = '2026-11-01T10:00:00.000Z';

/** `seconds` after {@link START}. */
export function at(seconds: number): Instant {
  return addMs(START, seconds * 1000);
}

export const PLAN = planSteps([
  { name: 'first', weight: 20 },
  { name: 'second', weight: 60 },
  { name: 'third', weight: 20 },
]);

/** A mission of three steps as it is when it is new. */
export function proposed(changes: { missionId?: string; owner?: string } = {}): Mission {
  return propose(
    {
      missionId: changes.missionId ?? 'mission-1',
      owner: changes.owner ?? 'anna',
      type: 'research',
      typeVersion: 1,
      objective: 'Find Python tutorials',
      scope: { allowed_domains: ['python.org'] },
      budget: DEFAULT_BUDGET,
      plan: PLAN,
      requestHash: 'hash',
    },
    START,
  ).mission;
}

/** `mission` after `event`; throws when the event changes nothing. */
export function after(mission: Mission, event: MissionEvent, now: Instant): Mission {
  const outcome = nextState(mission, event, now);
  if (outcome.kind !== 'applied') throw new Error(`${event.type} was ${JSON.stringify(outcome)}`);
  return outcome.mission;
}

export const TASK_ID = 'task-1';
export const EXECUTE = { type: 'execute_requested', isLimited: false } satisfies MissionEvent;

/** A step that asks its owner. */
export function waits(stepIndex: number, fence = 1): MissionEvent {
  return {
    type: 'step_waited',
    fence,
    stepIndex,
    notes: [],
    seen: null,
    wait: {
      kind: 'approval',
      key: 'approval',
      question: 'Go on?',
      choices: [
        { choice: 'approve', label: 'Approve' },
        { choice: 'reject', label: 'Reject' },
      ],
      expiresInMs: 3_600_000,
      onExpiry: null,
    },
  };
}

export const CLAIM = { type: 'claimed', holder: 'runner-1', taskId: TASK_ID, attempt: 1 } satisfies MissionEvent;

export function completed(stepIndex: number, fence = 1): MissionEvent {
  return {
    type: 'step_completed',
    fence,
    stepIndex,
    message: `step ${stepIndex} done`,
    output: { stepIndex },
    usage: { pages: 1 },
    tool: null,
    result: stepIndex === PLAN.length - 1 ? OUTPUT : null,
    notes: [],
  };
}

export const OUTPUT = {
  summary: 'Found 1',
  markdown: '# Found',
  items: [],
  pages_read: 1,
  missed: [],
  missed_count: 0,
};

export function failedAt(stepIndex: number, fence = 1): MissionEvent {
  return {
    type: 'step_failed',
    fence,
    stepIndex,
    error: { code: 'no_page_read', message: 'No page could be read.', next: 'Check the domains.' },
    notes: [],
    retry: null,
  };
}

export function progressed(stepIndex: number, fraction: number | null, fence = 1): MissionEvent {
  return {
    type: 'progressed',
    fence,
    stepIndex,
    message: 'working',
    subProgress: { done: 1, total: 2, unit: 'pages', fraction },
    notes: [],
  };
}

/** A mission in each status, reached by the events that lead there. */
export const IN_STATUS: Readonly<Record<MissionStatus, () => Mission>> = {
  proposed: () => proposed(),
  approved: () => after(IN_STATUS.proposed(), { type: 'approved' }, at(1)),
  queued: () => after(IN_STATUS.approved(), EXECUTE, at(2)),
  in_progress: () => after(IN_STATUS.queued(), CLAIM, at(3)),
  waiting: () => after(IN_STATUS.in_progress(), waits(0), at(4)),
  paused: () => after(IN_STATUS.queued(), { type: 'pause_requested', by: 'anna' }, at(4)),
  completed: () =>
    [0, 1, 2].reduce((mission, index) => after(mission, completed(index), at(4 + index)), IN_STATUS.in_progress()),
  failed: () => after(IN_STATUS.in_progress(), failedAt(0), at(4)),
  cancelled: () => after(IN_STATUS.approved(), { type: 'cancel_requested', by: 'anna' }, at(4)),
};

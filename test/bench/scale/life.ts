import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { BEAT_MS, isSilent } from '../../../functions/src/core/lease.ts';
import { nextState } from '../../../functions/src/core/nextState.ts';
import { planSteps } from '../../../functions/src/core/plan.ts';
import { propose } from '../../../functions/src/core/propose.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';
import { addMs } from '../../../functions/src/schema/time.ts';

/** How a mission goes: six steps, of which the fifth reports live progress all the time. */
export interface Life {
  readonly runSeconds: number;
  readonly reportSeconds: number;
}

const STEPS = 6;
const REPORTING = 4;
const START = '2026-11-01T10:00:00.000Z';

interface Happening {
  readonly atMs: number;
  readonly event: MissionEvent;
}

/** A mission's document after each of its commits, from its creation to its end, as the state machine makes it. */
export function statesOf(life: Life): Mission[] {
  const states = [created()];
  for (const { atMs, event } of happenings(life)) {
    const before = states.at(-1);
    if (before === undefined) throw new Error('a life begins with a mission');
    const now = addMs(START, atMs);
    if (event.type === 'renewed' && !needsBeat(before, now)) continue;
    const outcome = nextState(before, event, now);
    if (outcome.kind !== 'applied') throw new Error(`${event.type} was ${outcome.kind}`);
    states.push(outcome.mission);
  }
  return states;
}

/** As the runner's heartbeat looks at it, before it writes (runner/hold.ts). */
function needsBeat(mission: Mission, now: string): boolean {
  return mission.lease !== null && isSilent(mission, mission.lease, now);
}

function created(): Mission {
  const names = Array.from({ length: STEPS }, (_, index) => ({ name: `step-${index}`, weight: 1 }));
  const asked = { objective: 'Find tutorials', scope: { allowed_domains: ['example.com'] }, budget: DEFAULT_BUDGET };
  const plan = planSteps(names);
  const kind = { type: 'research', typeVersion: 1, statsId: 'research@1', plan, requestHash: 'hash' };
  return propose({ missionId: 'mission-1', owner: 'anna', ...asked, ...kind }, START).mission;
}

function happenings({ runSeconds, reportSeconds }: Life): Happening[] {
  const claimMs = 500;
  const quietMs = ((runSeconds - reportSeconds) * 1000) / STEPS;
  const endMs = (index: number): number =>
    claimMs + quietMs * (index + 1) + (index >= REPORTING ? reportSeconds * 1000 : 0);
  const steps = Array.from({ length: STEPS }, (_, index) => ({ atMs: endMs(index), event: completed(index) }));
  const reports = Array.from({ length: reportSeconds }, (_, second) => ({
    atMs: endMs(REPORTING - 1) + (second + 1) * 1000 - 1,
    event: progressed(second),
  }));
  const beats = Array.from({ length: Math.floor((runSeconds * 1000) / BEAT_MS) }, (_, beat) => ({
    atMs: claimMs + (beat + 1) * BEAT_MS,
    event: { type: 'renewed', fence: 1 } satisfies MissionEvent,
  }));
  const run = [...steps, ...reports, ...beats].filter(({ atMs }) => atMs <= endMs(STEPS - 1));
  return [
    { atMs: 100, event: { type: 'approved' } },
    { atMs: 200, event: { type: 'execute_requested', isLimited: false } },
    { atMs: claimMs, event: { type: 'claimed', holder: 'runner', taskId: 'task-1', attempt: 1 } },
    ...run.toSorted((one, other) => one.atMs - other.atMs),
  ];
}

function completed(stepIndex: number): MissionEvent {
  const result = { summary: 'Found.', markdown: '', items: [], pages_read: 0, missed: [], missed_count: 0 };
  return {
    ...{ type: 'step_completed', fence: 1, stepIndex, message: 'done', output: null, usage: {}, tool: null, notes: [] },
    result: stepIndex === STEPS - 1 ? result : null,
  };
}

function progressed(done: number): MissionEvent {
  const subProgress = { done, total: null, unit: 'pages', fraction: null };
  return { type: 'progressed', fence: 1, stepIndex: REPORTING, message: 'working', subProgress, notes: [] };
}

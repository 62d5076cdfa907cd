import type { MissionEvent } from '../../../functions/src/core/events.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { addMs, type Instant, toInstant } from '../../../functions/src/schema/time.ts';
import { type Told, toldBy } from '../../support/histories.ts';
import { at, CLAIM, completed, EXECUTE, failedAt, PLAN, proposed, waits } from '../../support/missions.ts';

const HOUR = 3_600;
const policy = { attempts: 3, backoffMs: 9_000, factor: 1, maxBackoffMs: 9_000 };
const plan = { plan: PLAN, plan_start: 0, plan_start_percent: 0 };
const claim = (taskId: string, attempt = 1): MissionEvent => ({ ...CLAIM, taskId, attempt });
const answer: MissionEvent = { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' };
const begun = [
  [at(1), { type: 'approved' }],
  [at(2), EXECUTE],
  [at(9), CLAIM],
  [at(31), completed(0)],
] as const;

function failing(stepIndex: number, fence: number): MissionEvent {
  const event = failedAt(stepIndex, fence) as Extract<MissionEvent, { type: 'step_failed' }>;
  return { ...event, retry: { policy, chance: 1 } };
}

/** Its second step failed three times, then the mission; its second attempt failed in its third step. */
export function failedTwice(): Told {
  return toldBy([
    ...begun,
    [at(40), failing(1, 1)],
    [at(49), { type: 'retried', fence: 1, stepIndex: 1 }],
    [at(60), failing(1, 1)],
    [at(69), { type: 'retried', fence: 1, stepIndex: 1 }],
    [at(90), failing(1, 1)],
    [at(150), { type: 'retry_requested', fromStep: 1, changes: {}, isLimited: false, window: plan }],
    [at(160), claim('task-2', 2)],
    [at(220), completed(1, 2)],
    [at(250), failing(2, 2)],
    [at(259), { type: 'retried', fence: 2, stepIndex: 2 }],
    [at(280), failedAt(2, 2)],
  ]);
}

/** Waited for three hours in its second step. */
export function waitedLong(): Told {
  return toldBy([
    ...begun,
    [at(50), waits(1)],
    [at(3 * HOUR), answer],
    [at(3 * HOUR + 4), claim('task-2')],
    [at(3 * HOUR + 70), completed(1, 2)],
    [at(3 * HOUR + 95), completed(2, 2)],
  ]);
}

/** Its second step ran a list of `count` items, four at a time; every ninth failed. */
export function fannedOut(count: number): Told {
  const items = Array.from({ length: count }, (_, index) => {
    const second = 31 + Math.floor(index / 4) * 6;
    const error = { code: 'page_unreadable', message: `Page ${index + 1} could not be read.`, next: null };
    const ends = { startedAt: at(second), finishedAt: at(second + 3 + (index % 4)) };
    const output = index % 9 === 8 ? null : { title: `Page ${index + 1}`, words: 120 + index };
    return { index, ...ends, output, error: output === null ? error : null };
  });
  const subProgress = { done: count, total: count, unit: 'pages', fraction: 1 };
  const report = { stepIndex: 1, message: `${count} of ${count} pages`, subProgress, notes: [] };
  const end = 31 + Math.ceil(count / 4) * 6 + 2;
  return toldBy([
    ...begun,
    [at(end - 1), { type: 'items_completed', fence: 1, items, itemsBefore: 0, ...report }],
    [at(end), completed(1)],
    [at(end + 20), completed(2)],
  ]);
}

/** A worker's mission that expects 10,000 steps and has done `done` of them, each in a second, up to now. */
export function longRun(done: number): Told {
  const before = (seconds: number): Instant => toInstant(Date.now() - seconds * 1000);
  const from = before(done + 20);
  const external = {
    ...{ is_growing: true, expected_steps: 10_000 },
    ...{ stalled_after_seconds: 3_600, failed_after_seconds: 7_200 },
  };
  const mission: Mission = { ...proposed(), type: 'external', external, plan: [], created_at: addMs(from, -5_000) };
  const report = (index: number): MissionEvent => ({
    type: 'reported',
    worker: 'laptop',
    expectedSteps: 10_000,
    report: {
      ...{ kind: 'completed', stepIndex: index, message: `read page ${index + 1}`, output: { page: index + 1 } },
      ...{ usage: {}, tool: null, result: null, notes: [], isLast: false },
    },
  });
  const events = Array.from({ length: done }, (_, index) => [addMs(from, (index + 2) * 1000), report(index)] as const);
  const start = { mission, history: [], ledger: [], items: [], result: null };
  return toldBy([[from, { type: 'approved' }], [addMs(from, 1_000), EXECUTE], ...events], start);
}

/** A report whose second step runs, and goes on for longer than any test: nobody looks after it for an hour. */
export function beingWritten(): Told {
  const told = toldBy([...begun]);
  const { mission } = told;
  if (mission.status !== 'in_progress') throw new Error('The mission does not run.');
  const later = addMs(toInstant(Date.now()), HOUR * 1_000);
  const lease = { holder: 'runner-1', task_id: 'task-1', expires_at: later };
  return {
    ...told,
    mission: { ...mission, type: 'report', objective: 'What is being written?', wake_at: later, lease },
  };
}

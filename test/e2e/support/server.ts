import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, expect } from 'vitest';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { createLog } from '../../../functions/src/edge/log.ts';
import { sleep } from '../../../functions/src/edge/sleep.ts';
import { applyEvent } from '../../../functions/src/missions/applyEvent.ts';
import { catalogOf } from '../../../functions/src/missions/defineMission.ts';
import type { Deps } from '../../../functions/src/missions/deps.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { call } from '../../support/http.ts';
import { NO_LIMITS } from '../../support/limits.ts';
import { noTargets } from '../../support/noWebhooks.ts';
import { suite } from '../../support/suite.ts';

/** A call of the API as the local user, whom the page is signed in as; throws unless it works. */
export async function ask(
  method: 'POST' | 'GET' | 'PATCH',
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answer = await call(method, path, body === undefined ? {} : { body });
  expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
  return answer.json as Record<string, unknown>;
}

/** A new mission of the local user, that nobody has agreed to yet. */
export async function proposeMission(request: Record<string, unknown>): Promise<string> {
  const { mission_id: id } = await ask('POST', '/missions/create', request);
  return String(id);
}

/** A new mission of the local user, approved and, unless `isRun` is false, on its way to its runner or worker. */
export async function startMission(request: Record<string, unknown>, isRun = true): Promise<string> {
  const id = await proposeMission(request);
  await ask('POST', `/missions/${id}/approve`);
  if (isRun) await ask('POST', `/missions/${id}/execute`);
  return id;
}

/** An external mission's worker says something of step `index`. */
export async function report(id: string, index: number, body: Record<string, unknown>): Promise<void> {
  await ask('POST', `/missions/${id}/steps/${index}`, { worker: 'laptop', ...body });
}

/**
 * Lets `events` happen to a mission of the suite as its server would write them down, with the rights of a server. For
 * states that the example mission does not stay in long enough to be looked at in two themes and at three widths: waits
 * of every kind, a failing step, a slot that is taken. What a runner would do next is left out, no task is sent.
 */
export function serverSide(): (id: string, events: readonly MissionEvent[]) => Promise<void> {
  const app = initializeApp({ projectId: suite.projectId }, `e2e-${process.pid}-${Date.now()}`);
  afterAll(() => deleteApp(app));
  const deps: Deps = {
    db: getFirestore(app),
    tasks: { enqueue: () => Promise.resolve(), enqueueDelivery: () => Promise.resolve() },
    targets: noTargets,
    catalog: catalogOf([]),
    limits: NO_LIMITS,
    retentionDays: 90,
    clock: { epochMs: () => Date.now(), now: () => toInstant(Date.now()) },
    random: () => 0,
    log: createLog('silent'),
    sleep,
  };
  return async (id, events) => {
    for (const event of events) {
      const { outcome } = await applyEvent(deps, id, event);
      expect(outcome.kind, event.type).toBe('applied');
    }
  };
}

export const EXECUTE = { type: 'execute_requested', isLimited: false } as const;
/** Queued under a limit. */
export const LIMITED = { type: 'execute_requested', isLimited: true } as const;
export const CLAIM = { type: 'claimed', holder: 'a runner of the test', taskId: 'a-task', attempt: 1 } as const;

const HOUR_MS = 3_600_000;

/** Step 0 asks its owner. */
export const ASKS: MissionEvent = waits({
  kind: 'approval',
  key: 'spend',
  question:
    'Spend up to 12 US dollars on reading 4,000 more pages?\n\nSo far 212 pages were read; the next ones lie behind https://docs.example.org/a/rather/long/address/without/a/single/space/that/has/to/wrap/somewhere',
  choices: [
    { choice: 'approve', label: 'Spend it' },
    { choice: 'less', label: 'Spend half of it' },
    { choice: 'reject', label: 'Stop here' },
  ],
  expiresInMs: 5 * HOUR_MS,
  onExpiry: 'reject',
});

/** Step 0 waits for a signal. */
export const AWAITS_SIGNAL: MissionEvent = waits({
  kind: 'signal',
  key: 'deploy',
  question: 'The new release must be out before its pages are read.',
  signal: 'deploy-done',
  expiresInMs: HOUR_MS,
  onExpiry: 'fail',
});

/** Step 0 waits until it is later. */
export function awaitsTime(untilMs: number): MissionEvent {
  const until = toInstant(Date.now() + untilMs);
  return waits({ kind: 'time', key: 'night', question: 'The site asks to be read at night.', until });
}

/** Step 0 failed, and is tried again in ten minutes. */
export const FAILS_FOR_NOW: MissionEvent = {
  type: 'step_failed',
  fence: 1,
  stepIndex: 0,
  error: { code: 'domain_unreachable', message: 'python.org did not answer within 10 seconds.', next: null },
  notes: [],
  retry: { policy: { attempts: 5, backoffMs: 600_000, factor: 1, maxBackoffMs: 600_000 }, chance: 1 },
};

function waits(wait: Extract<MissionEvent, { type: 'step_waited' }>['wait']): MissionEvent {
  return { type: 'step_waited', fence: 1, stepIndex: 0, notes: [], seen: null, wait };
}

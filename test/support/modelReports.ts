import { afterAll } from 'vitest';
import { reportMission } from '../../functions/src/catalog/report/mission.ts';
import { guardedWeb } from '../../functions/src/edge/guardedFetch.ts';
import type { ModelConfig } from '../../functions/src/edge/modelConfig.ts';
import { ownResult } from '../../functions/src/missions/ownResult.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import type { CreateMissionRequest } from '../../functions/src/schema/requests.ts';
import { type TestDeps, testDeps } from './deps.ts';
import type { ModelServer } from './modelServer.ts';
import { modelAt } from './models.ts';
import { leaseText } from './reportWriter.ts';
import { lastTask, missionOf } from './runs.ts';

const web = guardedWeb({ allowHosts: [], userAgent: 'Test/1.0' });
afterAll(() => web.close());

/** A deployment whose model is at `server`; waits pass at once, for the clock moves on by them. */
export function reportsBy(server: ModelServer, changes: Partial<ModelConfig> = {}): TestDeps {
  const { model } = modelAt(server, { contextTokens: 32_000, ...changes });
  const deps: TestDeps = testDeps([
    reportMission({ web, model, resultOf: (id, other) => ownResult(deps.db, id, other) }),
  ]);
  const sleep = async (durationMs: number): Promise<void> => {
    deps.clock.move(durationMs);
    await Promise.resolve();
  };
  return { ...deps, sleep };
}

/** A request for a report of eight sections by the model. */
export const asked = (input: object = {}): Partial<CreateMissionRequest> => ({
  ...{ type: 'report', objective: 'How is a lease kept and renewed, and what tells it from another lease?' },
  scope: undefined,
  input: { sources: { texts: [leaseText(8)] }, depth: 'deep', length: 'short', engine: 'model', ...input },
});

/** Runs the newest task, and those that follow from waits, until the mission is over. */
export async function runOut(deps: TestDeps, id: string): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const end = await runMission(deps, lastTask(deps), `runner-${turn}`);
    if (end === 'over') return;
    const next = (await missionOf(deps, id)).execution_record.progress_tracker.current_step?.next_try_at ?? null;
    if (next !== null) deps.clock.move(Math.max(0, Date.parse(next) - deps.clock.epochMs()));
  }
  throw new Error('the mission does not end');
}

/** A deployment without a model. */
export const reportsByNobody = (): TestDeps =>
  testDeps([reportMission({ web, model: null, resultOf: async () => null })]);

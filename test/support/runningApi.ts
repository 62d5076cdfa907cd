import { afterAll } from 'vitest';
import type { MissionType } from '../../functions/src/missions/defineMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { type ApiServer, serveApi } from './apiServer.ts';
import { type TestDeps, testDeps } from './deps.ts';

/** The API with a queue that delivers at once: missions that are executed run, in this process. */
export async function serveRunning(types: readonly MissionType[]): Promise<{ deps: TestDeps; api: ApiServer }> {
  const deps = testDeps(types);
  const runs: Promise<unknown>[] = [];
  const running: TestDeps = {
    ...deps,
    tasks: {
      ...deps.tasks,
      enqueue: async (task, due) => {
        await deps.tasks.enqueue(task, due);
        runs.push(runMission(running, task, `runner-${runs.length}`));
      },
    },
  };
  const api = await serveApi(running);
  afterAll(async () => {
    await api.close();
    await Promise.all(runs);
  });
  return { deps: running, api };
}

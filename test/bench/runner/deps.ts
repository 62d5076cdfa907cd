import { systemRandom } from '../../../functions/src/edge/chance.ts';
import { systemClock } from '../../../functions/src/edge/clock.ts';
import { createLog } from '../../../functions/src/edge/log.ts';
import { sleep } from '../../../functions/src/edge/sleep.ts';
import type { RunTask } from '../../../functions/src/edge/tasks.ts';
import { catalogOf, type MissionType } from '../../../functions/src/missions/defineMission.ts';
import type { Deps } from '../../../functions/src/missions/deps.ts';
import { NO_LIMITS } from '../../support/limits.ts';
import { enqueueDelivery, noTargets } from '../../support/noWebhooks.ts';
import { openProject } from '../project.ts';

export interface BenchDeps extends Deps {
  /** What was enqueued, in order: the bench is the queue. */
  readonly sent: RunTask[];
  end(): Promise<void>;
}

/** The product's real parts on the emulator, but for the queue and the log, which is silent. */
export function benchDeps(projectId: string, ...types: readonly MissionType[]): BenchDeps {
  const { db, end } = openProject(projectId);
  const sent: RunTask[] = [];
  return {
    db,
    tasks: {
      enqueueDelivery,
      enqueue: async (task) => {
        sent.push(task);
        await Promise.resolve();
      },
    },
    targets: noTargets,
    catalog: catalogOf(types),
    limits: NO_LIMITS,
    retentionDays: 90,
    clock: systemClock,
    random: systemRandom,
    log: createLog('silent'),
    sleep,
    sent,
    end,
  };
}

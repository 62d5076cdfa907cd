import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll } from 'vitest';
import { emptyStats, learnRun } from '../../../functions/src/core/learnRun.ts';
import { type Mission, mission as missionSchema } from '../../../functions/src/schema/mission.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import { addMs, type Instant, toInstant } from '../../../functions/src/schema/time.ts';
import { missionDoc, statsDoc } from '../../../functions/src/store/collections.ts';
import { suite } from '../../support/suite.ts';

/** How earlier runs of a kind ended: seconds of the completed ones, and how many did not complete. */
export interface EarlierRuns {
  readonly totals: readonly number[];
  readonly failed?: number;
  readonly cancelled?: number;
}

interface Past {
  /** Lets a mission's kind have had these runs. */
  readonly hadRuns: (id: string, runs: EarlierRuns) => Promise<void>;
  /** Lets a running mission have begun earlier than it did: nobody waits twelve minutes for a test. */
  readonly beganEarlier: (id: string, seconds: number) => Promise<void>;
  /** Lets a mission be older than it is, with all that happened to it until now. */
  readonly isOlder: (id: string, seconds: number) => Promise<void>;
}

/** What lies before the test, written into the suite's database with the rights of a server. */
export function past(): Past {
  const app = initializeApp({ projectId: suite.projectId }, `e2e-past-${process.pid}-${Date.now()}`);
  afterAll(() => deleteApp(app));
  const db = getFirestore(app);
  const read = async (id: string) => missionSchema.parse((await missionDoc(db, id).get()).data());
  return {
    async hadRuns(id, runs) {
      const mission = await read(id);
      if (mission.stats_id === null) throw new Error('a mission whose runs are not learned');
      const { stats_id, owner } = mission;
      await statsDoc(db, stats_id).set({
        stats_id,
        owner,
        updated_at: toInstant(Date.now()),
        stats: taught(mission, runs),
      });
    },
    async beganEarlier(id, seconds) {
      const { start_time: startTime, current_step: step } = (await read(id)).execution_record.progress_tracker;
      if (startTime === null || step === null) throw new Error('a mission that does not run');
      const tracker = 'execution_record.progress_tracker';
      await missionDoc(db, id).update({
        [`${tracker}.start_time`]: addMs(startTime, -seconds * 1000),
        [`${tracker}.current_step.started_at`]: addMs(step.started_at, -seconds * 1000),
      });
    },
    async isOlder(id, seconds) {
      const mission = await read(id);
      const times = ['created_at', 'approved_at', 'queued_at', 'started_at', 'finished_at'] as const;
      const moved = times.flatMap((name): [field: string, at: Instant][] => {
        const at = mission[name];
        return at === null ? [] : [[name, addMs(at, -seconds * 1000)]];
      });
      const { start_time: startTime } = mission.execution_record.progress_tracker;
      // That of a running one is moved by `beganEarlier`.
      if (mission.finished_at !== null && startTime !== null) {
        moved.push(['execution_record.progress_tracker.start_time', addMs(startTime, -seconds * 1000)]);
      }
      await missionDoc(db, id).update(Object.fromEntries(moved));
    },
  };
}

/** Runs whose steps took equally long. */
function taught({ plan }: Mission, { totals, failed = 0, cancelled = 0 }: EarlierRuns): MissionStats {
  const ended = totals.map((total) => ({
    outcome: 'completed' as const,
    isPartial: false,
    steps: plan.map(({ step_name }, index) => ({ step_name, end_seconds: (total * (index + 1)) / plan.length })),
    total_seconds: total,
    total_steps: plan.length,
  }));
  return { ...ended.reduce(learnRun, emptyStats()), failed, cancelled };
}

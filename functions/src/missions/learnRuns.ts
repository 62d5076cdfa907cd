import { emptyStats, learnRun } from '../core/learnRun.ts';
import { endedRun, hasMoreSteps } from '../core/runs.ts';
import { type Mission, mission as missionSchema } from '../schema/mission.ts';
import type { MissionStats } from '../schema/missionStats.ts';
import type { LearnedUntil, StoredStats } from '../schema/storedStats.ts';
import { addMs, type Instant, toEpochMs } from '../schema/time.ts';
import { readLedgerEnds } from '../store/history.ts';
import { commitLearned, endedMissions, readAllStats, readLearnedUntil } from '../store/missionStats.ts';
import type { Deps } from './deps.ts';
import { forgetStats, inherited } from './knownStats.ts';

/** Missions that are learned in one commit. Each may be of another kind, whose statistics take 64 kB: 3 MB of 10. */
const ROUND = 50;
const MAX_ROUNDS = 20;

/** Missions that one sweep learns: 1.4 million in a day of a sweep a minute. More than these are learned later. */
export const MOST_LEARNED = ROUND * MAX_ROUNDS;

/** A mission's end is stamped before it is written: what ended this lately may have company that is still on its way. */
const SETTLED_AFTER_MS = 10_000;

/** Of longer missions only the newest steps are learned. */
const LEDGER_READ = 1_000;

/**
 * Learns from every mission that has ended since the last call: its steps' durations enter the statistics of its kind.
 * Safe to run beside itself and to break off anywhere: a mark that only one can move says what was learned, and is
 * written together with it. A mission whose end was written more than 10 s after its stamp may be passed over: one run
 * of many. Returns how many were learned. Cost: two reads when nothing has ended; else a read for each mission (and for
 * each step of one with more than 50), and a read and a write for each kind and for the mark in 50 missions.
 */
export async function learnRuns(deps: Deps): Promise<number> {
  const until = addMs(deps.clock.now(), -SETTLED_AFTER_MS);
  let learned = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { count, isLast } = await learnRound(deps, until);
    learned += count;
    if (isLast) break;
  }
  return learned;
}

async function learnRound(deps: Deps, until: Instant): Promise<{ count: number; isLast: boolean }> {
  const before = await readLearnedUntil(deps.db);
  const found = await endedMissions(deps.db, before.value, until, ROUND);
  const missions = found.flatMap((snapshot) => {
    const parsed = missionSchema.safeParse(snapshot.data());
    if (!parsed.success) deps.log.error({ mission_id: snapshot.id, err: parsed.error }, 'ended mission not readable');
    return parsed.success ? [parsed.data] : [];
  });
  const last = markOf(found.at(-1));
  if (last === null) return { count: 0, isLast: true };
  const learned = await learnAll(deps, missions);
  const isWritten = await commitLearned(deps.db, before, last, learned);
  forgetStats(
    deps,
    learned.map((stats) => stats.stats_id),
  );
  // Another sweep learns the same ones: it goes on, this one need not.
  return { count: isWritten ? missions.length : 0, isLast: !isWritten || found.length < ROUND };
}

function markOf(snapshot: { readonly id: string; get(field: string): unknown } | undefined): LearnedUntil | null {
  const at: unknown = snapshot?.get('finished_at');
  return snapshot === undefined || typeof at !== 'string' ? null : { finished_at: at, mission_id: snapshot.id };
}

/** The statistics of each kind with its missions in them, in the order in which they ended. */
async function learnAll(deps: Deps, missions: readonly Mission[]): Promise<StoredStats[]> {
  const byKind = Map.groupBy(missions, (mission) => mission.stats_id);
  const kinds = [...byKind].flatMap(([id, ended]) => (id === null ? [] : [{ id, ended }]));
  const stored = await readAllStats(
    deps.db,
    kinds.map(({ id }) => id),
  );
  const learned: StoredStats[] = [];
  for (const [index, { id, ended }] of kinds.entries()) {
    const owner = ended.every((mission) => mission.external !== null) ? (ended[0]?.owner ?? null) : null;
    let stats = stored[index]?.stats ?? (await inherited(deps.db, id)) ?? emptyStats();
    for (const mission of ended) stats = await learn(deps, stats, mission);
    learned.push({ stats_id: id, owner, updated_at: deps.clock.now(), stats });
  }
  return learned;
}

async function learn(deps: Deps, stats: MissionStats, mission: Mission): Promise<MissionStats> {
  const run = endedRun(mission, hasMoreSteps(mission) ? await allSteps(deps, mission) : undefined);
  return run === null ? stats : learnRun(stats, run);
}

/**
 * The ends of all steps, from the ledger; undefined where it can't tell: of too many steps, or of a mission that waited,
 * since the ledger does not say how long.
 */
async function allSteps(deps: Deps, mission: Mission) {
  const { start_time: startTime, completed_count, idle_seconds } = mission.execution_record.progress_tracker;
  if (startTime === null || idle_seconds > 0 || completed_count > LEDGER_READ) return undefined;
  const ends = await readLedgerEnds(deps.db, mission.mission_id, mission.attempt, LEDGER_READ);
  return ends.map(({ step_name, finished_at }) => ({
    step_name,
    end_seconds: Math.max(0, (toEpochMs(finished_at) - toEpochMs(startTime)) / 1000),
  }));
}

import type { RunTask } from '../../../functions/src/edge/tasks.ts';
import { cleanUp } from '../../../functions/src/missions/cleanUp.ts';
import { command } from '../../../functions/src/missions/commands.ts';
import { createMission } from '../../../functions/src/missions/createMission.ts';
import type { Deps } from '../../../functions/src/missions/deps.ts';
import { createHealthWatch } from '../../../functions/src/missions/healthWatch.ts';
import { createMeters } from '../../../functions/src/missions/meters.ts';
import { sweep } from '../../../functions/src/runner/sweep.ts';
import { addMs } from '../../../functions/src/schema/time.ts';
import { THRESHOLDS } from '../../support/apiServer.ts';
import { countOperations, type Operations, operationsOf } from '../runner/countedFirestore.ts';
import type { Kind } from './kinds.ts';

export const OWNER = 'bench';

/** Parts of the product whose queue is the caller's hand. */
export interface HandDeps extends Deps {
  readonly sent: RunTask[];
}

/** What one mission of a kind costs, counted. */
export interface Counted {
  /** Create, approve and execute. */
  readonly asked: Operations;
  /** From the first claim to the end, with what its owner or its worker does on the way. */
  readonly run: Operations;
  /** Calls of the API, those of `asked` among them. */
  readonly calls: number;
  /** Tasks enqueued. */
  readonly tasks: number;
}

/** As many calls a minute as a deployment allows that sets nothing: a limit costs a read each time. */
const USUAL = { perOwner: null, perType: new Map(), perMinute: { create: 60, start: 60 } };

/** Takes one mission from its creation to its end, and counts. */
export async function countMission(given: HandDeps, kind: Kind): Promise<Counted & { readonly id: string }> {
  const deps = { ...given, limits: USUAL };
  // What earlier runs taught is read once a minute by each process, whatever the number of missions.
  await createMission(deps, OWNER, kind.request);
  const counts = countOperations(deps.db);
  let id = '';
  const asked = await operationsOf(counts, async () => {
    id = await ask(deps, kind);
  });
  let calls = 3;
  const run = await operationsOf(counts, async () => {
    calls += await kind.finish(deps, id);
  });
  return { id, asked, run, calls, tasks: deps.sent.length };
}

/** A mission that was created, approved and executed. */
export async function ask(deps: HandDeps, kind: Kind): Promise<string> {
  const { mission } = await createMission(deps, OWNER, kind.request);
  await command(deps, OWNER, mission.mission_id, 'approve');
  await command(deps, OWNER, mission.mission_id, 'execute');
  return mission.mission_id;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What a sweep, with the look at the health that follows it, does for missions that have ended, and when there are none. */
export interface Afterwards {
  readonly idle: Operations;
  /** Learning, for each round of up to 50 missions, and for each mission in it. */
  readonly learnRound: Operations;
  readonly learnMission: Operations;
}

/** Lets missions of `kind` end and sweeps behind them: none, one, and three, so that a round and a mission can be told apart. */
export async function countAfterwards(given: HandDeps, kind: Kind): Promise<Afterwards> {
  const counts = countOperations(given.db);
  const swept = async (missions: number): Promise<Operations> => {
    for (let made = 0; made < missions; made += 1) await kind.finish(given, await ask(given, kind));
    return await operationsOf(counts, async () => {
      const deps = ahead(given, MINUTE_MS);
      await sweep(deps);
      const { db, clock, log } = deps;
      const meters = createMeters(clock);
      await createHealthWatch({ db, clock, log, meters, thresholds: THRESHOLDS }).check();
    });
  };
  // The first finds no mark of what was learned, the second makes it.
  await swept(0);
  await swept(1);
  const [idle, one, three] = [await swept(0), await swept(1), await swept(3)];
  const learnMission = each(three, one, (more, less) => (more - less) / 2);
  const learned = each(one, idle, (more, less) => more - less);
  return { idle, learnMission, learnRound: each(learned, learnMission, (both, mission) => both - mission) };
}

/** What the end of its retention costs a mission that has just ended, beyond a sweep's own look. */
export async function countDeletion(deps: HandDeps): Promise<Operations> {
  const counts = countOperations(deps.db);
  const later = ahead(deps, deps.retentionDays * DAY_MS + MINUTE_MS);
  const deleting = await operationsOf(counts, () => cleanUp(later));
  const idle = await operationsOf(counts, () => cleanUp(later));
  return each(deleting, idle, (more, less) => more - less);
}

/** The same parts some time later. */
function ahead(deps: HandDeps, durationMs: number): HandDeps {
  const { clock } = deps;
  const now = () => addMs(clock.now(), durationMs);
  return { ...deps, clock: { now, epochMs: () => Date.parse(now()) } };
}

/** Two counts in one, operation by operation. */
export function each(one: Operations, other: Operations, combine: (one: number, other: number) => number): Operations {
  return {
    commits: combine(one.commits, other.commits),
    written: combine(one.written, other.written),
    deleted: combine(one.deleted, other.deleted),
    read: combine(one.read, other.read),
    aggregated: combine(one.aggregated, other.aggregated),
    watches: combine(one.watches, other.watches),
    pushed: combine(one.pushed, other.pushed),
  };
}

import { runMission } from '../../../functions/src/runner/runMission.ts';
import type { Bench } from '../bench.ts';
import type { Comparison, Target } from '../figures.ts';
import { countOperations, difference, type Operations } from './countedFirestore.ts';
import { benchDeps } from './deps.ts';
import { openFloor, updateOnce } from './floor.ts';
import { queueMission, STEPS, stepsOnly } from './missions.ts';

const COUNTED = {
  commits: 'commits',
  written: 'documents written',
  deleted: 'documents deleted',
  read: 'documents read',
  aggregated: 'aggregations',
  watches: 'listeners opened',
  pushed: 'documents sent to listeners',
} as const satisfies Record<keyof Operations, string>;

/**
 * 7 is what claim and six steps need. The claim reads the mission, its end asks whether its owner has a webhook; a read
 * beyond these is one that every mission pays. A listener has no
 * target: one is opened half a second after the claim, which a busy machine may need for these six steps.
 */
const RUN_TARGETS: Partial<Record<keyof Operations, number>> = { commits: 8, read: 2 };

/** Commits, documents written and documents read of a mission of 6 quiet steps. */
export async function operations(bench: Bench): Promise<Comparison[]> {
  const counted: { before: Operations; run: Operations; floor: Operations }[] = [];
  for (let repetition = 0; repetition < bench.repetitions; repetition += 1) {
    counted.push({ ...(await countMission(bench)), floor: await countFloor(bench) });
  }
  return (['before', 'run'] as const).flatMap((phase) =>
    (Object.keys(COUNTED) as (keyof Operations)[]).map((operation) => ({
      name: `${COUNTED[operation]}, ${phase === 'run' ? 'run of 6 steps' : 'create, approve and execute'}`,
      unit: '',
      ours: counted.map((counts) => counts[phase][operation]),
      floor: {
        name: '6 update()s of a small document',
        values: counted.map((counts) => counts.floor[operation]),
      },
      target: phase === 'run' ? targetOf(operation) : null,
    })),
  );
}

function targetOf(operation: keyof Operations): Target | null {
  const value = RUN_TARGETS[operation];
  return value === undefined ? null : { of: 'every', at: 'most', value };
}

async function countMission(bench: Bench): Promise<{ before: Operations; run: Operations }> {
  const deps = benchDeps(
    bench.newProject(),
    stepsOnly(STEPS, () => Promise.resolve()),
  );
  const counts = countOperations(deps.db);
  await queueMission(deps);
  const before = { ...counts };
  const [task] = deps.sent;
  if (task === undefined) throw new Error('nothing was enqueued');
  await runMission(deps, task, 'bench');
  await deps.end();
  return { before, run: difference(counts, before) };
}

async function countFloor(bench: Bench): Promise<Operations> {
  const floor = openFloor(bench.newProject());
  const [doc] = await floor.newDocs(1);
  if (doc === undefined) throw new Error('no document was made');
  const counts = countOperations(doc.firestore);
  for (let step = 1; step <= STEPS; step += 1) await updateOnce(doc, step);
  await floor.end();
  return counts;
}

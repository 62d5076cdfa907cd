import { causeOf, isWithin, type Noted } from './checkEffects.ts';
import { DEEDS, type Fault, type Run, type Sighting, type Violation } from './record.ts';

const AT_REST: ReadonlySet<string> = new Set(['paused', 'completed', 'failed', 'cancelled']);
const DONE_BY_OWNERS: ReadonlySet<string> = new Set(DEEDS);
const WAKING: ReadonlySet<string> = new Set(['resumed', 'retried']);

/**
 * Nothing of a mission begins after somebody has seen it paused or over, until its owner asks for more; except by a
 * runner to which something was done, and which does not know yet that it has lost the mission. A watcher may be late,
 * so of each state the first look counts. Pure.
 */
export function checkRest(sightings: readonly Sighting[], noted: Noted): Violation[] {
  const runs = Map.groupBy(noted.runs, (run) => run.missionId);
  const wakings = Map.groupBy(
    noted.faults.filter((fault) => WAKING.has(fault.kind)),
    (fault) => fault.missionId,
  );
  // That its owner asked for the rest is no excuse for not resting.
  const harm = { ...noted, faults: noted.faults.filter((fault) => !DONE_BY_OWNERS.has(fault.kind)) };
  return firstLooks(sightings).flatMap((seen) => {
    const { missionId, status, tick } = seen;
    const isWoken = (run: Run): boolean =>
      (wakings.get(missionId) ?? []).some((fault: Fault) => isWithin(fault, tick, run.begun));
    const began = (runs.get(missionId) ?? []).filter((run) => run.begun > tick && !isWoken(run));
    return began
      .filter((run) => causeOf(run, run.begun, harm) === null)
      .map((run) => ({ missionId, rule: 'rest', detail: `${run.runId} began after it was seen ${status}` }));
  });
}

/**
 * Each state at rest, when it was there at the latest: as it was seen first, or as a state after it was. A watcher that was
 * late may tell of a pause long after another has seen what came of it.
 */
function firstLooks(sightings: readonly Sighting[]): Sighting[] {
  return [...Map.groupBy(sightings, ({ missionId }) => missionId).values()].flatMap((ofMission) => {
    const newestFirst = ofMission.toSorted((one, other) => other.seq - one.seq);
    const first = new Map<number, Sighting>();
    let tick = Number.POSITIVE_INFINITY;
    for (const sighting of newestFirst) {
      tick = Math.min(tick, sighting.tick);
      if (AT_REST.has(sighting.status)) first.set(sighting.seq, { ...sighting, tick });
    }
    return [...first.values()];
  });
}

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
 * Each rest, when it was there at the latest: as one of its states was seen first, or a state after it. A watcher that
 * was late may tell of a pause long after another has seen what came of it. States at rest whose numbers follow one
 * another are one rest: nothing woke it in between.
 */
function firstLooks(sightings: readonly Sighting[]): Sighting[] {
  return [...Map.groupBy(sightings, ({ missionId }) => missionId).values()].flatMap((ofMission) => {
    const newestFirst = ofMission.toSorted((one, other) => other.seq - one.seq);
    const rests: Sighting[] = [];
    let tick = Number.POSITIVE_INFINITY;
    for (const sighting of newestFirst) {
      tick = Math.min(tick, sighting.tick);
      if (!AT_REST.has(sighting.status)) continue;
      const later = rests.at(-1);
      if (later !== undefined && later.status === sighting.status && later.seq - sighting.seq <= 1) rests.pop();
      rests.push({ ...sighting, tick });
    }
    return rests;
  });
}

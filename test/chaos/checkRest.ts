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

/** Each state at rest, as it was seen first. */
function firstLooks(sightings: readonly Sighting[]): Sighting[] {
  const first = new Map<string, Sighting>();
  for (const sighting of sightings) {
    if (!AT_REST.has(sighting.status)) continue;
    const key = `${sighting.missionId} ${sighting.seq}`;
    const known = first.get(key);
    if (known === undefined || sighting.tick < known.tick) first.set(key, sighting);
  }
  return [...first.values()];
}

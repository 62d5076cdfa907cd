import { causeOf, type Noted } from './checkEffects.ts';
import type { Fault, Run, Sighting, Violation } from './record.ts';

const AT_REST: ReadonlySet<string> = new Set(['paused', 'completed', 'failed', 'cancelled']);
const WAKING: ReadonlySet<string> = new Set(['resumed', 'retried']);

/**
 * Nothing of a mission begins after somebody has seen it paused or over, until its owner asks for more; except by a
 * runner to which something was done, and which does not know yet that it has lost the mission. Pure.
 */
export function checkRest(sightings: readonly Sighting[], noted: Noted): Violation[] {
  const runs = grouped(noted.runs, (run) => run.missionId);
  const wakings = grouped(
    noted.faults.filter((fault) => WAKING.has(fault.kind)),
    (fault) => fault.missionId ?? '',
  );
  return sightings
    .filter((sighting) => AT_REST.has(sighting.status))
    .flatMap(({ missionId, status, tick }) => {
      const until =
        (wakings.get(missionId) ?? []).find((fault: Fault) => fault.tick > tick)?.tick ?? Number.POSITIVE_INFINITY;
      const began = (runs.get(missionId) ?? []).filter((run) => run.begun > tick && run.begun < until);
      return began
        .filter((run) => causeOf(run, run.begun, noted) === null)
        .map((run: Run) => ({ missionId, rule: 'rest', detail: `${run.runId} began after it was seen ${status}` }));
    });
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

import { checkEffects } from './checkEffects.ts';
import { checkHolders } from './checkHolders.ts';
import { checkIntent } from './checkIntent.ts';
import { checkItems } from './checkItems.ts';
import { checkRecord } from './checkRecord.ts';
import { checkRest } from './checkRest.ts';
import { checkSightings } from './checkSightings.ts';
import { type MissionRecord, readRecord } from './missionRecord.ts';
import type { Violation } from './record.ts';
import { scriptOf } from './script.ts';
import type { Stage } from './stage.ts';

const READ_AT_ONCE = 25;

/** Reads everything and holds it against every promise. */
export async function checkCampaign(stage: Stage): Promise<Violation[]> {
  const violations: Violation[] = [];
  const records: MissionRecord[] = [];
  const ids = stage.roster.all;
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    const some = ids.slice(from, from + READ_AT_ONCE);
    for (const read of await Promise.all(some.map((id) => readRecord(stage.db, id)))) {
      violations.push(...read.violations);
      if (read.record !== null) records.push(read.record);
    }
  }
  for (const record of records) {
    violations.push(...checkRecord(record));
    const script = scriptOf(stage.seed, record.mission.mission_id);
    violations.push(...checkItems(record, script), ...checkIntent(record, script, stage.world.faults));
  }
  violations.push(...checkEffects(stage.world, records));
  const sightings = stage.watchers.all.flatMap((watcher) => watcher.sightings);
  violations.push(...checkHolders(records, sightings, stage.world));
  violations.push(...checkRest(sightings, stage.world));
  for (const watcher of stage.watchers.all) violations.push(...checkSightings(watcher.name, watcher.sightings));
  return [...violations, ...stage.watchers.limits.violations];
}

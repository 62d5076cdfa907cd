import { itemOutput, stepOutput } from './actOut.ts';
import type { Noted } from './checkEffects.ts';
import type { MissionRecord } from './missionRecord.ts';
import type { Sighting, Violation } from './record.ts';

/** A sweep that runs a mission itself is no delivery. */
const PARENT = 'parent';

/**
 * What is recorded under a fence was done by whoever held the mission with that fence: a runner that has lost it writes
 * nothing. Holders are known as far as somebody saw them; their names end with the delivery. Pure.
 */
export function checkHolders(
  records: readonly MissionRecord[],
  sightings: readonly Sighting[],
  noted: Noted,
): Violation[] {
  const holders = new Map<string, string>();
  for (const { missionId, fence, holder } of sightings) {
    if (holder !== null) holders.set(`${missionId} ${fence}`, holder.startsWith('sweep:') ? PARENT : lastPart(holder));
  }
  const runs = new Map(noted.runs.map((run) => [run.runId, run]));
  return records.flatMap((record) =>
    recorded(record).flatMap(({ id, fence, runId }) => {
      const missionId = record.mission.mission_id;
      const holder = holders.get(`${missionId} ${fence}`);
      const run = runs.get(runId);
      if (holder === undefined || run === undefined || run.deliveryId === holder) return [];
      const detail = `${id} was recorded with fence ${fence}, which ${holder} held, and done by ${run.deliveryId}`;
      return [{ missionId, rule: 'holder', detail }];
    }),
  );
}

function recorded({ ledger, items }: MissionRecord): { id: string; fence: number; runId: string }[] {
  const steps = ledger.flatMap(({ id, data }) =>
    data.status === 'completed'
      ? [{ id: `step ${id}`, fence: data.fence, runId: stepOutput.parse(data.output).run_id }]
      : [],
  );
  const its = items.flatMap(({ id, data }) =>
    data.status === 'completed'
      ? [{ id: `item ${id}`, fence: data.fence, runId: itemOutput.parse(data.output).run_id }]
      : [],
  );
  return [...steps, ...its];
}

function lastPart(holder: string): string {
  return holder.split(':').at(-1) ?? '';
}

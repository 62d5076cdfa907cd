import type { MissionRecord } from './missionRecord.ts';
import type { Fault, Violation } from './record.ts';
import type { MissionScript } from './script.ts';

/** Every mission ended as it was meant to: it failed because its script fails, it was cancelled because its owner asked. */
export function checkIntent(
  { mission }: MissionRecord,
  script: MissionScript,
  faults: readonly Fault[],
): readonly Violation[] {
  const complain = (detail: string): Violation[] => [{ missionId: mission.mission_id, rule: 'meant', detail }];
  const isDoomed = script.steps.some((step) => step.failures === Number.POSITIVE_INFINITY);
  const wasCancelled = faults.some((fault) => fault.kind === 'cancelled' && fault.missionId === mission.mission_id);
  switch (mission.status) {
    case 'completed':
      return isDoomed ? complain('it completed, though its script fails') : [];
    case 'failed':
      return isDoomed ? [] : complain(`it failed, though its script does not: ${JSON.stringify(mission.error)}`);
    case 'cancelled':
      return wasCancelled ? [] : complain('it is cancelled, and nobody asked for it');
    default:
      return [];
  }
}

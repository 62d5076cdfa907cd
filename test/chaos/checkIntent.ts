import { stepOutput } from './actOut.ts';
import type { MissionRecord } from './missionRecord.ts';
import type { Fault, Violation } from './record.ts';
import { isDoomed, type MissionScript } from './script.ts';

/** A step that loses more runners than this fails the mission (MAX_LOSSES in core/failEvents.ts); the last is not counted. */
const LOSSES_ALLOWED = 10;

/**
 * Every mission ended as it was meant to: completed unless its script fails it, failed for a reason that its script or
 * the storm has, cancelled because its owner asked; and what it was answered, somebody said. Pure.
 */
export function checkIntent(record: MissionRecord, script: MissionScript, faults: readonly Fault[]): Violation[] {
  const { mission } = record;
  const its = faults.filter((fault) => fault.missionId === mission.mission_id);
  const details = [...endComplaints(record, script, its), ...answerComplaints(record, script, its)];
  return details.map((detail) => ({ missionId: mission.mission_id, rule: 'meant', detail }));
}

function endComplaints({ mission }: MissionRecord, script: MissionScript, its: readonly Fault[]): string[] {
  if (mission.status === 'completed') {
    const isAgainst = script.steps.some((step, index) => isDoomed(step, attemptOf(mission.ledger_parts, index)));
    return isAgainst ? ['it completed, though its script fails'] : [];
  }
  if (mission.status === 'failed')
    return isExpected({ mission }, script) ? [] : [`it failed: ${JSON.stringify(mission.error)}`];
  if (mission.status === 'cancelled') {
    return its.some((fault) => fault.kind === 'cancelled') ? [] : ['it is cancelled, and nobody asked for it'];
  }
  return [];
}

function attemptOf(parts: MissionRecord['mission']['ledger_parts'], index: number): number {
  return parts.filter((part) => part.from_step <= index).at(-1)?.attempt ?? 0;
}

function isExpected({ mission }: Pick<MissionRecord, 'mission'>, script: MissionScript): boolean {
  const step = mission.execution_record.progress_tracker.current_step;
  const planned = step === null ? undefined : script.steps[step.step_index];
  if (step === null || planned === undefined) return false;
  const code = mission.error?.code;
  if (code === 'wait_expired') return planned.waits.some((wait) => wait.failsOnExpiry);
  return code === 'runner_lost' ? step.losses >= LOSSES_ALLOWED : isDoomed(planned, mission.attempt);
}

/** What a step was answered comes from somebody: its owner, or the wait's own end. */
function answerComplaints({ ledger }: MissionRecord, script: MissionScript, its: readonly Fault[]): string[] {
  const hasSaid = (kind: Fault['kind']): boolean => its.some((fault) => fault.kind === kind);
  return ledger.flatMap(({ id, data }) => {
    if (data.status !== 'completed') return [];
    const { answers } = stepOutput.parse(data.output);
    const waits = script.steps[data.step_index]?.waits ?? [];
    if (
      Object.keys(answers).toSorted().join() !==
      waits
        .map(({ key }) => key)
        .toSorted()
        .join()
    ) {
      return [`step ${id} was answered ${Object.keys(answers).join() || 'nothing'}`];
    }
    return waits.flatMap(({ key, kind, failsOnExpiry }) => {
      const given = answers[key] ?? '';
      const isFine =
        (kind === 'time' && given === 'time') ||
        (kind === 'approval' && / by (anna|ben|chloe)$/.test(given) && hasSaid('answered')) ||
        (kind === 'approval' && given === 'reject by expiry' && !failsOnExpiry) ||
        (kind === 'signal' && given.startsWith('signal ') && hasSaid('signalled')) ||
        (kind === 'signal' && given === 'expired' && !failsOnExpiry);
      return isFine ? [] : [`step ${id} was answered "${given}" under ${key}`];
    });
  });
}

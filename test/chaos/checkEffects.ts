import { itemOutput, stepOutput } from './actOut.ts';
import type { MissionRecord } from './missionRecord.ts';
import type { Delivery, Fault, Run, Violation } from './record.ts';

/** What the world outside noted. */
export interface Noted {
  readonly runs: readonly Run[];
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly faults: readonly Fault[];
}

/**
 * Holds what the world outside saw against the ledger: the run that was recorded acted exactly once, and every other
 * run of the same step has an excuse: its script made it fail or wait, or something was done to its runner, its
 * mission or everybody between its delivery and the next run. A step that nobody cut therefore acted exactly once, and
 * one that was cut at most once more for each cut. Pure.
 */
export function checkEffects(noted: Noted, records: readonly MissionRecord[]): Violation[] {
  const violations: Violation[] = [];
  const recorded = recordedRuns(records);
  for (const runs of unitsOf(noted.runs)) {
    const [first] = runs;
    if (first === undefined) continue;
    const complain = (detail: string): void => {
      violations.push({ missionId: first.missionId, rule: 'effects', detail: `${nameOf(first)}: ${detail}` });
    };
    for (const [index, run] of runs.entries()) {
      if (run.effects > 1) complain(`${run.runId} acted ${run.effects} times`);
      if (recorded.has(run.runId)) {
        recorded.delete(run.runId);
        if (run.effects !== 1) complain(`${run.runId} was recorded and acted ${run.effects} times`);
        if (run.ended?.how !== 'returned') complain(`${run.runId} was recorded and ended ${run.ended?.how ?? 'never'}`);
      } else if (!isExcused(run, runs[index + 1]?.begun ?? Number.POSITIVE_INFINITY, noted)) {
        complain(`${run.runId} was not recorded, though nothing cut it`);
      }
    }
  }
  for (const [runId, where] of recorded) {
    violations.push({ missionId: where.split('/')[0] ?? '', rule: 'effects', detail: `${where}: nobody saw ${runId}` });
  }
  return violations;
}

/** The runs that the ledger names, and where. */
function recordedRuns(records: readonly MissionRecord[]): Map<string, string> {
  const steps = records.flatMap(({ ledger }) => ledger.filter(({ data }) => data.status === 'completed'));
  const items = records.flatMap((record) => record.items.filter(({ data }) => data.status === 'completed'));
  return new Map([
    ...steps.map(({ id, data }) => [stepOutput.parse(data.output).run_id, `${data.mission_id}/${id}`] as const),
    ...items.map(({ id, data }) => [itemOutput.parse(data.output).run_id, `${data.mission_id}/item ${id}`] as const),
  ]);
}

/** The runs of one step (or item) of one attempt, in the order in which they began. */
function unitsOf(runs: readonly Run[]): Iterable<Run[]> {
  const units = new Map<string, Run[]>();
  for (const run of runs) {
    const key = `${run.missionId} ${nameOf(run)}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, [run]);
    else unit.push(run);
  }
  return units.values();
}

function nameOf({ attempt, stepIndex, itemIndex }: Run): string {
  return `attempt ${attempt}, step ${stepIndex}${itemIndex === null ? '' : `, item ${itemIndex}`}`;
}

function isExcused(run: Run, until: number, noted: Noted): boolean {
  if (run.ended?.how === 'failed' || run.ended?.how === 'waited') return true;
  return causeOf(run, until, noted) !== null;
}

/** What was done to the run's runner, its mission or everybody from its delivery on, up to tick `until`; null: nothing. */
export function causeOf(run: Run, until: number, noted: Noted): Fault | null {
  const from = noted.deliveries.get(run.deliveryId)?.begun ?? run.begun;
  return noted.faults.find((fault) => isWithin(fault, from, until) && touches(fault, run)) ?? null;
}

/** Whether the fault, or a part of it, lies between two ticks. */
export function isWithin(fault: Fault, from: number, until: number): boolean {
  return fault.tick <= until && (fault.until ?? fault.tick) >= from;
}

function touches(fault: Fault, run: Run): boolean {
  // That the sweep runs a mission itself must cut nobody who runs it.
  if (fault.kind === 'swept') return false;
  if (fault.runner !== undefined) return fault.runner === run.runner;
  return fault.missionId === undefined || fault.missionId === run.missionId;
}

import { itemOutput, stepOutput } from './actOut.ts';
import type { MissionRecord } from './missionRecord.ts';
import type { Violation } from './record.ts';
import type { MissionScript } from './script.ts';

/**
 * The lists: every item record stands under the id of its group and number; a completed step has exactly one record of
 * each of its items, in one group, failed only where the script makes it fail, and its output is made of them. Pure.
 */
export function checkItems({ mission, ledger, items }: MissionRecord, script: MissionScript): Violation[] {
  const violations: Violation[] = [];
  const complain = (detail: string): void => {
    violations.push({ missionId: mission.mission_id, rule: 'items', detail });
  };
  for (const { id, data } of items) {
    if (id !== `${data.group}-${data.item_index}`) complain(`${id} is item ${data.item_index} of ${data.group}`);
    if (data.step_index !== Number(data.group.split('-')[1])) complain(`${id} is of step ${data.step_index}`);
    const isBad = script.steps[data.step_index]?.items[data.item_index]?.isBad;
    if (isBad === undefined) complain(`${id} is not in the script`);
    else if (isBad !== (data.status === 'failed')) complain(`${id} is ${data.status}, against its script`);
  }
  for (const { id, data } of ledger) {
    const expected = script.steps[data.step_index]?.items ?? [];
    if (data.status !== 'completed' || expected.length === 0) continue;
    const named = stepOutput.parse(data.output).items;
    const runs = new Map(named.map((runId, index) => [index, runId]));
    const group = items.find(({ data: item }) => item.status === 'completed' && named.includes(runOf(item.output)))
      ?.data.group;
    const its = items.filter(({ data: item }) => item.group === group).map(({ data: item }) => item);
    const numbers = its.map((item) => item.item_index).toSorted((one, other) => one - other);
    if (numbers.join() !== expected.map((_, index) => index).join()) {
      complain(`step ${id} has ${expected.length} items, recorded are ${numbers.join()}`);
    }
    const others = its.filter((item) => runOf(item.output) !== runs.get(item.item_index));
    if (named.length !== expected.length || others.length > 0) {
      complain(`step ${id} is not made of its items: ${others.map((item) => item.item_index).join()}`);
    }
  }
  return violations;
}

function runOf(output: unknown): string | null {
  return itemOutput.safeParse(output).data?.run_id ?? null;
}

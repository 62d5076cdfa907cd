import type { Mission } from '../../../functions/src/schema/mission.ts';
import { type Instant, toEpochMs } from '../../../functions/src/schema/time.ts';
import { bytesText, countText, dollarsText } from '../ui/amount.ts';
import { durationText, momentText } from '../ui/duration.ts';
import { humanName } from './missionGlance.ts';

/** A line of the details: what it is called, and what it is; `copy` where somebody may want to take it along. */
export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
  readonly isCode?: boolean;
  readonly copy?: string;
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

export function missionFacts(mission: Mission): FactGroup[] {
  return [
    { title: 'Request', facts: requestFacts(mission) },
    { title: 'Budget', facts: budgetFacts(mission) },
    { title: 'Times', facts: timeFacts(mission) },
  ].filter((group) => group.facts.length > 0);
}

function requestFacts(mission: Mission): Fact[] {
  const { tool_used: tool, tool_confidence: confidence } = mission.execution_record;
  const sure = confidence === null ? '' : `, ${Math.round(confidence * 100)} % sure`;
  return [
    { label: 'Mission id', values: [mission.mission_id], isCode: true, copy: mission.mission_id },
    { label: 'Allowed domains', values: mission.scope.allowed_domains, isCode: true },
    { label: 'Type', values: [`${mission.type}, version ${mission.type_version}`] },
    ...(tool === null ? [] : [{ label: 'Tool', values: [`${humanName(tool)}${sure}`] }]),
    ...(mission.attempt > 1 ? [{ label: 'Attempt', values: [String(mission.attempt)] }] : []),
  ];
}

/** Ceilings, and beside each what was used of it; what was used of anything else follows. */
function budgetFacts(mission: Mission): Fact[] {
  const { budget, usage } = mission;
  const ceilings: readonly [label: string, used: number | undefined, ceiling: number, text: (n: number) => string][] = [
    ['Pages', usage.pages, budget.max_pages, countText],
    ['Read', usage.bytes, budget.max_bytes, bytesText],
    ['Time', usage.seconds, budget.max_seconds, secondsText],
    ['Cost', usage.cost_usd, budget.max_cost_usd, dollarsText],
  ];
  const others = Object.entries(usage).filter(([name]) => !['pages', 'bytes', 'seconds', 'cost_usd'].includes(name));
  return [
    ...ceilings.map(([label, used, ceiling, text]) => ({
      label,
      values: [used === undefined ? `at most ${text(ceiling)}` : `${text(used)} of ${text(ceiling)}`],
    })),
    ...others.map(([name, amount]) => ({ label: humanName(name), values: [countText(amount)] })),
  ];
}

function secondsText(seconds: number): string {
  return durationText(seconds * 1000);
}

function timeFacts(mission: Mission): Fact[] {
  const times: readonly [string, Instant | null][] = [
    ['Created', mission.created_at],
    ['Approved', mission.approved_at],
    ['Queued', mission.queued_at],
    ['Started', mission.started_at],
    ['Finished', mission.finished_at],
  ];
  return times.flatMap(([label, at]) => (at === null ? [] : [{ label, values: [momentText(toEpochMs(at))] }]));
}

/** The command that reads this mission's progress; on the emulator suite it works as it stands. */
export function progressCommand(id: string, origin: string, isLocal: boolean): string {
  const token = isLocal ? '' : ' -H "Authorization: Bearer $ID_TOKEN"';
  return `curl ${origin}/missions/${id}/progress${token}`;
}

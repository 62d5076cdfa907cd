import { bytesText, countText, dollarsText } from '../../../client/src/words/amount.ts';
import { durationText, momentText } from '../../../client/src/words/duration.ts';
import type { External } from '../../../functions/src/schema/external.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { type Instant, toEpochMs } from '../../../functions/src/schema/time.ts';
import { FACT_GROUPS, FACT_WORDS } from '../words/mission.ts';
import type { StepSaid } from './apiCommands.ts';
import { humanName } from './missionGlance.ts';
import { usageLines } from './usageFacts.ts';

/** A line of the details: what it is called, and what it is; `copy` where somebody may want to take it along. */
export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
  readonly isCode?: boolean;
  readonly copy?: string;
  /** How much of a limit is used, 0 to 1. */
  readonly share?: number;
  /** Where each value leads, by its place. */
  readonly hrefs?: readonly string[];
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

export function missionFacts(mission: Mission): FactGroup[] {
  return [
    { title: FACT_GROUPS.request, facts: requestFacts(mission) },
    ...(mission.external === null
      ? [{ title: FACT_GROUPS.budget, facts: budgetFacts(mission) }]
      : [{ title: FACT_GROUPS.worker, facts: workerFacts(mission, mission.external) }]),
    { title: FACT_GROUPS.model, facts: modelFacts(mission) },
    { title: FACT_GROUPS.times, facts: timeFacts(mission) },
  ].filter((group) => group.facts.length > 0);
}

function requestFacts(mission: Mission): Fact[] {
  const { tool_used: tool, tool_confidence: confidence } = mission.execution_record;
  const toolText = (name: string): string =>
    confidence === null ? humanName(name) : FACT_WORDS.tool_sure(humanName(name), Math.round(confidence * 100));
  return [
    { label: FACT_WORDS.id, values: [mission.mission_id], isCode: true, copy: mission.mission_id },
    ...(mission.external === null && mission.scope.allowed_domains.length > 0
      ? [{ label: FACT_WORDS.domains, values: mission.scope.allowed_domains, isCode: true }]
      : []),
    {
      label: FACT_WORDS.type,
      values: [mission.external === null ? FACT_WORDS.type_version(mission.type, mission.type_version) : mission.type],
    },
    ...(tool === null ? [] : [{ label: FACT_WORDS.tool, values: [toolText(tool)] }]),
    ...(mission.tags.length === 0
      ? []
      : [
          {
            label: FACT_WORDS.tags,
            values: mission.tags,
            hrefs: mission.tags.map((tag) => `/?${new URLSearchParams({ tag })}`),
          },
        ]),
    ...(mission.schedule_id === null
      ? []
      : [{ label: FACT_WORDS.schedule, values: [mission.schedule_id], isCode: true, copy: mission.schedule_id }]),
    ...(mission.priority === 0 ? [] : [{ label: FACT_WORDS.priority, values: [countText(mission.priority)] }]),
    ...(mission.attempt > 1 ? [{ label: FACT_WORDS.attempt, values: [String(mission.attempt)] }] : []),
  ];
}

/** Who works, and how long they may be silent; nothing limits what such a mission uses. */
function workerFacts(mission: Mission, external: External): Fact[] {
  const { expected_steps: expected } = external;
  return [
    { label: FACT_WORDS.worker, values: [mission.lease?.holder ?? FACT_WORDS.nobody] },
    ...(expected === null ? [] : [{ label: FACT_WORDS.expected_steps, values: [countText(expected)] }]),
    { label: FACT_WORDS.stalled, values: [FACT_WORDS.after_silence(secondsText(external.stalled_after_seconds))] },
    { label: FACT_WORDS.fails, values: [FACT_WORDS.after_silence(secondsText(external.failed_after_seconds))] },
    ...Object.entries(mission.usage).map(usageFact),
  ];
}

function usageFact([name, amount]: [string, number]): Fact {
  return { label: humanName(name), values: [countText(amount)] };
}

/** Ceilings, and beside each what was used of it; what was used of anything else follows. */
function budgetFacts(mission: Mission): Fact[] {
  const { budget, usage } = mission;
  const ceilings: readonly [label: string, used: number | undefined, ceiling: number, text: (n: number) => string][] = [
    [FACT_WORDS.pages, usage.pages, budget.max_pages, countText],
    [FACT_WORDS.read, usage.bytes, budget.max_bytes, bytesText],
    [FACT_WORDS.time, usage.seconds, budget.max_seconds, secondsText],
    [FACT_WORDS.cost, usage.cost_usd, budget.max_cost_usd, dollarsText],
  ];
  const others = Object.entries(usage).filter(([name]) => !['pages', 'bytes', 'seconds', 'cost_usd'].includes(name));
  return [
    ...ceilings.map(([label, used, ceiling, text]) => ({
      label,
      values: [used === undefined ? FACT_WORDS.at_most(text(ceiling)) : FACT_WORDS.used_of(text(used), text(ceiling))],
      ...(used === undefined ? {} : { share: Math.min(1, ceiling === 0 ? 1 : used / ceiling) }),
    })),
    ...others.map(usageFact),
  ];
}

/** Of all attempts together: what was paid stays paid. */
function modelFacts({ execution_record: { usage } }: Mission): Fact[] {
  return usageLines(usage).map(({ label, value }) => ({ label, values: [value] }));
}

function secondsText(seconds: number): string {
  return durationText(seconds * 1000);
}

/** In their order: what was paused, answered or retried was queued again after it had started. */
function timeFacts(mission: Mission): Fact[] {
  const { queued_at: queued, started_at: started } = mission;
  const isAgain = queued !== null && started !== null && queued > started;
  const times: readonly [string, Instant | null][] = [
    [FACT_WORDS.created, mission.created_at],
    [FACT_WORDS.approved, mission.approved_at],
    [FACT_WORDS.not_before, mission.not_before],
    [isAgain ? FACT_WORDS.last_queued : FACT_WORDS.queued, queued],
    [isAgain ? FACT_WORDS.first_started : FACT_WORDS.started, started],
    [FACT_WORDS.finished, mission.finished_at],
  ];
  return times
    .flatMap(([label, at]) => (at === null ? [] : [{ label, at }]))
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .map(({ label, at }) => ({ label, values: [momentText(toEpochMs(at))] }));
}

/** Whether a worker may report steps of it now. */
export function takesReports({ external, status }: Mission): boolean {
  return external !== null && (status === 'queued' || status === 'in_progress');
}

export function nextStepOf(mission: Mission): number {
  return mission.execution_record.progress_tracker.completed_count;
}

/** What its worker says next: that it begins with a step, and of one that runs that it is done. */
export function nextReportOf(mission: Mission): StepSaid {
  const index = nextStepOf(mission);
  const { current_step: step } = mission.execution_record.progress_tracker;
  const isRunning = mission.status === 'in_progress' && step?.step_index === index;
  return { index, status: isRunning ? 'completed' : 'started' };
}

import type { StepItem } from '../schema/item.ts';
import type { LedgerEntry } from '../schema/ledger.ts';
import type { Mission, MissionError } from '../schema/mission.ts';
import { type Instant, msBetween } from '../schema/time.ts';
import type { TrackedStep } from '../schema/tracker.ts';
import type { ItemEnd } from './events.ts';

interface Ended {
  readonly message: string;
  readonly output: unknown;
  readonly usage: Readonly<Record<string, number>>;
  readonly error: MissionError | null;
}

/** How `step` ended, for the ledger. */
export function ledgerEntry(mission: Mission, step: TrackedStep, end: Ended, now: Instant): LedgerEntry {
  return {
    mission_id: mission.mission_id,
    owner: mission.owner,
    attempt: mission.attempt,
    step_index: step.step_index,
    step_name: step.step_name,
    status: end.error === null ? 'completed' : 'failed',
    started_at: step.started_at,
    finished_at: now,
    duration_ms: msBetween(step.started_at, now),
    message: end.message,
    fence: mission.fence,
    output: end.output ?? null,
    usage: { ...end.usage },
    model_usage: step.model_usage,
    tries: step.tries,
    error: end.error,
  };
}

/** Which attempt's ledger entry counts for step `index`. */
export function attemptOf(mission: Pick<Mission, 'attempt' | 'ledger_parts'>, index: number): number {
  return mission.ledger_parts.findLast((part) => part.from_step <= index)?.attempt ?? mission.attempt;
}

/** What the items of step `index` are filed under. */
export function itemGroup(mission: Pick<Mission, 'attempt' | 'items_attempt'>, index: number): string {
  return `${mission.items_attempt || mission.attempt}-${index}`;
}

/** A finished item of `step`, for the ledger. */
export function itemEntry(mission: Mission, step: TrackedStep, end: ItemEnd): StepItem {
  return {
    mission_id: mission.mission_id,
    owner: mission.owner,
    attempt: mission.attempt,
    group: itemGroup(mission, step.step_index),
    step_index: step.step_index,
    item_index: end.index,
    status: end.error === null ? 'completed' : 'failed',
    started_at: end.startedAt,
    finished_at: end.finishedAt,
    duration_ms: msBetween(end.startedAt, end.finishedAt),
    fence: mission.fence,
    output: end.output ?? null,
    error: end.error === null ? null : { ...end.error, step_name: step.step_name },
    model_usage: end.modelUsage ?? null,
  };
}

/** So many kinds of usage a mission tells apart; its document must stay bounded whatever a worker sends. */
const USAGE_KINDS = 50;

/** `before` with the amounts of `added` on top; a kind that comes after the fiftieth counts as `other`. */
export function addUsage(
  before: Record<string, number>,
  added: Readonly<Record<string, number>>,
): Record<string, number> {
  if (Object.keys(added).length === 0) return before;
  const sum = { ...before };
  for (const [name, amount] of Object.entries(added)) {
    const kind = name in sum || Object.keys(sum).length < USAGE_KINDS ? name : 'other';
    sum[kind] = (sum[kind] ?? 0) + amount;
  }
  return sum;
}

import type { External } from '../schema/external.ts';
import type { HistoryEntry } from '../schema/history.ts';
import type { Mission } from '../schema/mission.ts';
import type { Budget, Scope } from '../schema/request.ts';
import type { Instant } from '../schema/time.ts';
import type { PlannedStep } from '../schema/tracker.ts';
import { windowAt } from './plan.ts';
import { emptyTracker } from './progress.ts';
import { labelsOf, wordTerms } from './searchTerms.ts';

interface Proposal {
  readonly missionId: string;
  readonly owner: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly objective: string;
  readonly scope: Scope;
  readonly budget: Budget;
  /** All of it; the document gets the first window. */
  readonly plan: readonly PlannedStep[];
  readonly requestHash: string;
  readonly tags?: readonly string[];
  readonly priority?: number;
  readonly notBefore?: Instant | null;
  readonly external?: External | null;
  readonly scheduleId?: string | null;
  readonly statsId?: string | null;
  readonly hasInput?: boolean;
}

/** A new mission and the first entry of its history. */
export function propose(proposal: Proposal, now: Instant): { mission: Mission; history: HistoryEntry } {
  const { missionId, owner, tags = [] } = proposal;
  const mission: Mission = {
    mission_id: missionId,
    owner,
    type: proposal.type,
    type_version: proposal.typeVersion,
    objective: proposal.objective,
    tags: [...tags],
    labels: labelsOf(proposal.type, tags),
    words: wordTerms(proposal.objective),
    scope: proposal.scope,
    budget: proposal.budget,
    priority: proposal.priority ?? 0,
    not_before: proposal.notBefore ?? null,
    is_limited: false,
    ...windowAt(proposal.plan, 0),
    attempt: 0,
    ledger_parts: [],
    items_attempt: 0,
    answers: {},
    signals: {},
    external: proposal.external ?? null,
    input_version: proposal.hasInput === true ? 1 : 0,
    schedule_id: proposal.scheduleId ?? null,
    stats_id: proposal.statsId ?? null,
    recovery: null,
    seq: 1,
    fence: 0,
    dispatches: 0,
    created_at: now,
    updated_at: now,
    request_hash: proposal.requestHash,
    usage: {},
    status: 'proposed',
    ...{ approved_at: null, queued_at: null, started_at: null, finished_at: null },
    ...{ lease: null, next_task: null, control: null, wake_at: null, error: null, cancellation: null },
    ...{ queue_place: null, order_at: null, wait: null },
    execution_record: {
      event_type: 'proposed',
      status: 'proposed',
      tool_used: null,
      tool_confidence: null,
      timestamp: now,
      updated_at: now,
      progress_tracker: emptyTracker(missionId, Math.max(proposal.plan.length, proposal.external?.expected_steps ?? 1)),
      usage: null,
    },
  };
  return { mission, history: firstEntry(mission, now) };
}

function firstEntry({ mission_id, owner }: Mission, now: Instant): HistoryEntry {
  return {
    mission_id,
    owner,
    seq: 1,
    kind: 'status',
    event_type: 'proposed',
    message: 'Proposed',
    timestamp: now,
    attempt: 0,
    status: 'proposed',
    step_index: null,
  };
}

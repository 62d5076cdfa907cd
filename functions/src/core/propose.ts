import type { HistoryEntry } from '../schema/history.ts';
import type { Mission } from '../schema/mission.ts';
import type { Budget, Scope } from '../schema/request.ts';
import type { Instant } from '../schema/time.ts';
import type { PlannedStep } from '../schema/tracker.ts';
import { emptyTracker } from './progress.ts';

interface Proposal {
  readonly missionId: string;
  readonly owner: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly objective: string;
  readonly scope: Scope;
  readonly budget: Budget;
  readonly plan: PlannedStep[];
  readonly requestHash: string;
  readonly scheduleId: string | null;
}

/** A new mission and the first entry of its history. */
export function propose(proposal: Proposal, now: Instant): { mission: Mission; history: HistoryEntry } {
  const { missionId, owner } = proposal;
  const mission: Mission = {
    mission_id: missionId,
    owner,
    type: proposal.type,
    type_version: proposal.typeVersion,
    objective: proposal.objective,
    scope: proposal.scope,
    budget: proposal.budget,
    plan: proposal.plan,
    attempt: 0,
    seq: 1,
    fence: 0,
    dispatches: 0,
    created_at: now,
    updated_at: now,
    request_hash: proposal.requestHash,
    usage: {},
    schedule_id: proposal.scheduleId,
    status: 'proposed',
    ...{ approved_at: null, queued_at: null, started_at: null, finished_at: null },
    ...{ lease: null, next_task: null, control: null, wake_at: null, error: null },
    execution_record: {
      event_type: 'proposed',
      status: 'proposed',
      tool_used: null,
      tool_confidence: null,
      timestamp: now,
      updated_at: now,
      progress_tracker: emptyTracker(missionId, proposal.plan.length),
    },
  };
  const history: HistoryEntry = {
    mission_id: missionId,
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
  return { mission, history };
}

import { isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import type { WorkerReport } from '../core/events.ts';
import { storingProblem } from '../core/storable.ts';
import type { Mission } from '../schema/mission.ts';
import type { ReportAnswer, StepReportRequest } from '../schema/report.ts';
import type { MissionOutput } from '../schema/result.ts';
import { applyEvent } from './applyEvent.ts';
import { findMission } from './commands.ts';
import type { Deps } from './deps.ts';

/** Where a report comes from: which mission of whose. */
interface Whose {
  readonly owner: string;
  readonly missionId: string;
}

/**
 * Takes down what an external worker says of step `stepIndex`. The same report twice is answered as the first
 * (`recorded` false). Throws `invalid_request` for an output that can't be stored, `not_external`, `step_out_of_order` with the number of the step that is due. One read; a
 * commit of one document for progress, of three for a step that ends.
 */
export async function reportStep(
  deps: Deps,
  whose: Whose,
  stepIndex: number,
  request: StepReportRequest,
): Promise<ReportAnswer> {
  if (request.status === 'completed') requireStorable(request.output);
  const expected = request.status === 'failed' ? null : (request.expected_steps ?? null);
  return await tell(deps, whose, request.worker, reportOf(stepIndex, request), expected);
}

function requireStorable(output: unknown): void {
  const message = storingProblem(output);
  if (message === null) return;
  throw new AppError('invalid_request', `output: ${message}`, { fields: [{ field: 'output', message }] });
}

/** Takes down that the worker is alive. */
export async function beat(deps: Deps, whose: Whose, worker: string): Promise<ReportAnswer> {
  return await tell(deps, whose, worker, { kind: 'alive' }, null);
}

async function tell(
  deps: Deps,
  { owner, missionId }: Whose,
  worker: string,
  report: WorkerReport,
  expectedSteps: number | null,
): Promise<ReportAnswer> {
  const known = await findMission(deps, owner, missionId);
  if (known.mission.external === null) {
    throw new AppError('not_external', `The steps of a "${known.mission.type}" mission run here and take no reports.`);
  }
  const isYetToStart = known.mission.status === 'proposed' || known.mission.status === 'approved';
  if (isYetToStart) {
    throw new AppError('status_forbids', `A mission that is ${known.mission.status} has no worker yet.`, {
      next: known.mission.status === 'proposed' ? 'Approve and execute it first.' : 'Execute it first.',
    });
  }
  const event = { type: 'reported', worker, expectedSteps, report } as const;
  const { outcome, stored } = await applyEvent(deps, missionId, event, known);
  const { mission } = stored;
  const next = mission.execution_record.progress_tracker.completed_count;
  if (outcome.kind === 'ignored' && outcome.reason === 'out_of_order') {
    throw new AppError('step_out_of_order', `The next step is number ${next}.`, { next: `Report step ${next}.` });
  }
  return answerOf(mission, outcome.kind === 'applied');
}

function answerOf(mission: Mission, recorded: boolean): ReportAnswer {
  const tracker = mission.execution_record.progress_tracker;
  return {
    mission_id: mission.mission_id,
    status: mission.status,
    recorded,
    should_stop: isOver(mission) || mission.status === 'paused',
    next_step: tracker.completed_count,
    progress_percent: tracker.progress_percent,
  };
}

function reportOf(stepIndex: number, request: StepReportRequest): WorkerReport {
  switch (request.status) {
    case 'started':
      return { kind: 'started', stepIndex, name: request.name ?? null, message: request.message };
    case 'progress': {
      const { done, total, unit, message } = request;
      const share = request.fraction ?? (total === null || total === 0 ? null : Math.min(1, done / total));
      return { kind: 'progress', stepIndex, message, subProgress: { done, total, unit, fraction: share }, notes: [] };
    }
    case 'completed': {
      const { message, output, usage, is_last: isLast } = request;
      const result = request.result === undefined ? null : resultOf(request.result);
      return { kind: 'completed', stepIndex, message, output, usage, tool: null, result, notes: [], isLast };
    }
    case 'failed': {
      const { message, next = null } = request.error;
      return { kind: 'failed', stepIndex, error: { code: 'step_failed', message, next } };
    }
  }
}

function resultOf({ summary, markdown }: { summary: string; markdown: string }): MissionOutput {
  return { summary, markdown, items: [], pages_read: 0, missed: [], missed_count: 0 };
}

import type { MissionPayload, TestPayload } from '../schema/delivery.ts';
import type { Mission } from '../schema/mission.ts';
import type { Instant } from '../schema/time.ts';
import type { Wait } from '../schema/wait.ts';
import type { Notice } from './notices.ts';

/** So much of a long text is sent. With it the largest body stays under 20 kB, whatever has to be escaped. */
const TEXT_CHARACTERS = 500;

/** What a webhook is told of `mission`, as it is after the change. */
export function missionPayloadOf(mission: Mission, { event, reached }: Notice): MissionPayload {
  const { progress_tracker: tracker, timestamp } = mission.execution_record;
  const path = `/missions/${mission.mission_id}`;
  return {
    type: event,
    timestamp,
    version: 1,
    data: {
      mission_id: mission.mission_id,
      mission_type: mission.type,
      status: mission.status,
      objective: cut(mission.objective),
      attempt: mission.attempt,
      progress_percent: tracker.progress_percent,
      reached_percent: reached,
      current_step: tracker.current_step?.step_name ?? null,
      completed_count: tracker.completed_count,
      total_steps: tracker.total_steps,
      started_at: mission.started_at,
      finished_at: mission.finished_at,
      error: mission.error === null ? null : cutError(mission.error),
      cancellation: mission.cancellation,
      wait: mission.wait === null ? null : cutWait(mission.wait),
      links: {
        mission: path,
        progress: `${path}/progress`,
        result: mission.status === 'completed' ? `${path}/result` : null,
      },
    },
  };
}

/** What a webhook is told when somebody asks for a test. */
export function testPayloadOf(webhookId: string, now: Instant): TestPayload {
  const message = 'This is a test. Answer 2xx within 10 seconds, and verify the signature.';
  return { type: 'webhook.test', timestamp: now, version: 1, data: { webhook_id: webhookId, message } };
}

type MissionProblem = NonNullable<Mission['error']>;

function cutError(error: MissionProblem): MissionProblem {
  return { ...error, message: cut(error.message), next: error.next === null ? null : cut(error.next) };
}

function cutWait(wait: Wait): Wait {
  return { ...wait, question: cut(wait.question) };
}

function cut(text: string): string {
  return text.length <= TEXT_CHARACTERS ? text : `${text.slice(0, TEXT_CHARACTERS - 1)}…`;
}

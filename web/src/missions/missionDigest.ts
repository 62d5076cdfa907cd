import type { Mission, MissionStatus, QueuePlace } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { Wait } from '../../../functions/src/schema/wait.ts';

/**
 * What a list row and a mission's header need, and no more: small enough to be kept in localStorage and painted before
 * Firebase is there. Facts, not words. Times in milliseconds since the epoch.
 */
export interface MissionDigest {
  readonly id: string;
  readonly objective: string;
  readonly tags: readonly string[];
  readonly status: MissionStatus;
  /** What its owner asked of it while it runs. */
  readonly control: 'cancel' | 'pause' | null;
  readonly place: QueuePlace | null;
  readonly waitsFor: Wait['kind'] | null;
  /** Null where nobody knows how many steps are to come. */
  readonly percent: number | null;
  readonly done: number;
  readonly total: number;
  /** The running step, or the one at which the mission ended. */
  readonly step: string | null;
  readonly doing: string;
  readonly createdAt: number;
  /** When the present attempt first ran. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /**
   * The part of the time since the start in which nobody worked on purpose, until `idleSince`: when the present idle
   * time began, or when it was queued again within that. A pause is no part of the wait that follows it.
   */
  readonly idleMs: number;
  readonly idleSince: number | null;
  readonly updatedAt: number;
  readonly attempt: number;
  readonly seq: number;
}

/** What of a mission a digest is made of: its document has it, and so does the API's answer. */
export interface Digestible
  extends Pick<
    Mission,
    | 'mission_id'
    | 'objective'
    | 'tags'
    | 'status'
    | 'queue_place'
    | 'execution_record'
    | 'external'
    | 'created_at'
    | 'queued_at'
    | 'finished_at'
    | 'updated_at'
    | 'attempt'
    | 'seq'
  > {
  readonly control: Pick<Control, 'kind'> | null;
  readonly wait: Pick<Wait, 'kind'> | null;
}
type Control = NonNullable<Mission['control']>;

export function digestOf(mission: Digestible): MissionDigest {
  const tracker = mission.execution_record.progress_tracker;
  const step = tracker.current_step;
  return {
    id: mission.mission_id,
    objective: mission.objective,
    tags: mission.tags,
    status: mission.status,
    control: mission.control?.kind ?? null,
    place: mission.queue_place,
    waitsFor: mission.wait?.kind ?? null,
    percent: hasPercent(mission) ? tracker.progress_percent : null,
    done: tracker.completed_count,
    total: tracker.total_steps,
    step: step?.step_name ?? null,
    // Between two tries, what it last did is not what it does.
    doing: step === null || step.status === 'retrying' ? '' : step.message,
    createdAt: toEpochMs(mission.created_at),
    startedAt: msOf(tracker.start_time),
    finishedAt: msOf(mission.finished_at),
    ...idleOf(mission),
    updatedAt: toEpochMs(mission.updated_at),
    attempt: mission.attempt,
    seq: mission.seq,
  };
}

/** A mission whose steps become known as they are reported has no percent without its worker's own guess. */
function hasPercent({ external, status }: Digestible): boolean {
  return status === 'completed' || external === null || !external.is_growing || external.expected_steps !== null;
}

function idleOf({ status, queued_at: queued, execution_record: record }: Digestible) {
  const { idle_seconds: idle, idle_since: since } = record.progress_tracker;
  const idleMs = idle * 1000;
  if (since === null || status !== 'queued' || queued === null) return { idleMs, idleSince: msOf(since) };
  const idleSince = Math.max(toEpochMs(since), toEpochMs(queued));
  return { idleMs: idleMs + idleSince - toEpochMs(since), idleSince };
}

function msOf(at: string | null): number | null {
  return at === null ? null : toEpochMs(at);
}

/**
 * Whether `next` is an older state of the mission that `shown` is. Such a one comes from a cache or from a tab that
 * hands its connection over; to show it would let the bar fall. A mission made anew under the same id is never older.
 */
export function isOlder(next: MissionDigest, shown: MissionDigest): boolean {
  if (next.id !== shown.id || next.createdAt !== shown.createdAt) return false;
  if (next.attempt !== shown.attempt) return next.attempt < shown.attempt;
  if (next.seq !== shown.seq) return next.seq < shown.seq;
  return next.updatedAt < shown.updatedAt;
}

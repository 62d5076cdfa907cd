import type { MissionStatus } from '../../functions/src/schema/mission.ts';

/**
 * What the world outside noted while missions ran. `tick` counts everything noted, in order: what came first is known
 * without trusting any clock.
 */
export interface Run {
  readonly runId: string;
  readonly missionId: string;
  readonly attempt: number;
  readonly stepIndex: number;
  /** Null: the step itself. */
  readonly itemIndex: number | null;
  readonly runner: string;
  readonly deliveryId: string;
  readonly begun: number;
  effects: number;
  ended: { readonly tick: number; readonly how: RunEnding } | null;
}

/** `failed` and `waited` were in the script; `aborted` says that the runner told it to stop. */
export type RunEnding = 'returned' | 'failed' | 'waited' | 'aborted';

/** One delivery of a task to a runner. */
export interface Delivery {
  readonly deliveryId: string;
  readonly missionId: string;
  readonly taskId: string;
  readonly runner: string;
  readonly begun: number;
}

/** Something that the harness did to a runner, to a mission, or (neither named) to everybody. */
export interface Fault {
  readonly tick: number;
  /** When it was over, for what takes its time: an owner's deed is under way until it is answered. */
  until?: number;
  readonly kind: FaultKind;
  readonly runner?: string;
  readonly missionId?: string;
}

export type FaultKind =
  | 'killed'
  | 'terminated'
  | 'stopped'
  | 'continued'
  | 'dropped'
  | 'duplicated'
  | 'overlapped'
  | 'given_up'
  | 'time_limited'
  | 'swept'
  | 'delivery_failed'
  | 'enqueue_refused'
  | 'clock_moved'
  | 'emulator_paused'
  | 'emulator_continued'
  | 'emulator_restarted'
  | (typeof DEEDS)[number];

/** What owners do; the rest is done to runners, tasks, clocks and Firestore. */
export const DEEDS = ['cancelled', 'paused', 'resumed', 'retried', 'answered', 'signalled'] as const;

/** A mission as a watcher saw it at one moment; each watcher's are in the order in which it saw them. */
export interface Sighting {
  readonly missionId: string;
  readonly attempt: number;
  readonly status: MissionStatus;
  readonly percent: number;
  readonly seq: number;
  readonly fence: number;
  /** Who runs it, by the lease; null: nobody. */
  readonly holder: string | null;
  /** What the world had noted by then: for whoever reads a dump. */
  readonly tick: number;
}

/** A broken promise of the product. */
export interface Violation {
  readonly missionId: string;
  readonly rule: string;
  readonly detail: string;
}

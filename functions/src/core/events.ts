import type { HistoryEntry, HistoryKind } from '../schema/history.ts';
import type { StoredInput } from '../schema/input.ts';
import type { StepItem } from '../schema/item.ts';
import type { LedgerEntry } from '../schema/ledger.ts';
import type { Mission, MissionError, NextTask } from '../schema/mission.ts';
import type { Budget, Scope } from '../schema/request.ts';
import type { MissionOutput, MissionResult } from '../schema/result.ts';
import type { Instant } from '../schema/time.ts';
import type { SubProgress } from '../schema/tracker.ts';
import type { ModelUsage } from '../schema/usage.ts';
import type { Choice } from '../schema/wait.ts';
import type { PlanWindow } from './plan.ts';
import type { RetryPolicy } from './retry.ts';

/** A remark of a step for the history, such as a page that could not be read. */
export interface Note {
  readonly kind: Extract<HistoryKind, 'app' | 'chat' | 'error'>;
  readonly message: string;
}

/** What an owner may change while a mission is proposed, or when it is retried; what is left out stays. */
export interface MissionChanges {
  readonly objective?: string | undefined;
  readonly scope?: Scope | undefined;
  readonly budget?: Budget | undefined;
  /** In the form that the mission's type declares; its next version. */
  readonly input?: unknown;
}

/** What only a proposed mission may still change: when it runs, and its tags. */
export interface ProposedChanges {
  readonly tags?: readonly string[] | undefined;
  readonly priority?: number | undefined;
  readonly not_before?: Instant | null | undefined;
}

/** The tool that a step chose. `confidence` is 0 to 1. */
export interface ToolChoice {
  readonly name: string;
  readonly confidence: number;
}

/** That a call took of an allowance goes into the history, where it is counted; see `missions/allowance.ts`. */
interface Counted {
  readonly mark?: Mark;
}

/** What such an entry has in the database beside the others; no reader of the history is shown it. */
export interface Mark {
  readonly counted_for?: string;
}

/** How a step failed; the step's name is the mission's to add. */
export type StepError = Omit<MissionError, 'step_name'>;

/** What a step asks to wait for. `key` tells it from the step's other waits. */
export type WaitRequest =
  | {
      readonly kind: 'approval';
      readonly key: string;
      readonly question: string;
      readonly choices: readonly Choice[];
      readonly expiresInMs: number;
      readonly onExpiry: string | null;
    }
  | {
      readonly kind: 'signal';
      readonly key: string;
      readonly question: string;
      readonly signal: string;
      readonly expiresInMs: number;
      readonly onExpiry: 'fail' | 'continue';
    }
  | { readonly kind: 'time'; readonly key: string; readonly question: string; readonly until: Instant };

/** How a step ended well. `result` only from the last step, `window` when the plan moves on through the document. */
export interface StepEnd {
  readonly stepIndex: number;
  readonly message: string;
  readonly output: unknown;
  readonly usage: Readonly<Record<string, number>>;
  readonly tool: ToolChoice | null;
  readonly result: MissionOutput | null;
  readonly notes: readonly Note[];
  readonly window?: PlanWindow | null;
}

/** Progress inside a step. */
export interface StepReport {
  readonly stepIndex: number;
  readonly message: string;
  readonly subProgress: SubProgress;
  readonly notes: readonly Note[];
}

/** One item of a step that runs a list, done or failed. */
export interface ItemEnd {
  readonly index: number;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly output: unknown;
  readonly error: StepError | null;
  /** What it took of a language model, also by calls that failed. */
  readonly modelUsage?: ModelUsage | null;
}

/** What was spent on a language model since the runner's last write. */
interface Spending {
  readonly spent?: ModelUsage | null;
}

/** What an external worker says of a step. `alive` is a heartbeat. */
export type WorkerReport =
  | { readonly kind: 'alive' }
  | { readonly kind: 'started'; readonly stepIndex: number; readonly name: string | null; readonly message: string }
  | ({ readonly kind: 'progress' } & StepReport)
  | ({ readonly kind: 'completed'; readonly isLast: boolean } & StepEnd)
  | { readonly kind: 'failed'; readonly stepIndex: number; readonly error: StepError };

/**
 * Everything that can happen to a mission. The first ones come from its owner, `signalled` from whoever may call for
 * them, `overdue` and `admitted` from the sweep and the admission, `reported` from an external worker, the rest from
 * the runner; `fence` is the runner's proof that it still holds the lease.
 */
export type MissionEvent =
  | { readonly type: 'edited'; readonly changes: MissionChanges & ProposedChanges }
  | { readonly type: 'approved' }
  | ({ readonly type: 'execute_requested'; readonly isLimited: boolean } & Counted)
  | { readonly type: 'pause_requested'; readonly by: string }
  | { readonly type: 'resume_requested' }
  | { readonly type: 'cancel_requested'; readonly by: string; readonly reason?: string | undefined }
  | ({
      readonly type: 'retry_requested';
      readonly fromStep: number;
      readonly changes: MissionChanges;
      readonly isLimited: boolean;
      /** Whether another budget or input leaves valid what is done; see `MissionType.isSameWork`. */
      readonly isSameWork?: boolean;
      /** The plan's window that `fromStep` lies in. */
      readonly window: PlanWindow;
    } & Counted)
  | {
      readonly type: 'answered';
      readonly waitId: string | null;
      readonly choice: string;
      readonly comment: string | null;
      readonly by: string;
    }
  | { readonly type: 'signalled'; readonly name: string; readonly payload: unknown }
  | { readonly type: 'overdue' }
  | { readonly type: 'admitted' }
  | {
      readonly type: 'reported';
      readonly worker: string;
      readonly expectedSteps: number | null;
      readonly report: WorkerReport;
    }
  | { readonly type: 'claimed'; readonly holder: string; readonly taskId: string; readonly attempt: number }
  | { readonly type: 'renewed'; readonly fence: number }
  | ({ readonly type: 'progressed'; readonly fence: number } & StepReport & Spending)
  | ({
      readonly type: 'items_completed';
      readonly fence: number;
      readonly items: readonly ItemEnd[];
      /** How many the mission had recorded before these: by it a commit that was tried twice is known. */
      readonly itemsBefore: number;
    } & StepReport &
      Spending)
  | ({ readonly type: 'step_completed'; readonly fence: number } & StepEnd & Spending)
  | ({
      readonly type: 'step_failed';
      readonly fence: number;
      readonly stepIndex: number;
      readonly error: StepError;
      readonly notes: readonly Note[];
      /**
       * Null for a failure that another try can't mend. `chance` (0 to 1) spreads the next tries of many missions;
       * `retryAfterMs` is for how long whoever refused the step asks to be left alone, `gotSomewhere` whether the try
       * has finished an item of its list before.
       */
      readonly retry: {
        readonly policy: RetryPolicy;
        readonly chance: number;
        readonly retryAfterMs?: number | null;
        readonly gotSomewhere?: boolean;
      } | null;
    } & Spending)
  | { readonly type: 'retried'; readonly fence: number; readonly stepIndex: number }
  | ({
      readonly type: 'step_waited';
      readonly fence: number;
      readonly stepIndex: number;
      readonly wait: WaitRequest;
      /** The answer under the same key that the step knew when it asked: by it a commit tried twice is known. */
      readonly seen: string | null;
      readonly notes: readonly Note[];
    } & Spending)
  | ({ readonly type: 'released'; readonly fence: number; readonly cutsStep: boolean } & Spending)
  | ({ readonly type: 'stopped'; readonly fence: number } & Spending);

export type MissionEventType = MissionEvent['type'];
export type EventOf<T extends MissionEventType> = Extract<MissionEvent, { type: T }>;

/** What an owner may ask of a mission. */
export type Command = 'edit' | 'approve' | 'execute' | 'pause' | 'resume' | 'cancel' | 'retry' | 'answer' | 'signal';

/** What must happen after the commit. Safe to repeat. `admit`: a slot or a place in line has changed. */
export type Effect = { readonly kind: 'enqueue'; readonly task: NextTask } | { readonly kind: 'admit' };

export type IgnoredReason = 'already_done' | 'stale_fence' | 'held_by_another' | 'over' | 'not_due' | 'out_of_order';

/**
 * What an event does. `applied` is one commit: the mission, its new history, its ledger entry, items and result.
 * `ignored` changes nothing and has no effects: the event came twice, late, or from a runner that lost its lease.
 * `refused` is an owner's command that the status forbids.
 */
export type Outcome =
  | Applied
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason }
  | { readonly kind: 'refused'; readonly command: Command; readonly allowed: readonly Command[] };

export interface Applied {
  readonly kind: 'applied';
  readonly mission: Mission;
  readonly history: readonly HistoryEntry[];
  readonly ledger: LedgerEntry | null;
  readonly items: readonly StepItem[];
  readonly result: MissionResult | null;
  readonly input: StoredInput | null;
  /** What the event says was spent on a language model. */
  readonly spent?: ModelUsage | null;
  readonly effects: readonly Effect[];
}

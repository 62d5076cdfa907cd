import type { HistoryEntry, HistoryKind } from '../schema/history.ts';
import type { LedgerEntry } from '../schema/ledger.ts';
import type { Mission, MissionError, NextTask } from '../schema/mission.ts';
import type { Budget, Scope } from '../schema/request.ts';
import type { MissionOutput, MissionResult } from '../schema/result.ts';
import type { SubProgress } from '../schema/tracker.ts';

/** A remark of a step for the history, such as a page that could not be read. */
export interface Note {
  readonly kind: Extract<HistoryKind, 'app' | 'chat' | 'error'>;
  readonly message: string;
}

/** What an owner may change while a mission is proposed; what is left out stays. */
export interface MissionChanges {
  readonly objective?: string | undefined;
  readonly scope?: Scope | undefined;
  readonly budget?: Budget | undefined;
}

/** The tool that a step chose. `confidence` is 0 to 1. */
export interface ToolChoice {
  readonly name: string;
  readonly confidence: number;
}

/**
 * Everything that can happen to a mission. The first four come from its owner, `overdue` from the sweep, the rest
 * from the runner; `fence` is the runner's proof that it still holds the lease.
 */
export type MissionEvent =
  | { readonly type: 'edited'; readonly changes: MissionChanges }
  | { readonly type: 'approved' }
  | { readonly type: 'execute_requested' }
  | { readonly type: 'cancel_requested'; readonly by: string }
  | { readonly type: 'overdue' }
  | { readonly type: 'claimed'; readonly holder: string; readonly taskId: string; readonly attempt: number }
  | { readonly type: 'renewed'; readonly fence: number }
  | {
      readonly type: 'progressed';
      readonly fence: number;
      readonly stepIndex: number;
      readonly message: string;
      readonly subProgress: SubProgress;
      readonly notes: readonly Note[];
    }
  | {
      readonly type: 'step_completed';
      readonly fence: number;
      readonly stepIndex: number;
      readonly message: string;
      readonly output: unknown;
      readonly usage: Readonly<Record<string, number>>;
      readonly tool: ToolChoice | null;
      readonly result: MissionOutput | null;
      readonly notes: readonly Note[];
    }
  | {
      readonly type: 'step_failed';
      readonly fence: number;
      readonly stepIndex: number;
      readonly error: Omit<MissionError, 'step_name'>;
      readonly notes: readonly Note[];
    }
  | { readonly type: 'stopped'; readonly fence: number };

export type MissionEventType = MissionEvent['type'];

/** What an owner may ask of a mission. */
export type Command = 'edit' | 'approve' | 'execute' | 'cancel';

/** What must happen after the commit. Safe to repeat. */
export interface Effect {
  readonly kind: 'enqueue';
  readonly task: NextTask;
}

export type IgnoredReason = 'already_done' | 'stale_fence' | 'held_by_another' | 'over' | 'not_due';

/**
 * What an event does. `applied` is one commit: the mission, its new history, at most one ledger entry and one result.
 * `ignored` changes nothing and has no effects: the event came twice, late, or from a runner that lost its lease.
 * `refused` is an owner's command that the status forbids.
 */
export type Outcome =
  | {
      readonly kind: 'applied';
      readonly mission: Mission;
      readonly history: readonly HistoryEntry[];
      readonly ledger: LedgerEntry | null;
      readonly result: MissionResult | null;
      readonly effects: readonly Effect[];
    }
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason }
  | { readonly kind: 'refused'; readonly command: Command; readonly allowed: readonly Command[] };

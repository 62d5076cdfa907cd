import type { HistoryEntry, HistoryKind } from '../schema/history.ts';
import type { StoredInput } from '../schema/input.ts';
import type { StepItem } from '../schema/item.ts';
import type { LedgerEntry } from '../schema/ledger.ts';
import type { Mission } from '../schema/mission.ts';
import type { MissionResult } from '../schema/result.ts';
import type { Instant } from '../schema/time.ts';
import type { ProgressTracker } from '../schema/tracker.ts';
import { allowedCommands } from './allowed.ts';
import type {
  Applied,
  Command,
  Effect,
  IgnoredReason,
  Mark,
  MissionEventType,
  Note,
  Outcome,
  ToolChoice,
} from './events.ts';
import { elapsedSeconds, idleSeconds } from './progress.ts';

/** A line for the history before it has its number. */
export interface Line {
  readonly kind: HistoryKind;
  readonly message: string;
  readonly stepIndex?: number;
  readonly mark?: Mark;
}

interface Change {
  readonly type: MissionEventType;
  readonly now: Instant;
  readonly lines: readonly Line[];
  readonly tracker?: ProgressTracker;
  readonly tool?: ToolChoice | null;
  readonly ledger?: LedgerEntry;
  readonly items?: readonly StepItem[];
  readonly result?: MissionResult;
  readonly input?: StoredInput | null;
  readonly effects?: readonly Effect[];
}

/** The outcome in which `mission` is what the event left: times, status and history are filled in here alone. */
export function applied<M extends Mission>(mission: M, change: Change): Applied & { readonly mission: M } {
  const record = mission.execution_record;
  const tracker = change.tracker ?? record.progress_tracker;
  const after = {
    ...mission,
    seq: mission.seq + change.lines.length,
    updated_at: change.now,
    execution_record: {
      ...record,
      event_type: change.type,
      status: mission.status,
      tool_used: change.tool?.name ?? record.tool_used,
      tool_confidence: change.tool?.confidence ?? record.tool_confidence,
      timestamp: change.now,
      updated_at: change.now,
      progress_tracker: timed(tracker, mission, change.now),
    },
  };
  return {
    kind: 'applied',
    mission: after,
    history: change.lines.map((line, index) => historyEntry(after, change, line, mission.seq + index + 1)),
    ledger: change.ledger ?? null,
    items: change.items ?? [],
    result: change.result ?? null,
    input: change.input ?? null,
    effects: change.effects ?? [],
  };
}

/** `tracker` with its times as they are at `now`: idle is what a mission spends started and not in progress. */
function timed(tracker: ProgressTracker, mission: Mission, now: Instant): ProgressTracker {
  const isIdle = mission.status === 'queued' || mission.status === 'waiting' || mission.status === 'paused';
  const begins = isIdle && tracker.start_time !== null;
  return {
    ...tracker,
    elapsed_seconds: elapsedSeconds(tracker.start_time, now),
    idle_seconds: begins ? tracker.idle_seconds : idleSeconds(tracker, now),
    idle_since: begins ? (tracker.idle_since ?? now) : null,
  };
}

function historyEntry(mission: Mission, change: Change, line: Line, seq: number): HistoryEntry {
  return {
    mission_id: mission.mission_id,
    owner: mission.owner,
    seq,
    kind: line.kind,
    event_type: change.type,
    message: line.message,
    timestamp: change.now,
    attempt: mission.attempt,
    status: mission.status,
    step_index: line.stepIndex ?? null,
    ...line.mark,
  };
}

/** `first` and what `second` made of it, as one commit. */
export function followedBy(first: Applied, second: Applied): Applied {
  return {
    kind: 'applied',
    mission: second.mission,
    history: [...first.history, ...second.history],
    ledger: second.ledger ?? first.ledger,
    items: [...first.items, ...second.items],
    result: second.result ?? first.result,
    input: second.input ?? first.input,
    effects: [...first.effects, ...second.effects],
  };
}

/** A step's remarks as history lines. */
export function linesOf(notes: readonly Note[], stepIndex: number): Line[] {
  return notes.map((note) => ({ kind: note.kind, message: note.message, stepIndex }));
}

/** The outcome of an event that must not change anything. */
export function ignored(reason: IgnoredReason): Outcome {
  return { kind: 'ignored', reason };
}

/** The outcome of a command that the status forbids. */
export function refused(mission: Mission, command: Command): Outcome {
  return { kind: 'refused', command, allowed: allowedCommands(mission) };
}

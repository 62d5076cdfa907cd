import type { HistoryEntry, HistoryKind } from '../schema/history.ts';
import type { LedgerEntry } from '../schema/ledger.ts';
import type { Mission } from '../schema/mission.ts';
import type { MissionResult } from '../schema/result.ts';
import type { Instant } from '../schema/time.ts';
import type { ProgressTracker } from '../schema/tracker.ts';
import { allowedCommands } from './allowed.ts';
import type { Command, Effect, IgnoredReason, MissionEventType, Note, Outcome, ToolChoice } from './events.ts';
import { elapsedSeconds } from './progress.ts';

/** A line for the history before it has its number. */
export interface Line {
  readonly kind: HistoryKind;
  readonly message: string;
  readonly stepIndex?: number;
}

interface Change {
  readonly type: MissionEventType;
  readonly now: Instant;
  readonly lines: readonly Line[];
  readonly tracker?: ProgressTracker;
  readonly tool?: ToolChoice | null;
  readonly ledger?: LedgerEntry;
  readonly result?: MissionResult;
  readonly effects?: readonly Effect[];
}

/** The outcome in which `mission` is what the event left: times, status and history are filled in here alone. */
export function applied(mission: Mission, change: Change): Outcome {
  const record = mission.execution_record;
  const tracker = change.tracker ?? record.progress_tracker;
  const after: Mission = {
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
      progress_tracker: { ...tracker, elapsed_seconds: elapsedSeconds(tracker.start_time, change.now) },
    },
  };
  return {
    kind: 'applied',
    mission: after,
    history: change.lines.map((line, index) => historyEntry(after, change, line, mission.seq + index + 1)),
    ledger: change.ledger ?? null,
    result: change.result ?? null,
    effects: change.effects ?? [],
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

import { assertNever } from '../../../../functions/src/core/assertNever.ts';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';

/** What a mission that is under way does with a stretch of time. */
export type PhaseKind = 'queued' | 'running' | 'retrying' | 'waiting' | 'paused';
/** How work ended, where it was not by its step's end: another try follows, another runner, or nothing. */
export type Cut = 'failed' | 'lost' | null;

export interface Phase {
  readonly kind: PhaseKind;
  readonly from: number;
  readonly to: number;
  readonly cut: Cut;
  /** What went wrong; empty for what went well. */
  readonly message: string;
}

export interface Phases {
  readonly list: readonly Phase[];
  /** Nothing is known of what was before: the history begins there, as far as it is loaded. */
  readonly knownFrom: number;
}

type Open = Pick<Phase, 'kind' | 'from'>;

/** What a mission did from entry to entry of its history (oldest first), up to `end`. */
export function phasesOf(history: readonly HistoryEntry[], end: number): Phases {
  const [first] = history;
  if (first === undefined) return { list: [], knownFrom: Number.POSITIVE_INFINITY };
  const list: Phase[] = [];
  let open: Open | null = null;
  const close = (at: number, cut: Cut, message: string): void => {
    // What lasted no time at all is no stretch; entries of one commit have one time.
    if (open !== null && at > open.from) list.push({ ...open, to: at, cut, message });
    open = null;
  };
  for (const entry of history) {
    const at = toEpochMs(entry.timestamp);
    const kind = kindAfter(entry, open);
    if (kind === openKind(open) && !beginsAnew(entry)) continue;
    const cut = openKind(open) === 'running' ? cutBy(entry) : null;
    close(at, cut, cut === 'failed' ? entry.message : '');
    open = kind === null ? null : { kind, from: at };
  }
  close(end, null, '');
  return { list, knownFrom: first.seq === 1 ? Number.NEGATIVE_INFINITY : toEpochMs(first.timestamp) };
}

/** A function of its own: TypeScript takes a variable that a closure sets for what it was when it was declared. */
function openKind(open: Open | null): PhaseKind | null {
  return open?.kind ?? null;
}

function kindAfter(entry: HistoryEntry, open: Open | null): PhaseKind | null {
  switch (entry.status) {
    case 'queued':
    case 'waiting':
    case 'paused':
      return entry.status;
    case 'in_progress':
      if (entry.event_type === 'step_failed') return entry.kind === 'error' ? 'retrying' : openKind(open);
      // Until its time has come a step that failed is not begun again, whoever holds the mission.
      if (openKind(open) === 'retrying' && entry.event_type !== 'retried') return 'retrying';
      if (entry.event_type === 'released') return 'queued';
      if (openKind(open) === 'queued' && entry.event_type === 'overdue') return 'queued';
      return 'running';
    case 'proposed':
    case 'approved':
    case 'completed':
    case 'failed':
    case 'cancelled':
      return null;
    default:
      return assertNever(entry.status);
  }
}

/** Somebody else takes over what was running: two stretches of work, and not one. */
function beginsAnew({ event_type: type, kind, status }: HistoryEntry): boolean {
  return type === 'claimed' && kind === 'status' && status === 'in_progress';
}

function cutBy(entry: HistoryEntry): Cut {
  if (entry.kind === 'error' && (entry.event_type === 'step_failed' || entry.status === 'failed')) return 'failed';
  return beginsAnew(entry) ? 'lost' : null;
}

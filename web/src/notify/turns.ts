import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { NoticeEvent } from './notices.ts';

/** A mission ended, or needs a person. */
export interface Turn {
  /** The same for the same event of the same mission, wherever it is seen. */
  readonly key: string;
  readonly event: NoticeEvent;
  readonly id: string;
  readonly objective: string;
  /** Why it failed, or what it asks; may be empty. */
  readonly text: string;
  /** When, by the server's clock. */
  readonly at: string;
}

/** What was seen of one list of turns. `since`: an older one that comes into the list's window is no news. */
export interface Seen {
  readonly keys: readonly string[];
  readonly since: string;
}

/** More than any list has: what leaves its window and comes back is still known. */
const REMEMBERED = 200;

/** What a mission's state tells a person; null while it moves, rests, or was cancelled by its owner. */
export function turnOf(mission: Mission): Turn | null {
  const { mission_id: id, attempt, status, objective } = mission;
  const turn = { id, objective };
  switch (status) {
    case 'completed':
      return { ...turn, key: `${id} ${attempt} done`, event: 'completed', text: '', at: mission.finished_at };
    case 'failed':
      return {
        ...turn,
        key: `${id} ${attempt} done`,
        event: 'failed',
        text: mission.error.message,
        at: mission.finished_at,
      };
    case 'waiting': {
      const { kind, wait_id: wait, question } = mission.wait;
      return kind === 'approval'
        ? { ...turn, key: `${id} ${wait}`, event: 'asks', text: question, at: mission.updated_at }
        : null;
    }
    case 'proposed':
    case 'approved':
    case 'queued':
    case 'in_progress':
    case 'paused':
    case 'cancelled':
      return null;
    default:
      return assertNever(mission);
  }
}

/**
 * What is new in `turns` against what was seen. Without anything seen nothing is new: what the list begins with happened
 * before anybody listened. `isWhole` says that the list holds all there are, and nothing older can come into it.
 */
export function newTurns(seen: Seen | null, turns: readonly Turn[], isWhole: boolean): { seen: Seen; news: Turn[] } {
  const keys = turns.map(({ key }) => key);
  if (seen === null) {
    const oldest = turns.map(({ at }) => at).toSorted()[0] ?? '';
    return { seen: { keys, since: isWhole ? '' : oldest }, news: [] };
  }
  const news = turns.filter(({ key, at }) => !seen.keys.includes(key) && at >= seen.since);
  const known = [...keys, ...seen.keys.filter((key) => !keys.includes(key))].slice(0, REMEMBERED);
  return { seen: { ...seen, keys: known }, news };
}

import { BULK_RUN_WORDS, BULK_WORDS, type BulkCommand, PICK_WORDS } from '../../words/listTools.ts';
import { cut } from '../missionGlance.ts';
import type { Pickable } from './selection.ts';

export const BULK_COMMANDS: readonly BulkCommand[] = ['cancel', 'retry', 'delete'];

/** So many are named in the question; the rest are counted. */
const NAMED = 5;
const NAME_LENGTH = 80;

/** Whether a command would change something of this mission, as far as the page knows. */
export function canDo(command: BulkCommand, { status, commands }: Pickable): boolean {
  if (command !== 'delete') return commands.includes(command);
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

export function doable(command: BulkCommand, picks: ReadonlyMap<string, Pickable>): Pickable[] {
  return [...picks.values()].filter((mission) => canDo(command, mission));
}

export interface BulkQuestion {
  readonly title: string;
  readonly text: string;
  /** The first few by name. */
  readonly names: readonly string[];
  readonly more: string;
  /** What of the selection is left out, and why. */
  readonly leftOut: string;
  readonly confirm: string;
  readonly keep: string;
  /** Why it can't begin. */
  readonly blocked: string | null;
}

/** What stands before a command to many missions: exactly how many, which, and what can't be done. */
export function bulkQuestion(command: BulkCommand, picks: ReadonlyMap<string, Pickable>): BulkQuestion {
  const able = doable(command, picks);
  const words = BULK_WORDS[command];
  const rest = picks.size - able.length;
  return {
    title: words.title(able.length),
    text: words.text,
    names: able.slice(0, NAMED).map(({ objective }) => cut(objective, NAME_LENGTH)),
    more: able.length > NAMED ? BULK_RUN_WORDS.and_more(able.length - NAMED) : '',
    leftOut: rest === 0 ? '' : words.cannot(rest),
    confirm: words.confirm(able.length),
    keep: words.keep,
    blocked: able.length === 0 ? PICK_WORDS.none : null,
  };
}

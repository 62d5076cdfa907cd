import { useEffect } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { loadData } from '../loadData.ts';
import { createStore, useStore } from '../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { alertNow } from '../ui/announcer.ts';
import { COMMAND_WORDS, ENDED_MEANWHILE } from '../words.ts';
import type { ActionView } from './missionView.ts';

type Command = ActionView['command'];

/** After the server's answer its snapshot follows within a moment; if not, the connection pill says why. */
const CATCH_UP_MS = 5_000;

/** A command on its way: shown as "…ing" at once. The document is the truth; this only bridges the time until it shows. */
interface CommandState {
  readonly pending: Command | null;
  /** The server's answer; the command is over on screen when the document is as new. */
  readonly answeredAt: string | null;
  readonly problem: Trouble | null;
  /** What came of the last command where that is neither a change nor a problem. */
  readonly remark: string | null;
}

const NONE: CommandState = { pending: null, answeredAt: null, problem: null, remark: null };
const states = createStore<ReadonlyMap<string, CommandState>>(new Map());

function setState(id: string, state: CommandState): void {
  states.set(new Map([...states.get(), [id, state]]));
}

/** Sends `commands` one after the other, the second only if the first worked. Repeating them is harmless. */
export async function sendCommands(id: string, commands: readonly Command[]): Promise<void> {
  const last = commands.at(-1);
  if (last === undefined || states.get().get(id)?.pending) return;
  setState(id, { ...NONE, pending: last });
  let answeredAt: string | null = null;
  for (const command of commands) {
    const answer = await send(id, command);
    if (answer.kind === 'problem' && cameTooLate(command, answer.problem)) {
      setState(id, { ...NONE, remark: ENDED_MEANWHILE });
      return alertNow(ENDED_MEANWHILE);
    }
    if (answer.kind === 'problem') {
      setState(id, { ...NONE, problem: answer.problem });
      return alertNow(`Could not ${COMMAND_WORDS[command].label.toLowerCase()}: ${answer.problem.detail}`);
    }
    answeredAt = answer.data.updated_at;
  }
  setState(id, { ...NONE, pending: last, answeredAt });
  setTimeout(() => settle(id), CATCH_UP_MS);
}

/** A cancel that the mission's own end overtook: the server refuses it and allows nothing else either. */
export function cameTooLate(command: Command, problem: Trouble): boolean {
  return command === 'cancel' && problem.code === 'status_forbids' && problem.allowed?.length === 0;
}

async function send(id: string, command: Command) {
  try {
    const data = await loadData();
    return await data.sendCommand(id, command);
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE } as const;
  }
}

function settle(id: string): void {
  if (states.get().get(id)?.answeredAt) setState(id, NONE);
}

/** The command that is under way for a mission, or the problem with the last one. */
export function useCommand(mission: Mission): CommandState {
  const { mission_id: id, updated_at: updatedAt } = mission;
  const state = useStore(states).get(id) ?? NONE;
  const hasCaughtUp = state.answeredAt !== null && updatedAt >= state.answeredAt;
  useEffect(() => {
    if (hasCaughtUp) settle(id);
  }, [id, hasCaughtUp]);
  return hasCaughtUp ? NONE : state;
}

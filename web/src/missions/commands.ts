import { useEffect } from 'react';
import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { Call } from '../api.ts';
import { loadData } from '../loadData.ts';
import { createStore, useStore } from '../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { alertNow } from '../ui/announcer.ts';
import { ANSWER_GONE, COMMAND_WORDS, COMMANDS_TRIED, COULD_NOT, ENDED_MEANWHILE } from '../words/actions.ts';

/** After the server's answer its snapshot follows within a moment; if not, the connection pill says why. */
const CATCH_UP_MS = 5_000;

/** A command on its way: shown as "…ing" at once. The document is the truth; this only bridges the time until it shows. */
export interface CommandState {
  readonly pending: Call | null;
  /** It is one of several calls, of which the document may show the first and not the last. */
  readonly isOfSeveral: boolean;
  /** The server's answer; the command is over on screen when the document is as new. */
  readonly answeredAt: string | null;
  readonly problem: Trouble | null;
  /** What came of the last command where that is neither a change nor a problem. */
  readonly remark: string | null;
}

const NONE: CommandState = { pending: null, isOfSeveral: false, answeredAt: null, problem: null, remark: null };
const states = createStore<ReadonlyMap<string, CommandState>>(new Map());

function setState(id: string, state: CommandState): void {
  states.set(new Map([...states.get(), [id, state]]));
}

/** What is on its way for a mission: the next command goes when that is answered. */
const flights = new Map<string, Promise<Trouble | null>>();

/**
 * Sends `calls` one after the other, the second only if the first worked, and all of them after what is on its way: the
 * document may show what a command did before its answer is here, and the next click is meant. Repeating them is
 * harmless. Returns the problem of the one that did not work, which the page shows too.
 */
export async function sendCommands(id: string, calls: readonly Call[]): Promise<Trouble | null> {
  const before = flights.get(id);
  const isRepeated = states.get().get(id)?.pending?.command === calls.at(-1)?.command;
  if (isRepeated) return null;
  const flight = (async () => {
    const problem = (await before) ?? null;
    return problem === null ? await sendAll(id, calls) : problem;
  })();
  flights.set(id, flight);
  try {
    return await flight;
  } finally {
    if (flights.get(id) === flight) flights.delete(id);
  }
}

async function sendAll(id: string, calls: readonly Call[]): Promise<Trouble | null> {
  const last = calls.at(-1);
  if (last === undefined) return null;
  const isOfSeveral = calls.length > 1;
  setState(id, { ...NONE, pending: last, isOfSeveral });
  let answeredAt: string | null = null;
  for (const call of calls) {
    const answer = await send(id, call);
    if (answer.kind === 'problem') return stopAt(id, call, answer.problem);
    answeredAt = answer.data.updated_at;
  }
  setState(id, { ...NONE, pending: last, isOfSeveral, answeredAt });
  setTimeout(() => settle(id), CATCH_UP_MS);
  return null;
}

function stopAt(id: string, call: Call, problem: Trouble): Trouble | null {
  const remark = overtaken(call, problem);
  if (remark !== null) {
    setState(id, { ...NONE, remark });
    alertNow(remark);
    return null;
  }
  setState(id, { ...NONE, problem });
  alertNow(COULD_NOT(whatOf(call), problem.detail));
  return problem;
}

function whatOf(call: Call): string {
  if (call.command === 'answer') return COMMANDS_TRIED.answer;
  return call.command === 'edit' ? COMMANDS_TRIED.edit : COMMAND_WORDS[call.command].label.toLowerCase();
}

/**
 * What to say of a command that something else overtook, which is no problem: a cancel or a pause after the mission's
 * own end, when no more than a retry is left to do, or an answer to a question that is no longer open.
 */
export function overtaken(call: Call, problem: Trouble): string | null {
  if (call.command === 'answer') return problem.code === 'wait_gone' ? ANSWER_GONE : null;
  if (call.command !== 'cancel' && call.command !== 'pause') return null;
  const isOver = problem.allowed?.every((command) => command === 'retry') ?? false;
  return problem.code === 'status_forbids' && isOver ? ENDED_MEANWHILE[call.command] : null;
}

async function send(id: string, call: Call) {
  try {
    const data = await loadData();
    return await data.sendCommand(id, call);
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
  return hasCaughtUp ? NONE : { ...state, pending: isShown(mission, state) ? null : state.pending };
}

/** Whether the document shows already what the command did, though its answer is still on its way. */
function isShown(mission: Mission, { pending, isOfSeveral }: CommandState): boolean {
  return pending !== null && !isOfSeveral && !allowedCommands(mission).includes(pending.command);
}

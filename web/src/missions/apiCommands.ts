import { KEY_VARIABLE } from '../settings/keys/keyCommand.ts';
import { KEY_NOT_SET } from '../words/mission.ts';

/** What a worker says next: of which step, by its number from 0, and how that stands. */
export interface StepSaid {
  readonly index: number;
  readonly status: 'started' | 'completed';
}

/**
 * Commands for a terminal. On the emulator suite they work as they stand, without a key; elsewhere once the variable has
 * one, which the shell itself says while it hasn't.
 */

export function progressCommand(id: string, origin: string, isLocal: boolean): string {
  return `curl ${origin}/missions/${id}/progress${token(isLocal)}`;
}

export function createCommand(request: object, origin: string, isLocal: boolean): string {
  return `curl -X POST ${origin}/missions/create${token(isLocal)}${json(request)}`;
}

export function signalCommand(id: string, signal: string, origin: string, isLocal: boolean): string {
  return `curl -X POST ${origin}/missions/${id}/signal${token(isLocal)}${json({ name: signal })}`;
}

/** What a worker says of a step: that it begins with it, or that it is done. */
export function stepCommand(id: string, said: StepSaid, origin: string, isLocal: boolean): string {
  const { index, status } = said;
  return `curl -X POST ${origin}/missions/${id}/steps/${index}${token(isLocal)}${json({ status })}`;
}

function token(isLocal: boolean): string {
  return isLocal ? '' : ` -H "Authorization: Bearer \${${KEY_VARIABLE}:?${KEY_NOT_SET}}"`;
}

function json(body: object): string {
  // A shell ends a text at the next straight quote: one inside is written as it must be there.
  return ` -H "content-type: application/json" -d '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`;
}

import { assertNever } from '../../../../functions/src/core/assertNever.ts';
import type { Answer } from '../../api.ts';
import { loadData } from '../../loadData.ts';
import { alertNow, announce } from '../../ui/announcer.ts';
import { toast } from '../../ui/toast.ts';
import { BULK_RUN_WORDS, BULK_WORDS, type BulkCommand } from '../../words/listTools.ts';
import { type BulkRun, runBulk } from './bulk.ts';
import { tellRemoved } from './removed.ts';
import { dropPicks, type Pickable } from './selection.ts';

/** Does a command to many missions, and says what came of it. */
export function startBulk(command: BulkCommand, missions: readonly Pickable[]): void {
  dropPicks();
  void carryOut(command, missions);
}

async function carryOut(command: BulkCommand, missions: readonly Pickable[]): Promise<void> {
  addEventListener('beforeunload', warn);
  const run = await runBulk(command, missions, doOne);
  removeEventListener('beforeunload', warn);
  say(run);
}

/** Closing the tab half way is harmless, but perhaps not meant. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

async function doOne(command: BulkCommand, id: string): Promise<Answer<unknown>> {
  const data = await loadData();
  switch (command) {
    case 'cancel':
      return await data.sendCommand(id, { command });
    case 'retry':
      return await data.sendCommand(id, { command, body: {} });
    case 'delete': {
      const answer = await data.listCalls.remove(id);
      if (answer.kind === 'ok' || answer.problem.code === 'mission_not_found') tellRemoved(id);
      return answer;
    }
    default:
      return assertNever(command);
  }
}

function say({ command, done, failures }: BulkRun): void {
  const text = BULK_WORDS[command].done(done);
  // The list itself shows it; elsewhere it would go unseen.
  if (location.pathname === '/') announce('bulk', text);
  else toast(text);
  if (failures.length > 0) alertNow(BULK_RUN_WORDS.failed(failures.length));
}

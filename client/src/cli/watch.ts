import type { MissionProgress } from '../client.ts';
import { MissionProgressError } from '../errors.ts';
import { isOver } from '../follow.ts';
import type { ProgressAnswer, ResultAnswer } from '../wire.ts';
import { EXIT, type ExitCode, exitOfStatus } from './exitCode.ts';
import { printable } from './printable.ts';
import { PROGRAM } from './program.ts';
import type { Screen } from './screens.ts';

/** Failures in a row after which nobody is there: some seconds at the beginning, a minute of a mission that was seen. */
const FAILURES_AT_FIRST = 3;
const FAILURES_LATER = 7;

export interface Watching {
  readonly client: MissionProgress;
  readonly screen: Screen;
  readonly interrupted: AbortSignal;
  /** After so long it is left to itself. */
  readonly timeoutSeconds: number | null;
}

/** Shows the mission until it is over, the time is up, nobody answers, or Ctrl-C. Leaves it running in any case. */
export async function watch({ client, screen, interrupted, timeoutSeconds }: Watching, id: string): Promise<ExitCode> {
  let last: ProgressAnswer | null = null;
  let left: { readonly code: ExitCode; readonly why: string } | null = null;
  const leave = (code: ExitCode, why: string): void => {
    left ??= { code, why };
    following.close();
  };
  const following = client.follow(id, {
    onTrouble: (error, failures) => {
      screen.trouble(error);
      const most = last === null ? FAILURES_AT_FIRST : FAILURES_LATER;
      // Who is told to wait was answered.
      if (failures >= most && error.status !== 429) leave(EXIT.unreachable, 'Nobody answers.');
    },
  });
  const interrupt = (): void => leave(EXIT.interrupted, 'The mission goes on.');
  if (interrupted.aborted) interrupt();
  interrupted.addEventListener('abort', interrupt, { once: true });
  const late = (): void => leave(EXIT.unreachable, 'The time is up; the mission goes on.');
  const timer = timeoutSeconds === null ? undefined : setTimeout(late, timeoutSeconds * 1000);
  try {
    for await (const update of following) {
      last = update.progress;
      screen.show({ ...update, progress: printable(update.progress) });
    }
  } finally {
    clearTimeout(timer);
    screen.close();
  }
  return last !== null && isOver(last) ? await end(client, screen, last) : comeBack(screen, id, left);
}

function comeBack(screen: Screen, id: string, left: { code: ExitCode; why: string } | null): ExitCode {
  screen.say(`${left?.why ?? 'The mission goes on.'} Come back with: ${PROGRAM} watch ${id}`);
  return left?.code ?? EXIT.unreachable;
}

async function end(client: MissionProgress, screen: Screen, progress: ProgressAnswer): Promise<ExitCode> {
  const result = progress.status === 'completed' ? await resultOf(client, progress.mission_id) : null;
  screen.end(printable(progress), printable(result));
  return exitOfStatus(progress.status);
}

async function resultOf(client: MissionProgress, id: string): Promise<ResultAnswer | null> {
  try {
    return await client.result(id);
  } catch (error) {
    if (error instanceof MissionProgressError && error.code === 'no_result') return null;
    throw error;
  }
}

import type { MissionProgressError } from '../errors.ts';
import type { MissionStatus } from '../wire.ts';

/** What the command answers to the shell that ran it; documented in the guide's page on the terminal. */
export const EXIT = {
  /** The mission completed, or what was asked for was done. */
  completed: 0,
  failed: 1,
  /** The command line is wrong, or the server refused the request as it is. */
  usage: 2,
  cancelled: 3,
  /** Nobody answers, or the time is up; the mission goes on. */
  unreachable: 4,
  /** Ctrl-C, as shells have it; the mission goes on. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** By how a mission ended. */
export function exitOfStatus(status: MissionStatus): ExitCode {
  if (status === 'failed') return EXIT.failed;
  return status === 'cancelled' ? EXIT.cancelled : EXIT.completed;
}

export function exitOfError(error: MissionProgressError): ExitCode {
  return error.status === null || error.status >= 500 || error.status === 429 ? EXIT.unreachable : EXIT.usage;
}

import { EXIT } from './exitCode.ts';

/** Aborts at the first Ctrl-C, so that the command can say how to come back; the second one quits at once. */
export function listenForInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  return controller.signal;
}

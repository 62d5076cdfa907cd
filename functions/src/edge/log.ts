import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Cloud Logging reads `severity` and `message`: https://cloud.google.com/logging/docs/structured-logging. */
const SEVERITY: Readonly<Record<string, string>> = {
  trace: 'DEBUG',
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARNING',
  error: 'ERROR',
  fatal: 'CRITICAL',
};

/** The logger: one JSON line per lifecycle fact, object first, ids always. It writes to standard output. */
export function createLog(level: string, to: DestinationStream = destination(1)): Log {
  return pino(
    {
      level,
      messageKey: 'message',
      base: null,
      formatters: { level: (label) => ({ severity: SEVERITY[label] ?? 'DEFAULT' }) },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    to,
  );
}

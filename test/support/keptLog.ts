import * as z from 'zod';
import { createLog, type Log } from '../../functions/src/edge/log.ts';

const logLine = z.looseObject({
  severity: z.string(),
  message: z.string(),
  event: z.string().optional(),
  reason: z.string().optional(),
});
export type LogLine = z.infer<typeof logLine>;

/** The product's own log, and the lines that were written to it. */
export function keptLog(): { readonly log: Log; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log = createLog('info', { write: (text) => lines.push(logLine.parse(JSON.parse(text))) });
  return { log, lines };
}

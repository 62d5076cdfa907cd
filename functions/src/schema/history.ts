import * as z from 'zod';
import { missionStatus } from './mission.ts';
import { instant } from './time.ts';

export const historyKind = z.enum(['status', 'step', 'chat', 'app', 'error']);
export type HistoryKind = z.infer<typeof historyKind>;

/** `missions/{id}/events/{seq}`: one thing that happened. Append-only, in one commit with the write it describes. */
export const historyEntry = z.object({
  mission_id: z.string(),
  owner: z.string(),
  seq: z.int().min(1),
  kind: historyKind,
  event_type: z.string(),
  message: z.string(),
  timestamp: instant,
  attempt: z.int().min(0),
  status: missionStatus,
  step_index: z.int().min(0).nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

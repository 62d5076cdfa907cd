import * as z from 'zod';
import { problem, progressAnswer } from './api.ts';
import { historyEntry, historyKind } from './history.ts';
import { missionId } from './ids.ts';
import { missionStatus } from './mission.ts';
import { instant } from './time.ts';

/** The id of an event: the number of the last history entry, a name for the last progress, whether the end was told. */
export const EVENT_ID = /^(\d{1,9})(?:-([0-9a-f]{12})(-end)?)?$/;

/**
 * `GET /missions/{id}/stream`. `last_event_id`: the id of the last event that the caller has, for who can't send the
 * header Last-Event-ID. The header has precedence: a browser that reconnects sends it along with the old address.
 */
export const streamQuery = z.strictObject({
  last_event_id: z.string().regex(EVENT_ID, 'must be the id of an event of this mission’s stream').optional(),
});

/** What `progress` carries: the answer of `GET /missions/{id}/progress`, and when it was computed. */
export const streamProgress = progressAnswer.extend({ timestamp: instant });

/** What `end` carries: how the mission ended, and when. Nothing follows. */
export const streamEnd = z.object({ mission_id: missionId, status: missionStatus, timestamp: instant });

/** What `trouble` carries: the problem that ended the stream, though not the mission. */
export const streamTrouble = problem.extend({ timestamp: instant });

/** An event of the stream. What has no id leaves the caller's last event id as it was. */
export const streamEvent = z.discriminatedUnion('event', [
  z.object({ event: historyKind, id: z.string(), data: historyEntry }),
  z.object({ event: z.literal('progress'), id: z.string(), data: streamProgress }),
  z.object({ event: z.literal('end'), id: z.string(), data: streamEnd }),
  z.object({ event: z.literal('trouble'), data: streamTrouble }),
]);
export type StreamEvent = z.infer<typeof streamEvent>;

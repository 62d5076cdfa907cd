import type { Request } from 'express';
import { BEGINNING, positionOf, type StreamPosition } from '../core/streamPosition.ts';
import type { Deps } from '../missions/deps.ts';
import { findToFollow, noSuchEvent, streamMission } from '../missions/streamMission.ts';
import type { Bound, Doors } from './doors.ts';
import * as operations from './operations/following.ts';
import { sendEvents } from './sendEvents.ts';
import { createPlaces } from './streamPlaces.ts';

/**
 * A process serves 80 calls at once: the rest is left to those that are short. One caller has as many as a page with ten
 * missions needs.
 */
const PLACES = { perCaller: 10, all: 60 };

/** What happens to a mission, as it happens. */
export function streamRoutes(deps: Deps, { streamed }: Doors): Bound[] {
  const places = createPlaces(PLACES);
  return [
    streamed(operations.streamMission, async ({ owner, params, query }, request, response) => {
      const from = startOf(request, query.last_event_id);
      const free = places.take(owner);
      try {
        const known = await findToFollow(deps, owner, params.mission_id, from);
        // A browser that is told nothing reconnects for ever; of this status it knows that there is nothing to come.
        if (known === null) response.status(204).end();
        else await sendEvents(deps, response, request.path, (signal) => streamMission(deps, known, from, signal));
      } finally {
        free();
      }
    }),
  ];
}

function startOf(request: Request, asked: string | undefined): StreamPosition {
  const id = request.header('last-event-id') || asked;
  if (id === undefined) return BEGINNING;
  const position = positionOf(id);
  if (position === null) throw noSuchEvent();
  return position;
}

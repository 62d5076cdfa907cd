import type { RequestHandler } from 'express';
import type { HealthWatch } from '../missions/healthWatch.ts';
import type { Meters } from '../missions/meters.ts';

const PROGRESS = /^\/missions(\/[^/]+)?\/progress\/?$/;
/** What asks for the health has a patience of its own, which says nothing of the others. */
const HEALTH = /^\/health(\/|$)/;

/**
 * Notes how long each answer took, until its last byte was handed over, and whether it was our fault that it was none
 * (status 500 and up). Streams, which last as long as their missions, and calls that were given up are not among them.
 */
export function measureAnswers(meters: Meters, health: HealthWatch): RequestHandler {
  return (request, response, next) => {
    const startedMs = performance.now();
    const { path, method } = request;
    if (!HEALTH.test(path)) {
      response.once('finish', () => {
        if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return;
        meters.answered({
          durationMs: performance.now() - startedMs,
          hasFailed: response.statusCode >= 500,
          isProgress: method === 'GET' && PROGRESS.test(path),
        });
        health.look();
      });
    }
    next();
  };
}

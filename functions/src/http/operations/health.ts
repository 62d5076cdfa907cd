import * as z from 'zod';
import { aliveAnswer, metricsAnswer, readyAnswer } from '../../schema/health.ts';
import { ALL } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

/** Monitors add what they like to an address so that no cache answers. */
const ANY_QUERY = z.looseObject({});

export const getHealth = operation({
  id: 'getHealth',
  method: 'get',
  path: '/health',
  tag: 'Service',
  summary: 'Whether the service is alive',
  description:
    'An instance answers, and which build it runs. Nothing else is asked and nothing is read, so call it as often as you ' +
    'like. Whether the parts behind it work is said by `GET /health/ready`. See [health](health.md).',
  scope: null,
  of: ALL,
  query: ANY_QUERY,
  body: NOTHING,
  answer: aliveAnswer,
  errors: [],
  examples: [{ name: 'Alive' }],
});

export const getReady = operation({
  id: 'getReady',
  method: 'get',
  path: '/health/ready',
  tag: 'Service',
  summary: 'Whether its parts work',
  description:
    'Asks Firestore, the task queue and Auth for a sign of life and says how long each took. A part that does not answer ' +
    'within 5 seconds fails. One database read. See [whether the parts work](health.md#whether-the-parts-work).',
  scope: null,
  of: ALL,
  query: ANY_QUERY,
  body: NOTHING,
  answer: readyAnswer,
  statuses: { 200: 'All parts work.', 503: 'A part fails, and which.' },
  errors: [],
  examples: [{ name: 'Ready' }],
});

export const getMetrics = operation({
  id: 'getMetrics',
  method: 'get',
  path: '/health/metrics',
  tag: 'Service',
  summary: 'How well it works, in figures',
  description:
    'For operators: missions by status, ages, recoveries, and how long answers and database calls took; with the thresholds ' +
    'that are crossed as `reasons`. Needs `Authorization: Bearer` and the deployment’s `METRICS_TOKEN`, not a user’s ' +
    'token; on the emulator suite none. `format=prometheus` answers the numbers as text for a scraper. The answer is 200 ' +
    'whatever the status says. See [figures](health.md#figures).',
  scope: null,
  of: ALL,
  query: z.looseObject({ format: z.enum(['json', 'prometheus']).optional() }),
  body: NOTHING,
  answer: metricsAnswer,
  alsoAs: 'text/plain',
  errors: ['invalid_request', 'unauthenticated', 'token_invalid'],
  examples: [{ name: 'Figures' }, { name: 'For Prometheus', query: { format: 'prometheus' } }],
});

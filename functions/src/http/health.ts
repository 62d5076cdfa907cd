import type { Clock } from '../edge/clock.ts';
import { within } from '../edge/within.ts';
import type { AliveAnswer, ReadyAnswer } from '../schema/health.ts';
import { readMission } from '../store/missions.ts';
import type { AppDeps } from './app.ts';
import type { Bound, Doors } from './doors.ts';
import { forOperators, metricsOf } from './metrics.ts';
import * as operations from './operations/health.ts';
import { prometheusText } from './prometheus.ts';

/** A part that is slower than this is as good as down for whoever asks. */
const PATIENCE_MS = 5_000;

/** Whether the process, its parts and its missions are well. */
export function healthRoutes(deps: AppDeps, { open }: Doors): Bound[] {
  const metrics = open(operations.getMetrics, async ({ query }) => {
    const json = await metricsOf(deps);
    return query.format === 'prometheus' ? { json, as: { media: 'text/plain', text: prometheusText(json) } } : { json };
  });
  return [
    open(operations.getHealth, () => Promise.resolve({ json: aliveOf(deps) })),
    open(operations.getReady, async () => {
      const json = await checkParts(deps);
      // People open it in a browser: the dashboard links to it.
      const as = { media: 'json', text: JSON.stringify(json, null, 2) };
      return { status: json.status === 'ok' ? 200 : 503, json, as };
    }),
    forOperators(deps.config, metrics),
  ];
}

function aliveOf({ config, clock, meters }: AppDeps): AliveAnswer {
  const upMs = clock.epochMs() - Date.parse(meters.since);
  const { build, project } = config;
  return { status: 'ok', build, project, as_of: clock.now(), up_seconds: Math.round(upMs / 1000) };
}

/** Asks each part for a sign of life. One Firestore read. */
async function checkParts({ clock, config, auth, tasks, db }: AppDeps): Promise<ReadyAnswer> {
  const parts = await Promise.all([
    check(clock, 'firestore', () => readMission(db, 'health')),
    check(clock, 'tasks', () => tasks.ping()),
    check(clock, 'auth', () => auth.ping()),
  ]);
  return {
    status: parts.every((part) => part.status === 'ok') ? 'ok' : 'failing',
    build: config.build,
    project: config.project,
    as_of: clock.now(),
    parts,
  };
}

type Part = ReadyAnswer['parts'][number];

async function check(clock: Clock, name: Part['name'], ping: () => Promise<unknown>): Promise<Part> {
  const startedMs = clock.epochMs();
  const end = await within(PATIENCE_MS, ping());
  return {
    name,
    status: end.isOk ? 'ok' : 'failing',
    latency_ms: clock.epochMs() - startedMs,
    detail: end.isOk ? null : end.problem,
  };
}

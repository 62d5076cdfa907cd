import type { Auth } from '../edge/auth.ts';
import type { Clock } from '../edge/clock.ts';
import type { Config } from '../edge/config.ts';
import type { Tasks } from '../edge/tasks.ts';
import type { HealthAnswer } from '../schema/api.ts';

/** A part that is slower than this is as good as down for whoever asks. */
const PATIENCE_MS = 5_000;

interface Probes {
  readonly clock: Clock;
  readonly config: Config;
  readonly auth: Pick<Auth, 'ping'>;
  readonly tasks: Pick<Tasks, 'ping'>;
  pingDatabase(): Promise<unknown>;
}

/** Asks each part for a sign of life. One Firestore read. */
export async function checkHealth(probes: Probes): Promise<HealthAnswer> {
  const parts = await Promise.all([
    check(probes.clock, 'firestore', () => probes.pingDatabase()),
    check(probes.clock, 'tasks', () => probes.tasks.ping()),
    check(probes.clock, 'auth', () => probes.auth.ping()),
  ]);
  return {
    status: parts.every((part) => part.status === 'ok') ? 'ok' : 'degraded',
    build: probes.config.build,
    project: probes.config.project,
    as_of: probes.clock.now(),
    parts,
  };
}

type Part = HealthAnswer['parts'][number];

async function check(clock: Clock, name: Part['name'], ping: () => Promise<unknown>): Promise<Part> {
  const startedMs = clock.epochMs();
  const failure = await within(PATIENCE_MS, ping());
  return {
    name,
    status: failure === null ? 'ok' : 'failing',
    latency_ms: clock.epochMs() - startedMs,
    detail: failure,
  };
}

/** Null when `work` succeeds in time, else why not. */
async function within(patienceMs: number, work: Promise<unknown>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${patienceMs} ms`), patienceMs);
  });
  const answered = work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const end = await Promise.race([answered, late]);
  clearTimeout(timer);
  return end;
}

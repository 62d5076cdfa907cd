import { Agent, request } from 'node:http';
import { OWNER } from '../runner/missions.ts';

/** What callers saw: milliseconds of each call, and how long all of it took. */
export interface Load {
  readonly callsMs: number[];
  readonly seconds: number;
}

/** `count` callers who each ask again as soon as they are answered, for `durationMs`. `path` of the nth call. */
export async function load(
  origin: string,
  path: (call: number) => string,
  { count, durationMs, headers = {} }: { count: number; durationMs: number; headers?: Record<string, string> },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const callsMs: number[] = [];
  let calls = 0;
  const startedAt = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - startedAt < durationMs) {
      const calledAt = performance.now();
      const status = await call(agent, `${origin}${path(calls++)}`, headers);
      if (status !== 200 && status !== 304) throw new Error(`a call was answered ${status}`);
      callsMs.push(performance.now() - calledAt);
    }
  };
  await Promise.all(Array.from({ length: count }, caller));
  agent.destroy();
  return { callsMs, seconds: (performance.now() - startedAt) / 1000 };
}

function call(agent: Agent, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { authorization: `Bearer ${OWNER}`, ...headers } }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', reject);
    });
    asked.once('error', reject);
    asked.end();
  });
}

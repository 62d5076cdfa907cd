import { createServer, type IncomingMessage } from 'node:http';
import { inPerson, isApiKey } from '../../functions/src/core/caller.ts';
import { AppError } from '../../functions/src/core/errors.ts';
import type { Config } from '../../functions/src/edge/config.ts';
import { createApi } from '../../functions/src/http/app.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { createHealthWatch } from '../../functions/src/missions/healthWatch.ts';
import { keyCallers } from '../../functions/src/missions/keyCaller.ts';
import { createMeters } from '../../functions/src/missions/meters.ts';

/** What an operator of {@link serveApi} sends to read its metrics. */
export const METRICS_TOKEN = 'metrics-token-of-the-tests-0123456789';

export const THRESHOLDS = {
  poll_failure_percent: 5,
  mean_answer_ms: 5_000,
  recovery_seconds: 60,
  database_query_ms: 1_000,
};

export interface ApiServer {
  /** As `call` takes it. */
  readonly origin: string;
  close(): Promise<void>;
}

/** As many calls as they like. */
const NO_RATES: Config['rates'] = { read: null, write: null, badKey: null };

/**
 * The API alone, on a free port: the token is the caller's name, or an API key. For what needs no Hosting, no Auth and
 * no queue. Each is an instance of its own, with its own memory of who called how often.
 */
export async function serveApi(
  deps: Deps,
  meters = createMeters(deps.clock),
  rates: Config['rates'] = NO_RATES,
): Promise<ApiServer> {
  const { clock, db, log } = deps;
  const callerOfKey = keyCallers(deps, { badKeysPerMinute: rates.badKey });
  const api = createApi({
    ...deps,
    meters,
    health: createHealthWatch({ db, clock, log, meters, thresholds: THRESHOLDS }),
    config: {
      ...{ project: 'demo-unit', build: 'test', region: 'us-central1', emulators: null },
      ...{ fetchAllowHosts: [], corsOrigins: [], logLevel: 'silent', limits: deps.limits, rates },
      ...{ retentionDays: deps.retentionDays, allowsPurge: true },
      healthThresholds: THRESHOLDS,
      metricsToken: METRICS_TOKEN,
      llm: null,
      secrets: [],
    },
    tasks: { ...deps.tasks, ping: () => Promise.resolve() },
    auth: {
      callerOf: async (authorization, address) => {
        if (authorization === undefined) throw new AppError('unauthenticated', 'This call needs a token.');
        const token = authorization.replace(/^Bearer /, '');
        return isApiKey(token) ? await callerOfKey(token, address) : inPerson(token);
      },
      localToken: () => Promise.reject(new Error('there is no local user here')),
      ping: () => Promise.resolve(),
    },
  });
  const server = createServer((request, response) => {
    // The platform hands a request over with its body's bytes beside it.
    void bytesOf(request).then((rawBody) => api(Object.assign(request, { rawBody }), response));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the API has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

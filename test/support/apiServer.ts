import { createServer, type IncomingMessage } from 'node:http';
import { AppError } from '../../functions/src/core/errors.ts';
import { createApi } from '../../functions/src/http/app.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { createHealthWatch } from '../../functions/src/missions/healthWatch.ts';
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

/** The API alone, on a free port: the token is the caller's name. For what needs no Hosting, no Auth and no queue. */
export async function serveApi(deps: Deps, meters = createMeters(deps.clock)): Promise<ApiServer> {
  const { clock, db, log } = deps;
  const api = createApi({
    ...deps,
    meters,
    health: createHealthWatch({ db, clock, log, meters, thresholds: THRESHOLDS }),
    config: {
      ...{ project: 'demo-unit', build: 'test', region: 'us-central1', emulators: null },
      ...{ fetchAllowHosts: [], corsOrigins: [], logLevel: 'silent', limits: deps.limits },
      healthThresholds: THRESHOLDS,
      metricsToken: METRICS_TOKEN,
    },
    tasks: { ...deps.tasks, ping: () => Promise.resolve() },
    auth: {
      callerOf: (authorization) =>
        authorization === undefined
          ? Promise.reject(new AppError('unauthenticated', 'This call needs a token.'))
          : Promise.resolve(authorization.replace(/^Bearer /, '')),
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

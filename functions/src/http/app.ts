import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import { AppError } from '../core/errors.ts';
import type { Auth } from '../edge/auth.ts';
import type { Config } from '../edge/config.ts';
import type { Log } from '../edge/log.ts';
import type { Tasks } from '../edge/tasks.ts';
import type { Deps } from '../missions/deps.ts';
import type { HealthWatch } from '../missions/healthWatch.ts';
import type { Meters } from '../missions/meters.ts';
import { commandRoutes } from './commands.ts';
import { type Bound, doorsOf } from './doors.ts';
import { followingRoutes } from './following.ts';
import { formDraftRoutes } from './formDrafts.ts';
import { healthRoutes } from './health.ts';
import { housekeepingRoutes } from './housekeeping.ts';
import { keyRoutes } from './keys.ts';
import { measureAnswers } from './measure.ts';
import { missionRoutes } from './missions.ts';
import { pagesForPeople } from './pagesForPeople.ts';
import { problemOf } from './problems.ts';
import { ratesOf, tellRefusal } from './rates.ts';
import { routerOf } from './router.ts';
import { scheduleRoutes } from './schedules.ts';
import { descriptionRoute, localSessionRoute, missionTypesRoute } from './service.ts';
import { streamRoutes } from './stream.ts';
import { webhookRoutes } from './webhooks.ts';
import { workerRoutes } from './workers.ts';

/** What answers say in headers beside the body. */
const EXPOSED = 'Date, ETag, RateLimit, RateLimit-Policy, Retry-After';

export interface AppDeps extends Deps {
  readonly config: Config;
  readonly auth: Auth;
  readonly tasks: Tasks;
  readonly meters: Meters;
  readonly health: HealthWatch;
}

/** The HTTP API, the same through Hosting and on the function's own address. */
export function createApi(deps: AppDeps): Express {
  const app = express();
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(measureAnswers(deps.meters, deps.health));
  app.use(helmet());
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    // Pages of other origins, where the configuration lets them call, are shown only the headers that are named here.
    response.setHeader('Access-Control-Expose-Headers', EXPOSED);
    next();
  });
  app.use(routerOf(routesOf(deps)));
  app.use((request) => {
    throw new AppError('route_not_found', `There is nothing at ${request.path}.`);
  });
  app.use(pagesForPeople());
  app.use(problems(deps.log));
  return app;
}

/** Every operation there is, with what serves it. */
function routesOf(deps: AppDeps): Bound[] {
  const doors = doorsOf(deps.auth, ratesOf(deps.config.rates));
  const { emulators } = deps.config;
  return [
    ...missionRoutes(deps, doors),
    ...followingRoutes(deps, doors),
    ...streamRoutes(deps, doors),
    ...commandRoutes(deps, doors),
    ...workerRoutes(deps, doors),
    ...housekeepingRoutes(deps, doors),
    ...scheduleRoutes(deps, doors),
    ...formDraftRoutes(deps, doors),
    ...keyRoutes(deps, doors),
    ...healthRoutes(deps, doors),
    descriptionRoute(doors),
    missionTypesRoute(deps.catalog, deps.config.llm?.model ?? null, doors),
    ...webhookRoutes(deps, doors),
    ...(emulators === null ? [] : [localSessionRoute(deps.auth, emulators, doors)]),
  ];
}

/** Express knows an error handler by its four parameters. */
function problems(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error, request.path);
    if (problem.status >= 500) log.error({ err: error, path: request.path, code: problem.code }, 'request failed');
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (problem.status === 429 && error instanceof AppError) tellRefusal(response, error);
    const waitMs = error instanceof AppError ? error.retryAfterMs : null;
    if (waitMs !== null) response.setHeader('Retry-After', String(Math.ceil(waitMs / 1000)));
    // Only for what may pass: where no model is set, none comes by waiting.
    else if (problem.status === 503 && problem.retryable) response.setHeader('Retry-After', '2');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

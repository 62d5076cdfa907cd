import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import { AppError } from '../core/errors.ts';
import { type Auth, LOCAL_USER } from '../edge/auth.ts';
import type { Config } from '../edge/config.ts';
import type { Log } from '../edge/log.ts';
import type { Tasks } from '../edge/tasks.ts';
import type { Deps } from '../missions/deps.ts';
import type { LocalSession } from '../schema/api.ts';
import { readMission } from '../store/missions.ts';
import { checkHealth } from './health.ts';
import { methods } from './methods.ts';
import { missionRoutes } from './missions.ts';
import { problemOf } from './problems.ts';
import { routesFor } from './route.ts';
import { scheduleRoutes } from './schedules.ts';

export interface AppDeps extends Deps {
  readonly config: Config;
  readonly auth: Auth;
  readonly tasks: Tasks;
}

/** The HTTP API, the same through Hosting and on the function's own address. */
export function createApi(deps: AppDeps): Express {
  const app = express();
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(helmet());
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use('/missions', missionRoutes(deps, routesFor(deps.auth)));
  app.use('/schedules', scheduleRoutes(deps, routesFor(deps.auth)));
  methods(app, '/health', {
    get: async (_request, response) => {
      const { clock, config, auth, tasks, db } = deps;
      const health = await checkHealth({ clock, config, auth, tasks, pingDatabase: () => readMission(db, 'health') });
      response.status(health.status === 'ok' ? 200 : 503).json(health);
    },
  });
  if (deps.config.emulators !== null) addLocalSession(app, deps.auth, deps.config.emulators);
  app.use((request) => {
    throw new AppError('route_not_found', `There is nothing at ${request.path}.`);
  });
  app.use(problems(deps.log));
  return app;
}

/** Signs the dashboard in as the local user; on the emulator suite alone, so it exists nowhere else. */
function addLocalSession(app: Express, auth: Auth, emulators: LocalSession['emulators']): void {
  methods(app, '/session/local', {
    post: async (_request, response) => {
      const { auth: authHost, firestore } = emulators;
      const session: LocalSession = {
        custom_token: await auth.localToken(),
        user_id: LOCAL_USER,
        emulators: { auth: authHost, firestore },
      };
      response.json(session);
    },
  });
}

/** Express knows an error handler by its four parameters. */
function problems(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error, request.path);
    if (problem.status >= 500) log.error({ err: error, path: request.path, code: problem.code }, 'request failed');
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (problem.status === 503) response.setHeader('Retry-After', '2');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

import type { Router } from 'express';
import * as z from 'zod';
import { AppError } from '../core/errors.ts';
import type { Deps } from '../missions/deps.ts';
import { beat, reportStep } from '../missions/reportStep.ts';
import { heartbeat, stepReport } from '../schema/report.ts';
import { methods } from './methods.ts';
import { EMPTY, type routesFor } from './route.ts';

const stepNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** What the workers of external missions say. */
export function addWorkerRoutes(
  router: Router,
  deps: Deps,
  missionRoute: ReturnType<typeof routesFor>['missionRoute'],
): void {
  const report = missionRoute({ body: stepReport, query: EMPTY }, async ({ owner, missionId, body, params }) => {
    const index = stepNumber.safeParse(params.index);
    if (!index.success) throw new AppError('route_not_found', 'A step is addressed by its number, from 0.');
    return { json: await reportStep(deps, { owner, missionId }, index.data, body) };
  });
  const alive = missionRoute({ body: heartbeat, query: EMPTY }, async ({ owner, missionId, body }) => {
    return { json: await beat(deps, { owner, missionId }, body.worker) };
  });
  methods(router, '/:id/steps/:index', { post: report });
  methods(router, '/:id/heartbeat', { post: alive });
}

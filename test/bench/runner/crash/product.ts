import { setTimeout as delay } from 'node:timers/promises';
import { benchDeps } from '../deps.ts';
import { deliver, STEPS, stepsOnly } from '../missions.ts';
import { noteRan, readPlan, STEP_MS, serve } from './protocol.ts';

/** A process that runs missions, as an instance of the function runMission does. */
const plan = readPlan();
const type = stepsOnly(STEPS, async (missionId, index) => {
  await delay(STEP_MS);
  noteRan(plan, missionId, index);
});
const deps = benchDeps(plan.projectId, type);

serve((task) => deliver(deps, task, `bench:${process.pid}`));

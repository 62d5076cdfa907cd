import type { AddressInfo } from 'node:net';
import express from 'express';
import { runMission } from '../../../functions/src/runner/runMission.ts';
import { missionDoc } from '../../../functions/src/store/collections.ts';
import { serveApi } from '../../support/apiServer.ts';
import { countOperations } from '../runner/countedFirestore.ts';
import { benchDeps } from '../runner/deps.ts';
import { queueMissions, STEPS, stepsOnly } from '../runner/missions.ts';
import type { Serving } from './protocol.ts';

const MISSIONS = 64;

// A process of its own: the callers of the bench must not take turns with what they measure.
const deps = benchDeps(
  process.argv[2] ?? '',
  stepsOnly(STEPS, () => Promise.resolve()),
);
const api = await serveApi(deps);
const tasks = await queueMissions(deps, MISSIONS + 1);
const [done] = tasks;
if (done !== undefined) await runMission(deps, done, 'bench');

const operations = countOperations(deps.db);
const floor = express();
floor.get('/missions/:id', async (request, response) => {
  const snapshot = await missionDoc(deps.db, request.params.id).get();
  response.json(snapshot.data());
});
/** Documents read since the last time. */
floor.get('/reads', (_request, response) => {
  response.json(operations.read);
  operations.read = 0;
});
const listening = floor.listen(0, '127.0.0.1', () => {
  const { port } = listening.address() as AddressInfo;
  const serving: Serving = {
    api: api.origin,
    floor: `http://127.0.0.1:${port}`,
    queued: tasks.slice(1).map((task) => task.mission_id),
    completed: done?.mission_id ?? '',
  };
  process.send?.(serving);
});
// Ends with the bench, however that ends.
process.on('disconnect', () => process.exit(0));

import express from 'express';
import { expect, it } from 'vitest';
import { readConfig } from '../../../functions/src/edge/config.ts';
import { forOperators } from '../../../functions/src/http/metrics.ts';

const TOKEN = 'a-token-for-the-metrics-0123456789';
const suite = {
  ...{ GCLOUD_PROJECT: 'demo-x', FUNCTIONS_EMULATOR: 'true', FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' },
  ...{ FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099', CLOUD_TASKS_EMULATOR_HOST: '127.0.0.1:9499' },
};
const production = { GCLOUD_PROJECT: 'prod' };

it.each<[string, Record<string, string>, string | undefined, RegExp | null]>([
  ['on the suite for everybody', suite, undefined, null],
  ['on the suite with a token set, for its holders', { ...suite, METRICS_TOKEN: TOKEN }, undefined, /METRICS_TOKEN/],
  ['on a real project without one, for nobody', production, `Bearer ${TOKEN}`, /not set/],
  ['with one, for its holders', { ...production, METRICS_TOKEN: TOKEN }, `Bearer ${TOKEN}`, null],
  ['with one, for nobody without', { ...production, METRICS_TOKEN: TOKEN }, undefined, /needs/],
  ['with one, for nobody with another', { ...production, METRICS_TOKEN: TOKEN }, `Bearer ${TOKEN}x`, /is not/],
  ['with one, for nobody who leaves the scheme out', { ...production, METRICS_TOKEN: TOKEN }, TOKEN, /is not/],
])('the figures are, %s', async (_who, env, authorization, refusal) => {
  const operation = { id: 'getMetrics', method: 'get', path: '/', scope: null } as const;
  const inner = {
    operation,
    serve: (_request: express.Request, response: express.Response) => response.json('figures'),
  };
  const app = express();
  app.get('/', forOperators(readConfig(env), inner).serve);
  const words: express.ErrorRequestHandler = (error: Error, _request, response, _next) => {
    response.status(401).json(error.message);
  };
  app.use(words);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await fetch(`http://127.0.0.1:${address.port}/`, { headers });
  server.close();
  const said: unknown = await answer.json();
  if (refusal === null) expect(said).toBe('figures');
  else expect(said).toMatch(refusal);
});

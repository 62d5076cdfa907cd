import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { eventList, missionAnswer, type ProgressAnswer, progressAnswer } from '../../functions/src/schema/api.ts';
import { type Ports, scatteredPorts } from '../../scripts/emulators/ports.ts';
import { callSweep } from '../../scripts/emulators/schedule.ts';
import { startSuite } from '../../scripts/emulators/suite.ts';
import { isEnded } from '../support/api.ts';
import { call } from '../support/http.ts';
import { type SlowSite, serveSlowSite } from '../support/slowSite.ts';
import { suite } from '../support/suite.ts';
import { until } from '../support/until.ts';

/** Two starts of a suite, and the lease of a runner that died with the first. */
const PATIENCE_MS = 240_000;

let folder: string;
let site: SlowSite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restart-'));
  // A crawl of some ten seconds, so that there is a middle of it; hurried along after the stop.
  site = await serveSlowSite(40, 1_200);
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

/** A suite of this test's own, with the data of the one before it; resolves to what stops and saves it. */
async function start(projectId: string, ports: Ports): Promise<() => Promise<void>> {
  const env = { ...process.env, FETCH_ALLOW_HOSTS: 'localhost' };
  const stopping = new AbortController();
  const own = await startSuite(
    { projectId, ports, build: suite.build, folder, dataFolder: join(folder, 'data'), isVerbose: false, env },
    stopping.signal,
  );
  const functionsUrl = `http://127.0.0.1:${ports.functions}/${projectId}`;
  const sweeping = callSweep(functionsUrl, stopping.signal, (line) => console.log(line));
  return async () => {
    own.stop();
    const end = await own.ended;
    stopping.abort();
    await sweeping;
    expect(end).toBe('saved');
  };
}

const stepDocuments = z.object({
  documents: z.array(
    z.object({ name: z.string(), fields: z.object({ fence: z.object({ integerValue: z.string() }) }) }),
  ),
});

/** The ledger as Firestore holds it, over the REST door that the emulator opens to its owner. */
async function ledgerOf(projectId: string, ports: Ports, id: string): Promise<string[]> {
  const path = `v1/projects/${projectId}/databases/(default)/documents/missions/${id}/steps`;
  const headers = { authorization: 'Bearer owner' };
  const answer = await fetch(`http://127.0.0.1:${ports.firestore}/${path}`, { headers });
  const { documents } = stepDocuments.parse(await answer.json());
  return documents.map(({ name, fields }) => {
    const runner = fields.fence.integerValue === '1' ? 'by the first' : 'by another';
    return `${name.split('/').at(-1)} ${runner}`;
  });
}

it(
  'a mission that was running when the whole suite was stopped goes on after the next start, and ends',
  async () => {
    const projectId = `demo-restart-${randomBytes(3).toString('hex')}`;
    const ports = await scatteredPorts();
    const origin = `http://localhost:${ports.hosting}`;
    const request = { objective: 'How does a mission make progress?', scope: { allowed_domains: [site.domain] } };
    const read = async (id: string): Promise<ProgressAnswer> =>
      progressAnswer.parse((await call('GET', `/missions/${id}/progress?fresh=1`, { origin })).json);

    const stopFirst = await start(projectId, ports);
    const created = missionAnswer.parse((await call('POST', '/missions/create', { origin, body: request })).json);
    const id = created.mission_id;
    await call('POST', `/missions/${id}/approve`, { origin });
    await call('POST', `/missions/${id}/execute`, { origin });
    await until('the middle of the crawl', async () => ((await read(id)).current_step?.sub_progress?.done ?? 0) >= 5);
    const before = await read(id);
    await stopFirst();
    site.setDelay(100);

    const stopSecond = await start(projectId, ports);
    try {
      const after = await read(id);
      expect(after.status).toBe('in_progress');
      expect(after.progress_percent).toBeGreaterThanOrEqual(before.progress_percent);
      expect(after.completed_steps).toEqual(before.completed_steps);
      const percents: number[] = [];
      const end = await until(
        'the end',
        async () => {
          const reading = await read(id);
          percents.push(reading.progress_percent);
          return isEnded(reading) ? reading : null;
        },
        120_000,
      );
      expect(end).toMatchObject({ status: 'completed', completed_count: 6, progress_percent: 100 });
      expect(percents).toEqual(percents.toSorted((one, other) => one - other));
      const { events } = eventList.parse((await call('GET', `/missions/${id}/events`, { origin })).json);
      const done = events.filter((event) => event.kind === 'step').map((event) => event.step_index);
      expect(done).toEqual([0, 1, 2, 3, 4, 5]);
      // What ended before the stop was recorded by the first runner and never again; the rest by another one.
      const kept = before.completed_count;
      expect(await ledgerOf(projectId, ports, id)).toEqual(
        [0, 1, 2, 3, 4, 5].map((index) => `1-${index} ${index < kept ? 'by the first' : 'by another'}`),
      );
    } finally {
      await stopSecond();
    }
  },
  PATIENCE_MS,
);

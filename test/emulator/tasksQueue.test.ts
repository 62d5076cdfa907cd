import { createServer, type Server } from 'node:http';
import { deleteApp } from 'firebase-admin/app';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/src/edge/config.ts';
import { createApp } from '../../functions/src/edge/firebase.ts';
import { createTasks, type RunTask, runTask } from '../../functions/src/edge/tasks.ts';
import { suite } from '../support/suite.ts';
import { until } from '../support/until.ts';

/** A project of this file's own: what is enqueued here reaches this file and no function. */
const projectId = `demo-tasks-${process.pid}`;
const config = readConfig({
  ...{ GCLOUD_PROJECT: projectId, FUNCTIONS_EMULATOR: 'true', FIRESTORE_EMULATOR_HOST: suite.firestore },
  ...{ FIREBASE_AUTH_EMULATOR_HOST: suite.auth, CLOUD_TASKS_EMULATOR_HOST: suite.tasks },
});
const app = createApp(config);
const tasks = createTasks(app, config);
const received: RunTask[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    void (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk);
      received.push(runTask.parse(JSON.parse(Buffer.concat(chunks).toString()).data));
      response.writeHead(204).end();
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const queue = `http://${suite.tasks}/projects/${projectId}/locations/us-central1/queues/runMission`;
  const made = await fetch(queue, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ defaultUri: `http://127.0.0.1:${address.port}` }),
  });
  if (!made.ok) throw new Error(`the queue was not made: ${await made.text()}`);
});
afterAll(async () => {
  server.close();
  await deleteApp(app);
});

const task = (id: string): RunTask => ({ mission_id: 'mission-1', attempt: 1, task_id: id });
const arrived = (id: string) => received.filter((one) => one.task_id === id);

describe('a task', () => {
  it('is delivered with its ids', async () => {
    await tasks.enqueue(task('at-once'), null);
    await until('the task', () => arrived('at-once').length > 0);
    expect(arrived('at-once')).toEqual([task('at-once')]);
  });

  it('is enqueued once, however often that is asked for', async () => {
    await tasks.enqueue(task('twice'), null);
    await tasks.enqueue(task('twice'), null);
    await tasks.enqueue(task('after'), new Date().toISOString());
    await until('both tasks', () => arrived('twice').length > 0 && arrived('after').length > 0);
    expect(arrived('twice')).toHaveLength(1);
  });

  it('that no queue takes is an error, for the sweep to come back to', async () => {
    const elsewhere = createTasks(app, { ...config, region: 'europe-west1' });
    await expect(elsewhere.enqueue(task('nowhere'), null)).rejects.toMatchObject({
      code: expect.stringMatching(/^functions\//),
    });
    expect(arrived('nowhere')).toEqual([]);
  });
});

describe('a sign of life of the queue', () => {
  it('comes when it is there', async () => {
    await expect(tasks.ping()).resolves.toBeUndefined();
  });

  it('does not come from what is no queue, nor from nobody', async () => {
    const emulators = { firestore: suite.firestore, auth: suite.auth };
    const notAQueue = createTasks(app, { ...config, emulators: { ...emulators, tasks: suite.firestore } });
    await expect(notAQueue.ping()).rejects.toThrow(/answered 4/);
    const nobody = createTasks(app, { ...config, emulators: { ...emulators, tasks: '127.0.0.1:1' } });
    await expect(nobody.ping()).rejects.toThrow('fetch failed');
  });
});

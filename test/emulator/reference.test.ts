import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '../../functions/src/http/openApi.ts';
import type { Operation } from '../../functions/src/http/operation.ts';
import { OPERATIONS } from '../../functions/src/http/operations/all.ts';
import { type World, worldOf } from '../support/apiWorld.ts';
import { answerFaults } from '../support/contract.ts';
import { runCurl } from '../support/curlLines.ts';
import { newUser } from '../support/http.ts';
import { suite } from '../support/suite.ts';

type Variables = Readonly<Record<string, string>>;

const none = async (): Promise<Variables> => ({});
const missionIn =
  (state: (world: World) => Promise<string>) =>
  async (world: World): Promise<Variables> => ({
    MISSION_ID: await state(world),
    STEP_INDEX: '0',
  });
const proposed = missionIn((world) => world.mission());
const queued = missionIn((world) => world.mission('approve', 'execute'));
const completed = missionIn((world) => world.completed());
const schedule = async (world: World): Promise<Variables> => ({ SCHEDULE_ID: await world.schedule() });

const webhook = async (world: World): Promise<Variables> => ({ WEBHOOK_ID: await world.webhook() });
const delivery = async (world: World): Promise<Variables> => await world.delivery();

/** What there must be before an operation can do what its examples say. An operation that is not here fails. */
const BEFORE: Readonly<Record<string, (world: World) => Promise<Variables>>> = {
  createMission: none,
  listMissions: none,
  countMissions: none,
  getMission: proposed,
  getMissionInput: proposed,
  editMission: proposed,
  approveMission: proposed,
  executeMission: missionIn((world) => world.mission('approve')),
  pauseMission: queued,
  resumeMission: missionIn((world) => world.mission('approve', 'execute', 'pause')),
  cancelMission: queued,
  retryMission: missionIn((world) => world.failed()),
  answerMission: missionIn((world) => world.waiting()),
  signalMission: missionIn((world) => world.running()),
  getProgress: missionIn((world) => world.running()),
  listProgress: none,
  listEvents: completed,
  streamMission: completed,
  listSteps: completed,
  getMissionDrafts: missionIn((world) => world.running()),
  getResult: completed,
  reportStep: missionIn((world) => world.running()),
  sendHeartbeat: missionIn((world) => world.running()),
  getFormDraft: none,
  saveFormDraft: none,
  deleteFormDraft: none,
  exportMission: completed,
  deleteMission: completed,
  purgeMissions: completed,
  createSchedule: none,
  listSchedules: schedule,
  getSchedule: schedule,
  editSchedule: schedule,
  deleteSchedule: schedule,
  runSchedule: schedule,
  createKey: none,
  listKeys: none,
  revokeKey: async (world) => ({ KEY_ID: await world.key() }),
  createWebhook: none,
  listWebhooks: webhook,
  getWebhook: webhook,
  editWebhook: webhook,
  deleteWebhook: webhook,
  renewWebhookSecret: webhook,
  testWebhook: webhook,
  listDeliveries: delivery,
  getDelivery: delivery,
  redeliver: delivery,
  getHealth: none,
  getReady: none,
  getMetrics: none,
  listMissionTypes: none,
  getOpenApi: none,
};

/** Ids of nothing. */
const NOWHERE: Variables = {
  ...{ MISSION_ID: 'there-is-none', STEP_INDEX: '0', SCHEDULE_ID: 'there-is-none', KEY_ID: 'a'.repeat(20) },
  ...{ WEBHOOK_ID: 'there-is-none', DELIVERY_ID: 'there-is-none' },
};

let folder = '';
let world: World;
let signedIn: Variables = {};
/** Takes whatever webhooks send it. */
const receiver = createServer((_request, response) => response.writeHead(204).end());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reference-'));
  receiver.listen(0);
  await once(receiver, 'listening');
});
afterAll(async () => {
  receiver.close();
  await rm(folder, { recursive: true });
});

/** Somebody new, who has none of what there may be so many of. */
async function signUp(): Promise<void> {
  const user = await newUser();
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  world = worldOf(user, `http://localhost:${address.port}/`);
  signedIn = { BASE: suite.hostingUrl, AUTH: `authorization: Bearer ${user.token}` };
}

/** The lines of the reference, with an address that a test without internet reaches, and ids that nobody has taken. */
function linesOf({ path, method }: Operation): { label: string; source: string }[] {
  const lines = describeApi().paths[path]?.[method]?.['x-codeSamples'] ?? [];
  return lines.map(({ label, source }) => ({
    label,
    source: source.replaceAll('https://example.com', suite.hostingUrl),
  }));
}

async function before({ id }: Operation): Promise<Variables> {
  const prepare = BEFORE[id];
  if (prepare === undefined) throw new Error(`what must there be before ${id}? Say it in BEFORE.`);
  return { ...signedIn, ...(await prepare(world)) };
}

describe.each(OPERATIONS.map((operation): [string, Operation] => [operation.id, operation]))('%s', (_id, operation) => {
  beforeAll(signUp);

  it.each(linesOf(operation).map(({ label, source }): [string, string] => [label, source]))(
    'as the reference shows it, "%s", is answered as described',
    async (_label, line) => {
      const answer = await runCurl(line, folder, await before(operation));
      expect(answerFaults(operation, answer)).toEqual([]);
      expect(answer.status, answer.text).toBeLessThan(300);
    },
  );

  it('is refused as described: to who is not signed in, for what is not there, and twice', async () => {
    const line = linesOf(operation)[0]?.source ?? '';
    if (operation.scope !== null) {
      const garbage = await runCurl(line, folder, { ...signedIn, ...NOWHERE, AUTH: 'authorization: Bearer garbage' });
      expect([garbage.status, ...answerFaults(operation, garbage)]).toEqual([401]);
    }
    if (operation.path.includes('{')) {
      const nothing = await runCurl(line, folder, { ...signedIn, ...NOWHERE });
      expect([nothing.status, ...answerFaults(operation, nothing)]).toEqual([404]);
    }
    const variables = await before(operation);
    await runCurl(line, folder, variables);
    // Again, or too late: most commands mind, creating under an id of one's own does not.
    expect(answerFaults(operation, await runCurl(line, folder, variables))).toEqual([]);
  });
});

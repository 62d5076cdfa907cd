import { readFileSync } from 'node:fs';
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import { setLogLevel } from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

/** What the rules see of a client; both kinds of client are typed by the library. */
type Client = ReturnType<ReturnType<RulesTestEnvironment['authenticatedContext']>['firestore']>;

const PROJECT = `demo-rules-${process.pid}`;
const emulator = emulatorAddress();
let environment: RulesTestEnvironment;

function emulatorAddress(): { host: string; port: number } {
  const address = process.env.FIRESTORE_EMULATOR_HOST;
  if (address === undefined) throw new Error('no Firestore emulator: run this through npm test -- --only rules');
  const [host = '', port = ''] = address.split(':');
  return { host, port: Number(port) };
}

const MISSION = 'missions/annas';
const UNDER = { steps: '1-0', items: '1-0-0', events: '000000001', results: '1' } as const;
/** What is being written; that there is none may be known too. */
const DRAFT = `${MISSION}/drafts/current`;
/** What was asked: its readers know which version counts, so nobody lists them. */
const INPUT = `${MISSION}/inputs/1`;
const SCHEDULE = 'schedules/annas';
const DOCUMENTS = [MISSION, SCHEDULE, ...Object.entries(UNDER).map(([name, id]) => `${MISSION}/${name}/${id}`)];
const KEY = `api_keys/${'0'.repeat(64)}`;
/** They hold secrets, and what was sent: through the API alone. */
const WEBHOOKS = ['webhooks/annas', 'deliveries/annas'];
/** What somebody has written into a form: through the API alone, which compares before it swaps. */
const FORM_DRAFT = 'form_drafts/anna';
const COLLECTIONS = ['missions', 'schedules', ...Object.keys(UNDER).map((name) => `${MISSION}/${name}`)];

beforeAll(async () => {
  // Every denial is what these tests ask for; the client would print each.
  setLogLevel('silent');
  const rules = readFileSync(new URL('../../firestore.rules', import.meta.url), 'utf8');
  environment = await initializeTestEnvironment({ projectId: PROJECT, firestore: { ...emulator, rules } });
  await environment.withSecurityRulesDisabled(async (context) => {
    for (const path of DOCUMENTS) await context.firestore().doc(path).set({ owner: 'anna', seq: 1, created_at: 'now' });
    for (const path of [DRAFT, INPUT]) await context.firestore().doc(path).set({ owner: 'anna' });
    await context.firestore().doc('missions/deleted').set({ mission_id: 'deleted', deleted_at: 'now' });
    await context.firestore().doc('mission_stats/research@1').set({ owner: null });
    await context.firestore().doc('mission_stats/external-1').set({ owner: 'anna' });
    await context.firestore().doc('progress/learned_runs').set({ owner: 'anna' });
    await context.firestore().doc('admissions/owner:anna').set({ owner: 'anna' });
    for (const path of WEBHOOKS) await context.firestore().doc(path).set({ owner: 'anna', secret: 'whsec_' });
    await context.firestore().doc(FORM_DRAFT).set({ owner: 'anna', content: '{}', revision: 1 });
    await context.firestore().doc(KEY).set({ owner: 'anna', key_id: 'one', revoked_at: null });
  });
});

afterAll(async () => {
  await environment.cleanup();
});

const ROLES = {
  owner: () => environment.authenticatedContext('anna').firestore(),
  'another user': () => environment.authenticatedContext('boris').firestore(),
  nobody: () => environment.unauthenticatedContext().firestore(),
} satisfies Record<string, () => Client>;
type Role = keyof typeof ROLES;

type Verdict = 'allowed' | 'denied';
interface Operation {
  readonly on: readonly string[];
  readonly run: (client: Client, path: string) => Promise<unknown>;
  readonly verdicts: Readonly<Record<Role, Verdict>>;
}

const ONLY_OWNER = { owner: 'allowed', 'another user': 'denied', nobody: 'denied' } as const;
const NO_ONE = { owner: 'denied', 'another user': 'denied', nobody: 'denied' } as const;
const mine = (client: Client, path: string) => client.collection(path).where('owner', '==', 'anna');

/** Who may do what. */
const TABLE: Readonly<Record<string, Operation>> = {
  'read one': { on: DOCUMENTS, run: (client, path) => client.doc(path).get(), verdicts: ONLY_OWNER },
  'list with the owner filter and a limit of 100': {
    on: COLLECTIONS,
    run: (client, path) => mine(client, path).limit(100).get(),
    verdicts: ONLY_OWNER,
  },
  'list with a limit of 101': {
    on: COLLECTIONS,
    run: (client, path) => mine(client, path).limit(101).get(),
    verdicts: NO_ONE,
  },
  'list without a limit': { on: COLLECTIONS, run: (client, path) => mine(client, path).get(), verdicts: NO_ONE },
  'list without the owner filter': {
    on: COLLECTIONS,
    run: (client, path) => client.collection(path).limit(10).get(),
    verdicts: NO_ONE,
  },
  'read one that does not exist': {
    on: DOCUMENTS.map((path) => `${path}-not`),
    run: (client, path) => client.doc(path).get(),
    verdicts: NO_ONE,
  },
  create: {
    on: DOCUMENTS.map((path) => `${path}-new`),
    run: (client, path) => client.doc(path).set({ owner: 'anna' }),
    verdicts: NO_ONE,
  },
  update: { on: DOCUMENTS, run: (client, path) => client.doc(path).update({ seq: 2 }), verdicts: NO_ONE },
  delete: { on: DOCUMENTS, run: (client, path) => client.doc(path).delete(), verdicts: NO_ONE },
  'read the mark of a deletion': {
    on: ['missions/deleted'],
    run: (client, path) => client.doc(path).get(),
    verdicts: NO_ONE,
  },
  'read what was asked': { on: [INPUT], run: (client, path) => client.doc(path).get(), verdicts: ONLY_OWNER },
  'read a version of it that there is not': {
    on: [`${MISSION}/inputs/2`],
    run: (client, path) => client.doc(path).get(),
    verdicts: NO_ONE,
  },
  'list what was asked': {
    on: [`${MISSION}/inputs`],
    run: (client, path) => mine(client, path).limit(1).get(),
    verdicts: NO_ONE,
  },
  'write what was asked': {
    on: [INPUT, `${MISSION}/inputs/2`],
    run: (client, path) => client.doc(path).set({ owner: 'anna', value: {} }),
    verdicts: NO_ONE,
  },
  'delete what was asked or a draft': {
    on: [INPUT, DRAFT],
    run: (client, path) => client.doc(path).delete(),
    verdicts: NO_ONE,
  },
  'read a draft': { on: [DRAFT], run: (client, path) => client.doc(path).get(), verdicts: ONLY_OWNER },
  'read that nothing is being written': {
    on: ['missions/others/drafts/current'],
    run: (client, path) => client.doc(path).get(),
    verdicts: { owner: 'allowed', 'another user': 'allowed', nobody: 'denied' },
  },
  'list drafts': {
    on: [`${MISSION}/drafts`],
    run: (client, path) => mine(client, path).limit(1).get(),
    verdicts: NO_ONE,
  },
  'write a draft': {
    on: [DRAFT, `${MISSION}/drafts/next`],
    run: (client, path) => client.doc(path).set({ owner: 'anna' }),
    verdicts: NO_ONE,
  },
  'read what no rule names': {
    on: ['progress/learned_runs', 'model_usage/2026-11-22-0-report', `${MISSION}/control/flags`],
    run: (client, path) => client.doc(path).get(),
    verdicts: NO_ONE,
  },
  'read what the runs of a type taught, or that none has ended': {
    on: ['mission_stats/research@1', 'mission_stats/research@2'],
    run: (client, path) => client.doc(path).get(),
    verdicts: { owner: 'allowed', 'another user': 'allowed', nobody: 'denied' },
  },
  'read what an owner’s external runs taught': {
    on: ['mission_stats/external-1'],
    run: (client, path) => client.doc(path).get(),
    verdicts: ONLY_OWNER,
  },
  'list what runs taught': {
    on: ['mission_stats'],
    run: (client, path) => mine(client, path).limit(1).get(),
    verdicts: NO_ONE,
  },
  'write what runs taught': {
    on: ['mission_stats/research@1', 'mission_stats/research@9'],
    run: (client, path) => client.doc(path).set({ owner: 'anna' }),
    verdicts: NO_ONE,
  },
  'read an API key, even of their own': { on: [KEY], run: (client, path) => client.doc(path).get(), verdicts: NO_ONE },
  'list API keys, even their own': {
    on: ['api_keys'],
    run: (client, path) => mine(client, path).limit(1).get(),
    verdicts: NO_ONE,
  },
  'write an API key': {
    on: [KEY, 'api_keys/another'],
    run: (client, path) => client.doc(path).set({ owner: 'anna', scopes: ['admin'] }),
    verdicts: NO_ONE,
  },
  'read a webhook or a delivery, even their own': {
    on: WEBHOOKS,
    run: (client, path) => client.doc(path).get(),
    verdicts: NO_ONE,
  },
  'list webhooks or deliveries, even their own': {
    on: ['webhooks', 'deliveries'],
    run: (client, path) => mine(client, path).limit(1).get(),
    verdicts: NO_ONE,
  },
  'write a webhook or a delivery': {
    on: [...WEBHOOKS, 'webhooks/another', 'deliveries/another'],
    run: (client, path) => client.doc(path).set({ owner: 'anna', url: 'https://example.com/' }),
    verdicts: NO_ONE,
  },
  'read the draft of a form, even their own': {
    on: [FORM_DRAFT],
    run: (client, path) => client.doc(path).get(),
    verdicts: NO_ONE,
  },
  'list drafts of forms, even their own': {
    on: ['form_drafts'],
    run: (client, path) => mine(client, path).limit(1).get(),
    verdicts: NO_ONE,
  },
  'write the draft of a form': {
    on: [FORM_DRAFT, 'form_drafts/another'],
    run: (client, path) => client.doc(path).set({ owner: 'anna', content: '{}', revision: 2 }),
    verdicts: NO_ONE,
  },
  'query steps of all missions': {
    on: ['steps'],
    run: (client, path) => client.collectionGroup(path).where('owner', '==', 'anna').limit(1).get(),
    verdicts: NO_ONE,
  },
};

for (const [name, { on, run, verdicts }] of Object.entries(TABLE)) {
  describe(name, () => {
    for (const role of ['owner', 'another user', 'nobody'] as const) {
      it.each(on)(`%s: ${role} is ${verdicts[role]}`, async (path) => {
        const attempt = run(ROLES[role](), path);
        await (verdicts[role] === 'allowed' ? assertSucceeds(attempt) : assertFails(attempt));
      });
    }
  });
}

interface Expression {
  sourcePosition: { line: number; column: number };
  values?: { value: { boolValue?: boolean | undefined } }[] | undefined;
  children?: Expression[] | undefined;
}
const expression: z.ZodType<Expression> = z.object({
  sourcePosition: z.object({ line: z.number(), column: z.number() }),
  values: z.array(z.object({ value: z.object({ boolValue: z.boolean().optional() }) })).optional(),
  get children() {
    return z.array(expression).optional();
  },
});
const coverage = z.object({ report: z.array(expression) });

/** Every expression of an `allow`, and of what it is made of, that was never true or never false. */
function oneSided(expressions: readonly Expression[]): string[] {
  return expressions.flatMap(({ sourcePosition: { line, column }, values = [], children = [] }) => {
    const seen = values.flatMap(({ value }) => (value.boolValue === undefined ? [] : [value.boolValue]));
    const missing = [true, false].filter((wanted) => !seen.includes(wanted));
    const own = seen.length > 0 && missing.length > 0 ? [`${line}:${column} was never ${missing.join(' nor ')}`] : [];
    return [...own, ...oneSided(children)];
  });
}

describe('the coverage report', () => {
  it('shows every condition evaluated both ways', async () => {
    const answer = await fetch(`http://${emulator.host}:${emulator.port}/emulator/v1/projects/${PROJECT}:ruleCoverage`);
    const { report } = coverage.parse(await answer.json());
    expect(report.length).toBeGreaterThan(8);
    expect(oneSided(report)).toEqual([]);
  });
});

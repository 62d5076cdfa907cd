import { readFileSync } from 'node:fs';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore, type Query } from 'firebase-admin/firestore';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { countLookup, type Lookup, lookupOf } from '../../../functions/src/core/missionFilter.ts';
import { apiKey } from '../../../functions/src/schema/apiKey.ts';
import { delivery } from '../../../functions/src/schema/delivery.ts';
import { draft } from '../../../functions/src/schema/draft.ts';
import { formDraft } from '../../../functions/src/schema/formDraft.ts';
import { storedInput } from '../../../functions/src/schema/input.ts';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import type { ListMissionsQuery } from '../../../functions/src/schema/requests.ts';
import { schedule } from '../../../functions/src/schema/schedule.ts';
import { webhook } from '../../../functions/src/schema/webhook.ts';
import { admittedQuery, aheadQuery, lineQuery } from '../../../functions/src/store/admissions.ts';
import { countedCalls } from '../../../functions/src/store/allowances.ts';
import { revokedKeys, standingKeys } from '../../../functions/src/store/apiKeys.ts';
import { BELOW_MISSION } from '../../../functions/src/store/collections.ts';
import { expiredQuery, markedQuery, ownedQuery } from '../../../functions/src/store/deletions.ts';
import { aheadQuery as waitingAhead } from '../../../functions/src/store/deliveries.ts';
import { PART_NAMES, partQuery } from '../../../functions/src/store/exports.ts';
import { queuedQuery, recoveriesQuery, runningQuery } from '../../../functions/src/store/healthFigures.ts';
import { ledgerQuery } from '../../../functions/src/store/history.ts';
import { deliveriesOf } from '../../../functions/src/store/listDeliveries.ts';
import { lookupQuery } from '../../../functions/src/store/listMissions.ts';
import { endedQuery } from '../../../functions/src/store/missionStats.ts';
import { schedulesOf } from '../../../functions/src/store/schedules.ts';
import { enabledQuery, webhooksOf } from '../../../functions/src/store/webhooks.ts';
import { IN_STATUS } from '../../support/missions.ts';

/**
 * The emulator runs any query; production refuses one without its index. So each query that `store/` can make is held
 * against firestore.indexes.json here.
 */
const file = z.object({
  indexes: z.array(
    z.object({
      collectionGroup: z.string(),
      queryScope: z.enum(['COLLECTION', 'COLLECTION_GROUP']),
      fields: z.array(
        z.union([
          z.strictObject({ fieldPath: z.string(), order: z.enum(['ASCENDING', 'DESCENDING']) }),
          z.strictObject({ fieldPath: z.string(), arrayConfig: z.literal('CONTAINS') }),
        ]),
      ),
    }),
  ),
  fieldOverrides: z.array(
    z.strictObject({
      collectionGroup: z.string(),
      fieldPath: z.string(),
      indexes: z.array(z.unknown()),
      ttl: z.boolean().optional(),
    }),
  ),
});
const { indexes, fieldOverrides } = file.parse(
  JSON.parse(readFileSync(new URL('../../../firestore.indexes.json', import.meta.url), 'utf8')),
);
const described = indexes.map(
  ({ collectionGroup, queryScope, fields }) =>
    `${queryScope === 'COLLECTION' ? '' : 'all '}${collectionGroup}: ${fields.map((field) => `${field.fieldPath} ${'order' in field ? field.order : field.arrayConfig}`).join(', ')}`,
);

const app = initializeApp({ projectId: 'demo-shapes' }, 'shapes');
const db = getFirestore(app);
afterAll(async () => {
  await deleteApp(app);
});

const condition = z.object({ field: z.object({ fieldPath: z.string() }), op: z.string() });

/** The query as it goes over the wire, as far as an index is concerned. */
const structured = z.object({
  structuredQuery: z.object({
    where: z.optional(
      z.object({
        compositeFilter: z
          .object({
            filters: z.array(z.object({ fieldFilter: condition.optional(), unaryFilter: condition.optional() })),
          })
          .optional(),
        fieldFilter: condition.optional(),
      }),
    ),
    orderBy: z.array(z.object({ field: z.object({ fieldPath: z.string() }), direction: z.string() })).default([]),
  }),
});

/** The SDK has the wire form, but not in its types. */
function wireForm(query: Query): unknown {
  if (!('toProto' in query) || typeof query.toProto !== 'function') throw new Error('the SDK has no toProto any more');
  return query.toProto();
}

/** How an index holds a field that is asked for so; anything else is a range, which the order covers. */
const HELD: Readonly<Record<string, string>> = {
  EQUAL: 'ASCENDING',
  IN: 'ASCENDING',
  IS_NULL: 'ASCENDING',
  ARRAY_CONTAINS: 'CONTAINS',
};

/** The index that `query` needs: its equalities (an `in` is several), then its orders. */
function neededBy(collection: string, query: Query): string {
  const { where, orderBy } = structured.parse(wireForm(query)).structuredQuery;
  const all = where?.compositeFilter?.filters.map(({ fieldFilter, unaryFilter }) => fieldFilter ?? unaryFilter);
  const equal = (all ?? [where?.fieldFilter]).flatMap((filter) => {
    const held = filter === undefined ? undefined : HELD[filter.op];
    return filter === undefined || held === undefined ? [] : [`${filter.field.fieldPath} ${held}`];
  });
  const ordered = orderBy
    .filter(({ field }) => field.fieldPath !== '__name__')
    .map(({ field, direction }) => `${field.fieldPath} ${direction}`);
  return `${collection}: ${[...equal, ...ordered].join(', ')}`;
}

const FILTERS: ListMissionsQuery = {
  limit: 20,
  status: ['in_progress', 'queued'],
  type: 'research',
  tag: 'docs',
  created_after: '2026-01-01T00:00:00.000Z',
  created_before: '2026-02-01T00:00:00.000Z',
  progress_min: 50,
  progress_max: 60,
  text: 'python tutor',
};
const names = Object.keys(FILTERS).filter((name) => name !== 'limit');
/** Every list that can be asked for, by the filters that it has. */
const everyList = Array.from({ length: 2 ** names.length }, (_, bits): [string, Lookup] => {
  const chosen = names.filter((_name, index) => (bits >> index) & 1);
  const query = Object.fromEntries(Object.entries(FILTERS).filter(([name]) => chosen.includes(name)));
  return [chosen.join(', '), lookupOf(query)];
});
const everyCount = [{}, { type: 'research' }, { tag: 'docs' }, { type: 'research', tag: 'docs' }].flatMap((query) =>
  MISSION_STATUSES.map((status): [string, Lookup] => [status, countLookup(query, status)]),
);
const neededByLookup = (lookup: Lookup): string => neededBy('missions', lookupQuery(db, 'anna', lookup));

describe('every list and count of missions that can be asked for', () => {
  it('has its index', () => {
    const without = [...everyList, ...everyCount].filter(([, lookup]) => !described.includes(neededByLookup(lookup)));
    expect(without.map(([filters]) => filters)).toEqual([]);
    expect(everyList).toHaveLength(256);
  });
});

const mission = IN_STATUS.queued();
const ownQueries: readonly (readonly [collection: string, Query])[] = [
  ['missions', admittedQuery(db, { field: 'owner', value: 'anna' })],
  ['missions', admittedQuery(db, { field: 'type', value: 'research' })],
  ['missions', lineQuery(db, { field: 'owner', value: 'anna' })],
  ['missions', lineQuery(db, { field: 'type', value: 'research' })],
  ['missions', lineQuery(db, null)],
  ['missions', aheadQuery(db, mission)],
  ['steps', ledgerQuery(db, 'mission-1', 1, -1)],
  ['steps', partQuery(db, 'mission-1', 'steps')],
  ['all events', countedCalls(db, 'create:anna', 'now')],
  ['api_keys', standingKeys(db, 'anna')],
  ['api_keys', revokedKeys(db, 'anna', 'now')],
  ['missions', queuedQuery(db)],
  ['missions', runningQuery(db)],
];

describe('the queries of the admission, the ledger, the export, the allowances, the keys and the health', () => {
  it.each(ownQueries)('have their indexes: %s', (collection, query) => {
    expect(described).toContain(neededBy(collection, query));
  });
});

describe('the list of schedules', () => {
  it('has its index', () => {
    expect(described).toContain(neededBy('schedules', schedulesOf(db, 'anna')));
  });
});

const webhookQueries: readonly (readonly [collection: string, Query])[] = [
  ['webhooks', webhooksOf(db, 'anna')],
  ['deliveries', deliveriesOf(db, 'hook', { limit: 20 })],
  ['deliveries', deliveriesOf(db, 'hook', { limit: 20, status: 'failed' })],
  ['deliveries', waitingAhead(db, 'hook', 'now', 'later')],
];

describe('the queries of webhooks', () => {
  it.each(webhookQueries)('have their indexes: %s', (collection, query) => {
    expect(described).toContain(neededBy(collection, query));
  });

  it('leave indexed what equalities and the sweep ask for, and nothing else', () => {
    const indexed = (collection: string, fields: readonly string[]): string[] => {
      const exempt = fieldOverrides
        .filter(({ collectionGroup, indexes: kept }) => collectionGroup === collection && kept.length === 0)
        .map(({ fieldPath }) => fieldPath);
      return fields.filter((field) => !exempt.includes(field)).toSorted();
    };
    const fieldsOf = (union: typeof webhook | typeof delivery) => Object.keys(union.options[0].shape);
    expect(indexed('webhooks', fieldsOf(webhook))).toEqual(['is_enabled', 'owner']);
    // Two equalities and no order: Firestore merges the fields' own indexes.
    expect(neededBy('webhooks', enabledQuery(db, 'anna'))).toBe('webhooks: owner ASCENDING, is_enabled ASCENDING');
    // The status alone is what a count of those that failed asks for.
    expect(indexed('deliveries', [...fieldsOf(delivery), 'expire_at'])).toEqual(['expire_at', 'status', 'wake_at']);
  });
});

/** What tells a page that a mission ended, for its notifications. */
const endedLast = db
  .collection('missions')
  .where('owner', '==', 'anna')
  .where('finished_at', '>', '')
  .orderBy('finished_at', 'desc');

describe('the page’s own queries', () => {
  it.each([
    ['missions', db.collection('missions').where('owner', '==', 'anna').orderBy('created_at', 'desc')],
    [
      'missions',
      db
        .collection('missions')
        .where('owner', '==', 'anna')
        .where('status', 'in', ['failed'])
        .orderBy('created_at', 'desc'),
    ],
    ['missions', endedLast],
    ['events', db.collection('events').where('owner', '==', 'anna').orderBy('seq', 'desc')],
    ['items', db.collection('items').where('owner', '==', 'anna').where('group', '==', '1-0').orderBy('item_index')],
  ])('has its index: %s', (collection, query) => {
    expect(described).toContain(neededBy(collection, query));
  });
});

describe('the index file', () => {
  it('holds no index that no query needs', () => {
    const needed = new Set([
      ...[...everyList, ...everyCount].map(([, lookup]) => neededByLookup(lookup)),
      'events: owner ASCENDING, seq DESCENDING',
      neededBy('missions', endedLast),
      'items: owner ASCENDING, group ASCENDING, item_index ASCENDING',
      ...ownQueries.map(([collection, query]) => neededBy(collection, query)),
      neededBy('schedules', schedulesOf(db, 'anna')),
      ...webhookQueries.map(([collection, query]) => neededBy(collection, query)),
    ]);
    expect(described.toSorted()).toEqual([...needed].toSorted());
  });

  it('exempts what grows with every write: the record with its tracker, and the times', () => {
    const exempt = fieldOverrides
      .filter(({ collectionGroup }) => collectionGroup === 'missions')
      .map(({ fieldPath }) => fieldPath);
    expect(exempt).toEqual(
      expect.arrayContaining(['execution_record', 'created_at', 'updated_at', 'lease', 'usage', 'plan']),
    );
    // What queries with a single field rely on.
    for (const field of ['wake_at', 'owner', 'finished_at', 'deleted_at']) expect(exempt).not.toContain(field);
    expect(neededBy('missions', endedQuery(db, null, 'now'))).toBe('missions: finished_at ASCENDING');
    expect(neededBy('missions', expiredQuery(db, 'now'))).toBe('missions: finished_at ASCENDING');
    expect(neededBy('missions', markedQuery(db, 'now'))).toBe('missions: deleted_at ASCENDING');
    expect(neededBy('missions', ownedQuery(db, 'anna'))).toBe('missions: owner ASCENDING');
  });

  it('leaves of a mission only what a query asks for alone', () => {
    const exempt = fieldOverrides
      .filter(({ collectionGroup, indexes: kept }) => collectionGroup === 'missions' && kept.length === 0)
      .map(({ fieldPath }) => fieldPath);
    const indexed = Object.keys(IN_STATUS.completed()).filter((field) => !exempt.includes(field));
    // Each index entry more is written with every new mission. The status is counted by the health's figures.
    expect(indexed.toSorted()).toEqual(['finished_at', 'owner', 'status', 'wake_at']);
  });

  it('lets the database drop what lies below a mission, and indexes that time nowhere', () => {
    const dropped = new Map(fieldOverrides.filter((one) => one.ttl === true).map((one) => [one.collectionGroup, one]));
    for (const collectionGroup of BELOW_MISSION) {
      expect(dropped.get(collectionGroup)).toMatchObject({ fieldPath: 'expire_at', indexes: [] });
    }
  });

  it('exempts what is written with every draft, and every field of an input but those that are looked for', () => {
    const indexed = (collection: string, shape: object) => {
      const exempt = fieldOverrides.filter((one) => one.collectionGroup === collection).map((one) => one.fieldPath);
      return Object.keys(shape).filter((field) => !exempt.includes(field));
    };
    expect(indexed('inputs', storedInput.shape)).toEqual(['owner', 'version']);
    expect(indexed('drafts', draft.shape)).toEqual(['owner']);
  });

  it('has what the parts of an export are ordered by', () => {
    const ordered = PART_NAMES.map((name) => neededBy(name, partQuery(db, 'mission-1', name)));
    expect(ordered).toEqual([
      'inputs: version ASCENDING',
      'steps: attempt ASCENDING, step_index ASCENDING',
      'events: seq ASCENDING',
      'results: ',
      'items: ',
    ]);
    for (const [group, field] of [
      ['events', 'seq'],
      ['inputs', 'version'],
    ]) {
      expect(fieldOverrides.filter((one) => one.collectionGroup === group && one.fieldPath === field)).toEqual([]);
    }
  });

  it('has the one field of a recovery that a query names, and exempts the rest', () => {
    const of = (path: string) => fieldOverrides.find(({ fieldPath }) => fieldPath === path)?.indexes;
    expect(neededBy('missions', recoveriesQuery(db, '2026-01-01T00:00:00.000Z'))).toBe(
      'missions: recovery.at DESCENDING',
    );
    expect(of('recovery.at')).toEqual([{ order: 'DESCENDING', queryScope: 'COLLECTION' }]);
    expect(of('recovery')).toEqual([]);
  });

  it('exempts every field of a schedule but those that a query names', () => {
    const exempt = fieldOverrides
      .filter(({ collectionGroup }) => collectionGroup === 'schedules')
      .map(({ fieldPath }) => fieldPath);
    const indexed = Object.keys(schedule.shape).filter((field) => !exempt.includes(field));
    expect(indexed.toSorted()).toEqual(['next_at', 'owner']);
  });

  it('indexes no field of a form’s draft, which is found by its owner alone, and lets TTL delete it', () => {
    const ofDrafts = fieldOverrides.filter(({ collectionGroup }) => collectionGroup === 'form_drafts');
    const exempt = ofDrafts.filter(({ indexes: kept }) => kept.length === 0).map(({ fieldPath }) => fieldPath);
    expect(exempt.toSorted()).toEqual([...Object.keys(formDraft.shape), 'expire_at'].toSorted());
    expect(ofDrafts.filter(({ ttl }) => ttl === true).map(({ fieldPath }) => fieldPath)).toEqual(['expire_at']);
  });

  it('exempts every field of an API key but those that a query names, and lets TTL delete it', () => {
    const ofKeys = fieldOverrides.filter(({ collectionGroup }) => collectionGroup === 'api_keys');
    const exempt = ofKeys.map(({ fieldPath }) => fieldPath);
    const indexed = Object.keys(apiKey.shape).filter((field) => !exempt.includes(field));
    expect(indexed.toSorted()).toEqual(['key_id', 'owner', 'revoked_at']);
    expect(ofKeys.filter(({ ttl }) => ttl === true).map(({ fieldPath }) => fieldPath)).toEqual(['delete_at']);
  });
});

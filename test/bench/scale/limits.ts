import { MOST_DELETED } from '../../../functions/src/missions/cleanUp.ts';
import { MOST_LEARNED } from '../../../functions/src/missions/learnRuns.ts';

/** What a project is deployed with; as shipped it is what functions/src/index.ts says. */
export interface Setup {
  readonly name: string;
  /** Of `runMission`'s queue; more than one queue is more than one such function. */
  readonly queues: number;
  readonly maxConcurrentDispatches: number;
  readonly maxDispatchesPerSecond: number;
  readonly maxInstances: number;
  readonly concurrency: number;
  /** In how many parts the times by which the sweep finds missions are split. */
  readonly indexShards: number;
  /** Sweeps that share the work, each with missions of its own. */
  readonly sweeps: number;
}

export const SHIPPED: Setup = {
  ...{ name: 'as shipped', queues: 1, maxConcurrentDispatches: 200, maxDispatchesPerSecond: 200 },
  ...{ maxInstances: 100, concurrency: 20, indexShards: 1, sweeps: 1 },
};

/** The same code, with the numbers in index.ts as high as the platform takes them. */
export const RAISED: Setup = {
  ...{ ...SHIPPED, name: 'numbers raised' },
  ...{ maxConcurrentDispatches: 5_000, maxDispatchesPerSecond: 500, maxInstances: 420 },
};

/** What ten million missions a day need. It does not exist: docs/scale.md says what there would be to build. */
export const SHARDED: Setup = {
  ...{ ...RAISED, name: 'sharded', queues: 2, maxInstances: 840, indexShards: 4, sweeps: 10 },
};

/** A number that the model takes as given. */
export interface Assumption {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly from: string;
}

const DOCS = 'documentation, 2026';

/** Every number of the platform and of this product that the model uses, printed with each result. */
export const ASSUMPTIONS = {
  sequentialWrites: {
    ...{ name: 'writes to an index whose values only grow', value: 500, unit: '/s' },
    from: `Firestore best practices: ${DOCS}`,
  },
  documentWrites: {
    ...{ name: 'sustained writes to one document', value: 1, unit: '/s' },
    from: 'our own budget: Google names no number any more',
  },
  queueDispatches: {
    ...{ name: 'most dispatches of a queue', value: 500, unit: '/s' },
    from: `Cloud Tasks quotas: ${DOCS}`,
  },
  queueConcurrency: {
    ...{ name: 'most concurrent dispatches of a queue', value: 5_000, unit: '' },
    from: 'firebase-functions: the queue’s rateLimits',
  },
  instances: {
    ...{ name: 'instances with one vCPU in a region, before a larger quota is asked for', value: 1_000, unit: '' },
    from: `Cloud Run, About maximum instances: ${DOCS}`,
  },
  filling: {
    ...{ name: 'share of its concurrency to which the platform fills an instance', value: 0.6, unit: '' },
    from: 'Cloud Run, autoscaling: as remembered, not looked up',
  },
  learned: {
    name: 'ended missions that a sweep learns',
    value: MOST_LEARNED,
    unit: '/min',
    from: 'missions/learnRuns.ts',
  },
  deleted: { name: 'missions that a sweep deletes', value: MOST_DELETED, unit: '/min', from: 'missions/cleanUp.ts' },
  redispatch: {
    ...{ name: 'wait after which the sweep sends another task', value: 30, unit: 's' },
    from: 'core/lease.ts',
  },
  peak: {
    ...{ name: 'the busiest hour over the mean', value: 2, unit: '' },
    from: 'assumed: a sine over the day',
  },
  callsAnswered: {
    ...{ name: 'calls that one instance of the API answers', value: 200, unit: '/s' },
    from: 'npm run bench -- api: 380 and more on one core; half of it',
  },
  apiInstances: { name: 'instances of the API', value: 100, unit: '', from: 'functions/src/index.ts: maxInstances' },
  streams: { name: 'streams of one instance', value: 60, unit: '', from: 'http/streamPlaces.ts' },
} as const satisfies Record<string, Assumption>;

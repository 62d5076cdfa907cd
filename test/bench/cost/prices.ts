/** What Google asks in one place, in US dollars. */
export interface Prices {
  /** As Firestore calls the place. */
  readonly place: string;
  /** Where the functions run beside it. */
  readonly functions: string;
  readonly readsPer100k: number;
  readonly writesPer100k: number;
  readonly deletesPer100k: number;
  readonly storagePerGibMonth: number;
  readonly perVcpuSecond: number;
  readonly perGibSecond: number;
  readonly perMillionRequests: number;
  readonly perMillionTaskOperations: number;
}

/** When the pages below were read. Prices change: whoever plans by these figures looks there first. */
export const PRICES_AS_OF = '2026-11-22';

/** The pages, by their titles. All of them were read as kept copies, not live. */
export const PRICE_SOURCES = [
  'Firestore pricing (Google Cloud; the table by location also in Firebase: Understand Cloud Firestore billing)',
  'Cloud Run pricing (Google Cloud): functions of the second generation are billed as Cloud Run, by requests',
  'Cloud Run functions locations (Google Cloud): which regions are of which tier',
  'Cloud Tasks pricing (Google Cloud)',
] as const;

const TIER_1 = { perVcpuSecond: 0.000_024, perGibSecond: 0.000_002_5, perMillionRequests: 0.4 } as const;
/** The ratio to tier 1 is from memory: the copy that was read broke off before it. */
const TIER_2 = { perVcpuSecond: 0.000_033_6, perGibSecond: 0.000_003_5, perMillionRequests: 0.4 } as const;
const TASKS = { perMillionTaskOperations: 0.4 } as const;

export const IOWA: Prices = {
  ...{ place: 'us-central1', functions: 'us-central1 (tier 1)', ...TIER_1, ...TASKS },
  ...{ readsPer100k: 0.03, writesPer100k: 0.09, deletesPer100k: 0.01, storagePerGibMonth: 0.15 },
};

export const LOS_ANGELES: Prices = {
  ...{ place: 'us-west2', functions: 'us-west2 (tier 2)', ...TIER_2, ...TASKS },
  // The copy said 0.108 for storage, which is the price of its writes; the other places' ratio makes it 0.18.
  ...{ readsPer100k: 0.036, writesPer100k: 0.108, deletesPer100k: 0.012, storagePerGibMonth: 0.18 },
};

/** The multi-region: five replicas in three regions instead of three in one. */
export const UNITED_STATES: Prices = {
  ...{ place: 'nam5', functions: 'us-central1 (tier 1)', ...TIER_1, ...TASKS },
  ...{ readsPer100k: 0.06, writesPer100k: 0.18, deletesPer100k: 0.02, storagePerGibMonth: 0.18 },
};

const DAYS = 30;

/** What is free each month. Firestore's is a day's, so it is this much only where missions come evenly. */
export const FREE = {
  reads: 50_000 * DAYS,
  writes: 20_000 * DAYS,
  deletes: 20_000 * DAYS,
  storedGib: 1,
  vcpuSeconds: 180_000,
  gibSeconds: 360_000,
  requests: 2_000_000,
  taskOperations: 1_000_000,
} as const;

export const MONTH_SECONDS = DAYS * 86_400;

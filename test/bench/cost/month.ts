import { FREE, MONTH_SECONDS, type Prices } from './prices.ts';

/** What one mission of a kind takes: operations as they were counted, seconds as they are assumed. */
export interface Footprint {
  readonly kind: string;
  readonly read: number;
  readonly written: number;
  readonly deleted: number;
  /** Writes of live progress among `written`; each is a read for every page that is open. */
  readonly liveWrites: number;
  /** What a page reads that is open from `execute` to the end, live progress included. */
  readonly pageReads: number;
  readonly calls: number;
  readonly tasks: number;
  /** For which a task keeps its place in an instance of `runMission`. */
  readonly runSeconds: number;
  /** Documents and index entries, until they are deleted. */
  readonly storedBytes: number;
}

/** How a project is set up and used. */
export interface Use {
  readonly missions: number;
  /** Pages that are open for the whole of each mission. */
  readonly pages: number;
  /** Polls of each mission's progress. */
  readonly polls: number;
  readonly retentionDays: number;
  readonly runConcurrency: number;
  readonly runGib: number;
}

/** `concurrency` and memory are those of functions/src/index.ts; each function has one vCPU. */
export const USUAL: Omit<Use, 'missions'> = {
  ...{ pages: 1, polls: 0, retentionDays: 90, runConcurrency: 20, runGib: 1 },
};

/** What nobody counts on an emulator. Each stands in the printed result. */
export const ASSUMED = {
  /** How long a call of the API takes, beside Firestore in the same region. Billed are 100 ms at least. */
  callSeconds: 0.1,
  apiConcurrency: 80,
  apiGib: 0.5,
  /** The platform starts another instance when one has so much of its concurrency in use. */
  filling: 0.6,
  sweepSeconds: 1,
  sweepGib: 0.5,
  /** Names, metadata and index entries on top of the fields. */
  storageFactor: 2,
} as const;

/** A month's use of what is billed. */
export interface Usage {
  readonly reads: number;
  readonly writes: number;
  readonly deletes: number;
  readonly storedGib: number;
  readonly taskOperations: number;
  readonly requests: number;
  readonly vcpuSeconds: number;
  readonly gibSeconds: number;
}

/** What the sweeps of a month read when there is nothing to do, and a round of learning writes. */
export interface Sweeping {
  readonly idleReads: number;
  readonly roundReads: number;
  readonly roundWrites: number;
  readonly missionReads: number;
}

const SWEEPS = MONTH_SECONDS / 60;
const LEARNED_TOGETHER = 50;
const POLL_READS = 1;

/** A month of `use`, in what is billed. Once the retention has passed, as many missions are deleted as are made. */
export function usageOf(print: Footprint, use: Use, sweeping: Sweeping): Usage {
  const { missions, pages, polls } = use;
  // A sweep learns whatever has ended since the last one, fifty in a commit.
  const rounds = Math.max(Math.min(missions, SWEEPS), missions / LEARNED_TOGETHER);
  const calls = missions * (print.calls + polls);
  const runs = missions * print.tasks;
  const secondsOfRun = print.tasks === 0 ? 0 : print.runSeconds / print.tasks;
  const running = instanceSeconds(runs, secondsOfRun, use.runConcurrency);
  const answering = instanceSeconds(calls, ASSUMED.callSeconds, ASSUMED.apiConcurrency);
  const sweepSeconds = SWEEPS * ASSUMED.sweepSeconds;
  return {
    reads:
      missions * (print.read + pages * print.pageReads + polls * POLL_READS + sweeping.missionReads) +
      SWEEPS * sweeping.idleReads +
      rounds * sweeping.roundReads,
    writes: missions * print.written + rounds * sweeping.roundWrites,
    deletes: missions * print.deleted,
    storedGib: (missions * (use.retentionDays / 30) * print.storedBytes) / 2 ** 30,
    // A task is created once and delivered once.
    taskOperations: 2 * runs,
    requests: calls + runs + SWEEPS,
    vcpuSeconds: running + answering + sweepSeconds,
    gibSeconds: running * use.runGib + answering * ASSUMED.apiGib + sweepSeconds * ASSUMED.sweepGib,
  };
}

/** Seconds in which an instance is billed: as many as are busy on average, if calls come at random. */
export function instanceSeconds(calls: number, seconds: number, concurrency: number): number {
  const atOnce = (calls * seconds) / MONTH_SECONDS;
  return MONTH_SECONDS * meanBins(atOnce, Math.max(1, Math.floor(concurrency * ASSUMED.filling)));
}

/** How many bins of `size` the calls under way need on average, whose number is Poisson's with this mean. */
export function meanBins(mean: number, size: number): number {
  if (mean <= 0) return 0;
  const most = Math.ceil(mean + 12 * Math.sqrt(mean) + 20);
  let bins = 0;
  let logChance = -mean;
  for (let count = 1; count <= most; count += 1) {
    logChance += Math.log(mean / count);
    bins += Math.exp(logChance) * Math.ceil(count / size);
  }
  return bins;
}

/** In US dollars a month. */
export interface Bill {
  readonly firestore: number;
  readonly tasks: number;
  readonly functions: number;
  readonly total: number;
}

/** What `usage` costs beyond what is free. */
export function billOf(usage: Usage, prices: Prices): Bill {
  const paid = (used: number, free: number): number => Math.max(0, used - free);
  const firestore =
    (paid(usage.reads, FREE.reads) * prices.readsPer100k) / 1e5 +
    (paid(usage.writes, FREE.writes) * prices.writesPer100k) / 1e5 +
    (paid(usage.deletes, FREE.deletes) * prices.deletesPer100k) / 1e5 +
    paid(usage.storedGib, FREE.storedGib) * prices.storagePerGibMonth;
  const tasks = (paid(usage.taskOperations, FREE.taskOperations) * prices.perMillionTaskOperations) / 1e6;
  const functions =
    paid(usage.vcpuSeconds, FREE.vcpuSeconds) * prices.perVcpuSecond +
    paid(usage.gibSeconds, FREE.gibSeconds) * prices.perGibSecond +
    (paid(usage.requests, FREE.requests) * prices.perMillionRequests) / 1e6;
  return { firestore, tasks, functions, total: firestore + tasks + functions };
}

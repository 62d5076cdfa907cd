/** How long things took of late; the newest of them push the oldest out. */
export interface Timings {
  /** Notes that something took `durationMs` and ended at `nowMs`. Constant cost, no allocation. */
  add(nowMs: number, durationMs: number, hasFailed: boolean): void;
  /** What the window that ends at `nowMs` holds. */
  summary(nowMs: number): TimingSummary;
}

/** Milliseconds; null when nothing was noted. The mean is exact, the quantiles are within 5 %. */
export interface TimingSummary {
  readonly count: number;
  readonly failed: number;
  readonly meanMs: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** Shorter, a single slow call sways it; longer, it tells for too long of what is over. */
export const WINDOW_MS = 300_000;
/** The window moves on by so much at a time. */
const SLICE_MS = 10_000;
const SLICES = WINDOW_MS / SLICE_MS;

/** Each bucket is a tenth wider than the one before: its middle is at most 5 % from whatever fell into it. */
const GROWTH = 1.1;
const LEAST_MS = 0.05;
/** The last one begins at 8 minutes and takes what is longer: no request and no call of Firestore lasts that long. */
const BUCKETS = 170;

interface Slice {
  /** Number of the slice since the epoch; what an older one left behind is wiped when it comes round again. */
  at: number;
  count: number;
  failed: number;
  totalMs: number;
  readonly buckets: Uint32Array;
}

/**
 * A histogram of the last five minutes, in slices of ten seconds: 20 kB whatever happens, and a note costs an increment.
 * Own code, because it is short: hdr-histogram-js brings a WebAssembly loader and a packer and forgets nothing by
 * itself, and a t-digest can't forget at all.
 */
export function createTimings(): Timings {
  const slices = Array.from({ length: SLICES }, emptySlice);
  return {
    add: (nowMs, durationMs, hasFailed) => {
      const at = Math.floor(nowMs / SLICE_MS);
      const slice = slices[at % SLICES];
      if (slice === undefined || slice.at > at) return;
      if (slice.at < at) wipe(slice, at);
      slice.count += 1;
      slice.failed += hasFailed ? 1 : 0;
      slice.totalMs += durationMs;
      const bucket = bucketOf(durationMs);
      slice.buckets[bucket] = (slice.buckets[bucket] ?? 0) + 1;
    },
    summary: (nowMs) => {
      const newest = Math.floor(nowMs / SLICE_MS);
      return summaryOf(slices.filter(({ at }) => at > newest - SLICES && at <= newest));
    },
  };
}

function emptySlice(): Slice {
  return { at: -1, count: 0, failed: 0, totalMs: 0, buckets: new Uint32Array(BUCKETS) };
}

function wipe(slice: Slice, at: number): void {
  slice.at = at;
  slice.count = 0;
  slice.failed = 0;
  slice.totalMs = 0;
  slice.buckets.fill(0);
}

function bucketOf(durationMs: number): number {
  const bucket = Math.floor(Math.log(Math.max(durationMs, LEAST_MS) / LEAST_MS) / Math.log(GROWTH));
  return Math.min(BUCKETS - 1, bucket);
}

function summaryOf(slices: readonly Slice[]): TimingSummary {
  const sum = (of: (slice: Slice) => number): number => slices.reduce((total, slice) => total + of(slice), 0);
  const count = sum((slice) => slice.count);
  const failed = sum((slice) => slice.failed);
  if (count === 0) return { count, failed, meanMs: null, p50Ms: null, p95Ms: null };
  const buckets = Array.from({ length: BUCKETS }, (_, bucket) => sum((slice) => slice.buckets[bucket] ?? 0));
  const quantile = (share: number): number => middleOf(bucketAt(buckets, Math.ceil(share * count)));
  return { count, failed, meanMs: sum((slice) => slice.totalMs) / count, p50Ms: quantile(0.5), p95Ms: quantile(0.95) };
}

/** The bucket that holds number `rank` of all, from 1. */
function bucketAt(buckets: readonly number[], rank: number): number {
  let seen = 0;
  for (const [bucket, count] of buckets.entries()) {
    seen += count;
    if (seen >= rank) return bucket;
  }
  return buckets.length - 1;
}

function middleOf(bucket: number): number {
  return LEAST_MS * GROWTH ** (bucket + 0.5);
}

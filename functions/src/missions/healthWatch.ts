import type { Firestore } from 'firebase-admin/firestore';
import {
  type Announcement,
  announce,
  INSTANCE_REASONS,
  type InstanceFigures,
  judgeInstance,
  judgeRecovery,
  type Told,
  unreachable,
} from '../core/health.ts';
import type { Clock } from '../edge/clock.ts';
import type { Log } from '../edge/log.ts';
import { within } from '../edge/within.ts';
import { type HealthReason, type HealthThresholds, healthReasonName, type StoredFigures } from '../schema/health.ts';
import { readHealthFigures, readRecoveries } from '../store/healthFigures.ts';
import type { Meters } from './meters.ts';

/** Whoever asks sooner gets the same figures of the database: asking more often costs nothing more. */
const KEPT_MS = 15_000;
/** A database that is slower than this is as good as away for whoever asks. */
const PATIENCE_MS = 5_000;
/** A process looks at its own figures at most so often, however many answers it gives. */
const LOOK_AFTER_MS = 10_000;

interface WatchDeps {
  readonly db: Firestore;
  readonly clock: Clock;
  readonly log: Log;
  readonly meters: Meters;
  readonly thresholds: HealthThresholds;
}

/** What is known of the health, and what is wrong with it. */
interface HealthLook {
  readonly instance: InstanceFigures;
  /** Null when the database did not answer in time. */
  readonly stored: StoredFigures | null;
  readonly reasons: readonly HealthReason[];
}

/** Sees the thresholds crossed and tells the log, at a severity that an alert policy matches. */
export interface HealthWatch {
  /** All figures. At most the reads of `readHealthFigures` four times a minute, however often it is called. */
  measure(): Promise<HealthLook>;
  /** Looks at this process's own figures if it has not for ten seconds. No read. */
  look(): void;
  /** Looks at those and at the recoveries, for the sweep. One read, one more for each recovery after the first. */
  check(): Promise<void>;
}

/** A watch for one process. */
export function createHealthWatch(deps: WatchDeps): HealthWatch {
  const { clock, db, meters, thresholds } = deps;
  const tell = createTeller(deps);
  let lookedAtMs = 0;
  let stored = { atMs: 0, reading: Promise.resolve<StoredFigures | null>(null) };

  /** One read under way for all who ask; one that fails or hangs is not kept, so that the next caller asks anew. */
  const readStored = (): Promise<StoredFigures | null> => {
    const nowMs = clock.epochMs();
    if (nowMs - stored.atMs < KEPT_MS) return stored.reading;
    const reading = within(PATIENCE_MS, readHealthFigures(db, clock.now())).then((end) => {
      if (end.isOk) return end.value;
      if (stored.reading === reading) stored.atMs = 0;
      deps.log.error({ problem: end.problem }, 'health figures not read');
      return null;
    });
    stored = { atMs: nowMs, reading };
    return reading;
  };
  const measure = async (): Promise<HealthLook> => {
    const figures = await readStored();
    const instance = meters.figures();
    const fromDatabase =
      figures === null ? [unreachable(PATIENCE_MS)] : judgeRecovery(figures.recoveries.longest_seconds, thresholds);
    const reasons = [...judgeInstance(instance, thresholds), ...fromDatabase];
    tell(healthReasonName.options, reasons);
    return { instance, stored: figures, reasons };
  };
  return {
    measure,
    look: () => {
      const nowMs = clock.epochMs();
      if (nowMs - lookedAtMs < LOOK_AFTER_MS) return;
      lookedAtMs = nowMs;
      tell(INSTANCE_REASONS, judgeInstance(meters.figures(), thresholds));
    },
    check: async () => {
      const end = await within(PATIENCE_MS, readRecoveries(db, clock.now()));
      const fromDatabase = end.isOk ? judgeRecovery(end.value.longest_seconds, thresholds) : [unreachable(PATIENCE_MS)];
      tell(healthReasonName.options, [...judgeInstance(meters.figures(), thresholds), ...fromDatabase]);
    },
  };
}

/** Writes what there is to tell after a look at the reasons `looked`. */
function createTeller({ clock, log }: WatchDeps) {
  let told: Told = new Map();
  return (looked: Parameters<typeof announce>[1], reasons: readonly HealthReason[]): void => {
    const { told: after, lines } = announce(told, looked, reasons, clock.epochMs());
    told = after;
    for (const line of lines) write(log, line);
  };
}

function write(log: Log, line: Announcement): void {
  if (line.event === 'health_recovered') {
    log.info({ event: line.event, reason: line.name }, 'health recovered');
    return;
  }
  const { name, measured, threshold, unit, next } = line.reason;
  const told = { event: line.event, reason: name, measured, threshold, unit, next };
  if (line.event === 'health_failing') log.error(told, 'health failing');
  else log.warn(told, 'health degraded');
}

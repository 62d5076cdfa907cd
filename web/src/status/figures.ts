import { countText } from '../../../client/src/words/amount.ts';
import { clockText, durationText } from '../../../client/src/words/duration.ts';
import type { HealthReason, MetricsAnswer, StoredFigures } from '../../../functions/src/schema/health.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { digestOf } from '../missions/missionDigest.ts';
import { sectionOf } from '../missions/missionGlance.ts';
import type { Tone } from '../ui/tone.ts';
import { FIGURE_WORDS } from '../words/status.ts';

/** A number with its name. */
export interface Figure {
  readonly label: string;
  readonly text: string;
}

/** How near something is to where it counts as wrong. */
export interface Gauge extends Figure {
  /** 0 to 1, of the threshold. */
  readonly share: number;
  readonly tone: Tone;
}

type Unit = HealthReason['unit'];

/** Somebody's own missions that are queued or run, counted as the list and its chips count them. */
export function ownFigures(active: readonly Mission[], now: number): Figure[] {
  const queued = active.filter((mission) => mission.status === 'queued');
  const running = active.filter((mission) => sectionOf(digestOf(mission)) === 'active').length;
  const since = queued.flatMap((mission) => (mission.queued_at === null ? [] : [toEpochMs(mission.queued_at)]));
  const { none } = FIGURE_WORDS;
  return [
    { label: FIGURE_WORDS.own_running, text: countText(running) },
    { label: FIGURE_WORDS.own_queued, text: countText(active.length - running) },
    { label: FIGURE_WORDS.own_oldest, text: since.length === 0 ? none : clockText(now - Math.min(...since)) },
  ];
}

export function serviceFigures({ instance, database }: MetricsAnswer): Figure[] {
  const { count, p50_ms: p50, p95_ms: p95 } = instance.answers;
  const within = (ms: number | null) => (ms === null ? FIGURE_WORDS.none : amount(ms, 'ms'));
  return [
    ...(database === null ? [] : storedOf(database)),
    { label: FIGURE_WORDS.answers, text: countText(count) },
    { label: FIGURE_WORDS.answers_half, text: within(p50) },
    { label: FIGURE_WORDS.answers_most, text: within(p95) },
  ];
}

function storedOf(figures: StoredFigures): Figure[] {
  const { by_status: by, counted_up_to: most, queue_age_seconds: age } = figures;
  const counted = (count: number) => (count >= most ? `${countText(most)}+` : countText(count));
  return [
    { label: FIGURE_WORDS.running, text: counted(by.in_progress) },
    { label: FIGURE_WORDS.queued, text: counted(by.queued) },
    { label: FIGURE_WORDS.queue_age, text: age === null ? FIGURE_WORDS.none : clockText(age * 1000) },
    { label: FIGURE_WORDS.waiting, text: counted(by.waiting) },
    { label: FIGURE_WORDS.overdue, text: counted(figures.overdue) },
    { label: FIGURE_WORDS.recoveries, text: counted(figures.recoveries.count) },
    { label: FIGURE_WORDS.deliveries, text: counted(figures.deliveries.pending) },
  ];
}

/** The four thresholds that the health is judged by, whether they are crossed or not. */
export function gauges({ instance, database, thresholds }: MetricsAnswer): Gauge[] {
  const { progress, answers, database: calls } = instance;
  const failed = progress.count === 0 ? null : (100 * progress.failed) / progress.count;
  const longest = database?.recoveries.longest_seconds ?? null;
  return [
    gauge(FIGURE_WORDS.poll_failures, failed, thresholds.poll_failure_percent, 'percent'),
    gauge(FIGURE_WORDS.mean_answer, answers.mean_ms, thresholds.mean_answer_ms, 'ms'),
    gauge(FIGURE_WORDS.database_query, calls.p95_ms, thresholds.database_query_ms, 'ms'),
    gauge(FIGURE_WORDS.recovery, database === null ? null : (longest ?? 0), thresholds.recovery_seconds, 'seconds'),
  ];
}

function gauge(label: string, measured: number | null, threshold: number, unit: Unit): Gauge {
  if (measured === null) {
    return { label, text: FIGURE_WORDS.too_few(amount(threshold, unit)), share: 0, tone: 'queued' };
  }
  const tone = measured > threshold ? 'failed' : measured > threshold / 2 ? 'waiting' : 'succeeded';
  return { label, text: measuredText(measured, threshold, unit), share: Math.min(1, measured / threshold), tone };
}

/** "12 ms of 5 s". */
export function measuredText(measured: number, threshold: number, unit: Unit): string {
  return FIGURE_WORDS.of(amount(measured, unit), amount(threshold, unit));
}

function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${countText(value)} %`;
    case 'ms':
      return value < 1_000 ? FIGURE_WORDS.ms(Math.round(value)) : durationText(value);
    case 'seconds':
      return durationText(value * 1000);
  }
}

import type { MetricsAnswer, StoredFigures } from '../schema/health.ts';

/** One value of a metric, and what tells it from the others; null where there is none to tell. */
interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number | null;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const STATUS_LEVELS = { ok: 0, degraded: 1, failing: 2 } as const;

/**
 * The figures in Prometheus's text format, by the numbers and units that the JSON has. All are gauges: a count is that of
 * the window, and falls as calls leave it. A metric without a value is left out.
 */
export function prometheusText(metrics: MetricsAnswer): string {
  const { status, build, project, instance, database } = metrics;
  const all: Metric[] = [
    one('status', '0 ok, 1 degraded, 2 failing', STATUS_LEVELS[status]),
    { name: 'build_info', help: 'Which build answers', samples: [{ labels: { build, project }, value: 1 }] },
    ...instanceMetrics(instance),
    ...(database === null ? [] : databaseMetrics(database)),
  ];
  return all.map(textOf).join('');
}

function instanceMetrics({ poll_success_percent: percent, ...instance }: MetricsAnswer['instance']): Metric[] {
  const { answers, progress, database } = instance;
  const kinds = Object.entries({ answers, progress, database });
  const ofEach = (name: string, help: string, field: keyof typeof answers): Metric => ({
    name: `instance_${name}`,
    help: `${help} of this instance, by kind: answers, progress, database`,
    samples: kinds.map(([kind, timing]) => ({ labels: { kind }, value: timing[field] })),
  });
  return [
    one('instance_window_seconds', 'Over how long this instance looks back', instance.window_seconds),
    ofEach('calls', 'Calls in the window', 'count'),
    ofEach('calls_failed', 'Failed calls in the window', 'failed'),
    ofEach('mean_ms', 'Mean time in milliseconds', 'mean_ms'),
    ofEach('p50_ms', 'Median time in milliseconds', 'p50_ms'),
    ofEach('p95_ms', 'Time in milliseconds that 95 % stay under', 'p95_ms'),
    one('instance_poll_success_percent', 'Polls of this instance that did not fail', percent),
  ];
}

function databaseMetrics({ recoveries, ...stored }: NonNullable<MetricsAnswer['database']>): Metric[] {
  return [
    byStatus('missions', 'Missions, by status', stored.by_status),
    one('missions_overdue', 'Missions that the sweep has yet to look after', stored.overdue),
    one('queue_age_seconds', 'How long the oldest queued mission has been free to run', stored.queue_age_seconds),
    one('oldest_heartbeat_seconds', 'Since the quietest running mission was written', stored.oldest_heartbeat_seconds),
    one('recoveries', 'Missions that went on elsewhere in the last 15 minutes', recoveries.count),
    one('recoveries_mean_seconds', 'How long those stood still on average', recoveries.mean_seconds),
    one('recoveries_longest_seconds', 'How long those stood still at most', recoveries.longest_seconds),
    byStatus('deliveries', 'Deliveries to webhooks, by status', stored.deliveries),
    ...modelMetrics(stored),
  ];
}

/** Of today alone: a label for each day would make new series for ever. */
function modelMetrics({ model_usage: usage, as_of: asOf }: Pick<StoredFigures, 'model_usage' | 'as_of'>): Metric[] {
  const today = usage.filter(({ day }) => day === asOf.slice(0, 10));
  const ofEach = (
    name: string,
    help: string,
    field: 'calls' | 'input_tokens' | 'output_tokens' | 'cost_usd',
  ): Metric => ({
    name: `model_${name}_today`,
    help: `${help} of language models since midnight UTC, by type of mission`,
    samples: today.map((entry) => ({ labels: { type: entry.type }, value: entry[field] })),
  });
  return [
    ofEach('calls', 'Calls', 'calls'),
    ofEach('input_tokens', 'Tokens sent to and read', 'input_tokens'),
    ofEach('output_tokens', 'Tokens', 'output_tokens'),
    ofEach('cost_usd', 'US dollars by the price table', 'cost_usd'),
  ];
}

function one(name: string, help: string, value: number | null): Metric {
  return { name, help, samples: [{ value }] };
}

function byStatus(name: string, help: string, counts: Readonly<Record<string, number>>): Metric {
  const samples = Object.entries(counts).map(([status, value]) => ({ labels: { status }, value }));
  return { name, help, samples };
}

function textOf({ name, help, samples }: Metric): string {
  const full = `mission_progress_${name}`;
  const lines = samples.flatMap(({ labels = {}, value }) =>
    value === null ? [] : [`${full}${labelsText(labels)} ${value}\n`],
  );
  return lines.length === 0 ? '' : [`# HELP ${full} ${help}.\n`, `# TYPE ${full} gauge\n`, ...lines].join('');
}

/** Quotes, backslashes and line ends are escaped as in JSON. */
function labelsText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

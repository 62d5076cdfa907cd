import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { announce } from '../../functions/src/core/health.ts';
import { createHealthWatch } from '../../functions/src/missions/healthWatch.ts';
import { createMeters } from '../../functions/src/missions/meters.ts';
import type { HealthReason } from '../../functions/src/schema/health.ts';
import { keptLog, type LogLine } from '../support/keptLog.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = join(root, 'docs/monitoring');

const metric = z.object({
  name: z.string(),
  filter: z.string(),
  metricDescriptor: z.object({ labels: z.array(z.object({ key: z.string() })).default([]) }),
  labelExtractors: z.record(z.string(), z.string()).default({}),
  valueExtractor: z.string().optional(),
});
const condition = z.object({
  conditionMatchedLog: z.object({ filter: z.string(), labelExtractors: z.record(z.string(), z.string()) }).optional(),
  conditionThreshold: z
    .object({
      filter: z.string(),
      aggregations: z.array(z.object({ groupByFields: z.array(z.string()).default([]) })),
    })
    .optional(),
  conditionAbsent: z.object({ filter: z.string() }).optional(),
});
const policy = z.object({
  displayName: z.string(),
  conditions: z.array(condition).min(1),
  documentation: z.object({ content: z.string().min(20) }),
});

const filesIn = (kind: 'metrics' | 'policies') =>
  readdirSync(join(folder, kind)).map((file): [string, unknown] => [
    `${kind}/${file}`,
    JSON.parse(readFileSync(join(folder, kind, file), 'utf8')),
  ]);
const metrics = filesIn('metrics').map(([file, text]) => ({ file, ...metric.parse(text) }));
const policies = filesIn('policies').map(([file, text]) => ({ file, ...policy.parse(text) }));

/** Filters of log lines, and the fields that are taken from the lines they match. */
const logFilters = [
  ...metrics.map(({ file, filter, labelExtractors, valueExtractor = '' }) => ({
    file,
    filter,
    fields: fieldsOf([...Object.values(labelExtractors), valueExtractor]),
  })),
  ...policies.flatMap(({ file, conditions }) =>
    conditions.flatMap(({ conditionMatchedLog: log }) =>
      log === undefined ? [] : [{ file, filter: log.filter, fields: fieldsOf(Object.values(log.labelExtractors)) }],
    ),
  ),
];

function fieldsOf(extractors: readonly string[]): string[] {
  return extractors.flatMap((text) => /^EXTRACT\(jsonPayload\.([\w.]+)\)$/.exec(text)?.[1] ?? []);
}

/** A call of the log in the product: what it says, at which severity, and the source of the object beside it. */
interface LogCall {
  readonly severity: string;
  readonly message: string;
  readonly object: string;
}

const SEVERITIES = ['INFO', 'WARNING', 'ERROR'];
const calls: LogCall[] = readdirSync(join(root, 'functions/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [
    ...readFileSync(join(root, 'functions/src', file), 'utf8').matchAll(
      /log\.(info|warn|error)\((\{.*?\}|told), '([^']+)'/gs,
    ),
  ])
  .map(([, level, object = '', message = '']) => ({
    severity: { info: 'INFO', warn: 'WARNING', error: 'ERROR' }[String(level)] ?? '',
    object,
    message,
  }));

/** Of a filter in Cloud Logging's language the part that is used here: terms that must all hold. */
function matches(filter: string, line: Readonly<Record<string, unknown>>): boolean {
  return filter.split(' AND ').every((term) => {
    const [, field = '', comparison, value = ''] = /^([\w.]+)(>=|=)(.+)$/.exec(term) ?? [];
    const wanted = [...value.matchAll(/"([^"]*)"/g)].map(([, text]) => text);
    if (field === 'resource.type') return wanted[0] === 'cloud_run_revision';
    if (field === 'severity' && comparison === '>=') {
      return SEVERITIES.indexOf(String(line.severity)) >= SEVERITIES.indexOf(value);
    }
    if (!field.startsWith('jsonPayload.') || comparison !== '=') throw new Error(`unknown term ${term}`);
    return wanted.includes(String(line[field.slice('jsonPayload.'.length)]));
  });
}

const REASON: HealthReason = {
  ...{ name: 'recovery', level: 'degraded', measured: 61, threshold: 60, unit: 'seconds' },
  next: 'Look.',
};

// Nothing is read of it: only what the instance knows is looked at.
const app = initializeApp({ projectId: 'demo-monitoring' }, 'monitoring');
const db = getFirestore(app);
afterAll(async () => {
  await deleteApp(app);
});

/** The lines that the health writes, as the product writes them: of an instance whose polls fail, some and then most. */
function healthLines(): LogLine[] {
  const { log, lines } = keptLog();
  let nowMs = 1_790_000_000_000;
  const clock = { epochMs: () => nowMs, now: () => new Date(nowMs).toISOString() };
  const meters = createMeters(clock);
  const thresholds = { poll_failure_percent: 5, mean_answer_ms: 5e3, recovery_seconds: 60, database_query_ms: 1e3 };
  const health = createHealthWatch({ db, clock, log, meters, thresholds });
  for (let poll = 0; poll < 200; poll += 1) {
    nowMs += 1_000;
    meters.answered({ durationMs: 5, hasFailed: poll % 10 === 0 || poll > 100, isProgress: true });
    health.look();
  }
  nowMs += 600_000;
  health.look();
  return lines;
}

describe('every filter of a log line', () => {
  it.each(logFilters)('matches a line that the product writes: $file', ({ filter, fields }) => {
    const written = healthLines().filter((line) => matches(filter, line));
    const named = calls.filter((call) => matches(filter, { ...call }));
    expect(written.length + named.length).toBeGreaterThan(0);
    const messages = [...filter.matchAll(/jsonPayload\.message=\(?((?:"[^"]+"(?: OR )?)+)/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/"([^"]+)"/g)].map(([, message]) => message),
    );
    expect(named.map(({ message }) => message)).toEqual(expect.arrayContaining(messages));
    for (const line of written) expect(Object.keys(line)).toEqual(expect.arrayContaining(fields));
    for (const { object } of named) for (const field of fields) expect(object).toMatch(new RegExp(`\\b${field}\\b`));
  });

  it('does not match what is no fault', () => {
    const good = [
      ...calls.filter(({ severity }) => severity === 'INFO'),
      { severity: 'INFO', event: 'health_recovered' },
    ];
    for (const { filter } of logFilters) expect(good.filter((line) => matches(filter, { ...line }))).toEqual([]);
  });

  it('and both events of the health occur', () => {
    const events = new Set(healthLines().map(({ event }) => event));
    expect([...events].toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
      'health_degraded',
      'health_failing',
      'health_recovered',
    ]);
    expect(announce(new Map(), ['recovery'], [REASON], 0).lines).toMatchObject([{ event: 'health_degraded' }]);
  });
});

describe('every alert policy', () => {
  const userMetric = /logging\.googleapis\.com\/user\/(\w+)/;

  it.each(policies)('counts what there is, by labels that it has: $file', ({ conditions }) => {
    for (const { conditionThreshold: threshold } of conditions) {
      const name = userMetric.exec(threshold?.filter ?? '')?.[1];
      if (threshold === undefined || name === undefined) continue;
      const labels = metrics.find((one) => one.name === name)?.metricDescriptor.labels.map(({ key }) => key);
      expect(labels, name).toBeDefined();
      const used = [threshold.filter, ...threshold.aggregations.flatMap(({ groupByFields }) => groupByFields)];
      const usedLabels = used.flatMap((text) => [...text.matchAll(/metric\.labels\.(\w+)/g)].map(([, label]) => label));
      expect(labels).toEqual(expect.arrayContaining(usedLabels));
    }
  });

  it('is in the list, as is every metric, under the name of its file', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const listed = [...readme.matchAll(/^\| `((?:policies|metrics)\/[\w-]+\.json)`/gm)].map(([, file]) => String(file));
    expect(listed.toSorted()).toEqual([...policies, ...metrics].map(({ file }) => file).toSorted());
    for (const { file, name, metricDescriptor, labelExtractors } of metrics) {
      expect(file).toBe(`metrics/${name}.json`);
      expect(metricDescriptor.labels.map(({ key }) => key).toSorted()).toEqual(Object.keys(labelExtractors).toSorted());
    }
  });
});

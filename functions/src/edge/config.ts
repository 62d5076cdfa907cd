import * as z from 'zod';
import type { HealthThresholds } from '../schema/health.ts';
import { type ModelConfig, modelConfigOf, modelSettings, needsStoredKey } from './modelConfig.ts';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const environment = z.object({
  GCLOUD_PROJECT: z.string().min(1),
  FUNCTIONS_EMULATOR: z.literal('true').optional(),
  FIRESTORE_EMULATOR_HOST: z.string().optional(),
  FIREBASE_AUTH_EMULATOR_HOST: z.string().optional(),
  CLOUD_TASKS_EMULATOR_HOST: z.string().optional(),
  FUNCTIONS_REGION: z.string().default('us-central1'),
  /** Hosts (`name` or `name:port`) that missions may reach although they are private addresses. */
  FETCH_ALLOW_HOSTS: list,
  /** Which build this is: the commit and the time, put into the bundle by scripts/build.ts. */
  BUILD_ID: z.string().default('unbuilt'),
  /** Other origins whose pages may call the API. Same-origin pages need nothing. */
  CORS_ORIGINS: list,
  /** How many missions of one owner may run at once; 0 for no limit. */
  MAX_RUNNING_PER_OWNER: z.coerce.number().int().min(0).max(10_000).default(0),
  /** The same for all missions of a type, such as `research=20,report=5`. */
  MAX_RUNNING_PER_TYPE: list.transform(
    (entries, context) => new Map(entries.map((entry) => typeLimit(entry, context))),
  ),
  /** Days after which an ended mission is deleted; 0 keeps them for ever. */
  RETENTION_DAYS: z.coerce.number().int().min(0).max(3650).default(90),
  /** Whether `POST /missions/purge` works outside the emulator suite too. */
  ALLOW_PURGE: z.enum(['true', 'false']).default('false'),
  /** How many missions one owner may create in a minute, and how many set going (execute and retry), over all instances. */
  MAX_CREATED_PER_MINUTE: perMinute(60),
  MAX_STARTED_PER_MINUTE: perMinute(60),
  /** How many calls one caller may make in a minute on one instance: those that look, and those that change something. */
  MAX_READS_PER_MINUTE: perMinute(600),
  MAX_WRITES_PER_MINUTE: perMinute(300),
  /** How many API keys that do not exist one address may try in a minute on one instance: each costs a read. */
  MAX_BAD_KEYS_PER_MINUTE: perMinute(30),
  /** From which value on the health is degraded; see the guide, /guide/health. */
  HEALTH_POLL_FAILURE_PERCENT: z.coerce.number().positive().max(100).default(5),
  HEALTH_MEAN_ANSWER_MS: z.coerce.number().positive().default(5_000),
  HEALTH_RECOVERY_SECONDS: z.coerce.number().positive().default(60),
  HEALTH_DATABASE_QUERY_MS: z.coerce.number().positive().default(1_000),
  /** Who sends it may read /health/metrics: it counts the missions of all owners. */
  METRICS_TOKEN: z.string().min(32).optional(),
  ...modelSettings,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** A number of calls in a minute; 0 for no limit. */
function perMinute(usual: number) {
  return z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(usual)
    .transform((limit) => limit || null);
}

function typeLimit(entry: string, context: z.RefinementCtx): [string, number] {
  const [, type, count] = /^([^=]+)=([1-9]\d{0,4})$/.exec(entry) ?? [];
  if (type !== undefined && count !== undefined) return [type.trim(), Number(count)];
  context.addIssue({ code: 'custom', message: `"${entry}" must be a type and its limit, such as research=20` });
  return z.NEVER;
}

/** What the deployment sets, parsed once. */
export interface Config {
  readonly project: string;
  readonly build: string;
  readonly region: string;
  readonly emulators: { readonly firestore: string; readonly auth: string; readonly tasks: string } | null;
  readonly fetchAllowHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly retentionDays: number;
  readonly allowsPurge: boolean;
  readonly limits: {
    readonly perOwner: number | null;
    readonly perType: ReadonlyMap<string, number>;
    readonly perMinute: { readonly create: number | null; readonly start: number | null };
  };
  /** Calls in a minute on one instance; null for as many as they like. */
  readonly rates: { readonly read: number | null; readonly write: number | null; readonly badKey: number | null };
  readonly healthThresholds: HealthThresholds;
  /** Null: nobody may read the metrics, except on the emulator suite, where everybody may. */
  readonly metricsToken: string | null;
  /** The language model, or null where none is set. */
  readonly llm: ModelConfig | null;
  /** Which settings come from Secret Manager. Asked when deploying alone: a running function finds them in `env`. */
  readonly secrets: readonly string[];
  readonly logLevel: string;
}

/**
 * Parses `env`. Throws when it is incomplete, and when emulator addresses are set outside the emulator suite: a
 * production instance that trusts the Auth emulator would accept unsigned tokens from anybody.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = environment.parse(env);
  const emulators = emulatorsOf(values);
  const llm = modelConfigOf(values);
  return {
    project: values.GCLOUD_PROJECT,
    build: values.BUILD_ID,
    region: values.FUNCTIONS_REGION,
    emulators,
    fetchAllowHosts: values.FETCH_ALLOW_HOSTS,
    corsOrigins: values.CORS_ORIGINS,
    retentionDays: values.RETENTION_DAYS,
    allowsPurge: values.ALLOW_PURGE === 'true' || emulators !== null,
    limits: {
      perOwner: values.MAX_RUNNING_PER_OWNER || null,
      perType: values.MAX_RUNNING_PER_TYPE,
      perMinute: { create: values.MAX_CREATED_PER_MINUTE, start: values.MAX_STARTED_PER_MINUTE },
    },
    rates: {
      read: values.MAX_READS_PER_MINUTE,
      write: values.MAX_WRITES_PER_MINUTE,
      badKey: values.MAX_BAD_KEYS_PER_MINUTE,
    },
    healthThresholds: {
      poll_failure_percent: values.HEALTH_POLL_FAILURE_PERCENT,
      mean_answer_ms: values.HEALTH_MEAN_ANSWER_MS,
      recovery_seconds: values.HEALTH_RECOVERY_SECONDS,
      database_query_ms: values.HEALTH_DATABASE_QUERY_MS,
    },
    metricsToken: values.METRICS_TOKEN ?? null,
    llm,
    secrets: emulators === null && llm !== null && needsStoredKey(llm) ? ['LLM_API_KEY'] : [],
    logLevel: values.LOG_LEVEL,
  };
}

function emulatorsOf(values: z.infer<typeof environment>): Config['emulators'] {
  const {
    FIRESTORE_EMULATOR_HOST: firestore,
    FIREBASE_AUTH_EMULATOR_HOST: auth,
    CLOUD_TASKS_EMULATOR_HOST: tasks,
  } = values;
  const isSuite = values.FUNCTIONS_EMULATOR === 'true' && values.GCLOUD_PROJECT.startsWith('demo-');
  if (!isSuite) {
    if (auth !== undefined || firestore !== undefined) {
      throw new Error('emulator addresses are set outside the emulator suite: unset FIREBASE_AUTH_EMULATOR_HOST');
    }
    return null;
  }
  if (firestore === undefined || auth === undefined || tasks === undefined) {
    throw new Error('the emulator suite must run firestore, auth and tasks: start it with npm start');
  }
  return { firestore, auth, tasks };
}

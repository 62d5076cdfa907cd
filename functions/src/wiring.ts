import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { getFirestore } from 'firebase-admin/firestore';
import { exampleMission } from './catalog/example/mission.ts';
import { reportMission } from './catalog/report/mission.ts';
import { researchMission } from './catalog/research/mission.ts';
import { SEND_LIMIT_MS } from './core/delivery.ts';
import { createAuth } from './edge/auth.ts';
import { systemRandom } from './edge/chance.ts';
import { systemClock } from './edge/clock.ts';
import { readConfig } from './edge/config.ts';
import { timeDatabase } from './edge/databaseTimes.ts';
import { createApp } from './edge/firebase.ts';
import { guardedWeb } from './edge/guardedFetch.ts';
import { createLog } from './edge/log.ts';
import { createModel } from './edge/model.ts';
import { createShutdown } from './edge/shutdown.ts';
import { sleep } from './edge/sleep.ts';
import { createTargets } from './edge/targets.ts';
import { createTasks } from './edge/tasks.ts';
import type { AppDeps } from './http/app.ts';
import { catalogOf } from './missions/defineMission.ts';
import { createHealthWatch } from './missions/healthWatch.ts';
import { keyCallers } from './missions/keyCaller.ts';
import { createMeters } from './missions/meters.ts';
import { ownResult } from './missions/ownResult.ts';

// BUILD_ID is replaced by its value in the bundle, hence spelled out here.
export const config = readConfig({ ...process.env, BUILD_ID: process.env.BUILD_ID });

const app = createApp(config);

/** How missions name themselves to the sites they read, and the name that a robots.txt may address; webhooks too. */
const USER_AGENT = 'MissionProgress/1.0';

const web = guardedWeb({ allowHosts: config.fetchAllowHosts, userAgent: USER_AGENT });

const db = getFirestore(app);
const log = createLog(config.logLevel);

/** Nothing of it is loaded, and nothing opened, before a mission asks it something. */
const means = { clock: systemClock, random: systemRandom, log, sleep };
const model = config.llm === null ? null : createModel(config.llm, means);
const meters = createMeters(systemClock);
timeDatabase(db, meters.queried);

/** The real parts, put together once for each process. */
export const deps: AppDeps = {
  config,
  db,
  auth: createAuth(app, config, keyCallers({ db, clock: systemClock, log }, { badKeysPerMinute: config.rates.badKey })),
  tasks: createTasks(app, config),
  targets: createTargets({
    allowHosts: config.fetchAllowHosts,
    namesHosts: config.emulators !== null,
    userAgent: USER_AGENT,
    limitMs: SEND_LIMIT_MS,
  }),
  catalog: catalogOf([
    researchMission({ web }),
    reportMission({ web, model, resultOf: (id, other) => ownResult(db, id, other) }),
    ...(config.emulators === null ? [] : [exampleMission()]),
  ]),
  limits: config.limits,
  retentionDays: config.retentionDays,
  clock: systemClock,
  random: systemRandom,
  log,
  sleep,
  meters,
  health: createHealthWatch({ db, clock: systemClock, log, meters, thresholds: config.healthThresholds }),
};

/** Asked to end, this process first hands its missions over. */
export const shutdown = createShutdown();

/** A new name for one run: the host and process tell an operator where it is, the rest tells runs apart. */
export function holder(): string {
  return `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
}

import { randomBytes } from 'node:crypto';
import { type Ports, portBeside, scatteredPorts } from '../emulators/ports.ts';
import { callSweep } from '../emulators/schedule.ts';
import { startSuite } from '../emulators/suite.ts';
import type { Build } from '../emulators/suiteConfig.ts';

export interface TestSuite {
  /** What tests find the suite by; test/support/suite.ts reads it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** Tests call faster than anybody is meant to; those of the limits run the API themselves. */
const UNHURRIED = {
  MAX_CREATED_PER_MINUTE: '0',
  MAX_STARTED_PER_MINUTE: '0',
  MAX_READS_PER_MINUTE: '0',
  MAX_WRITES_PER_MINUTE: '0',
};

/** A language model that a test may serve at `port`: nothing listens there before it does. */
const modelAt = (port: number) => ({
  LLM_BASE_URL: `http://127.0.0.1:${port}/v1`,
  LLM_MODEL: 'scripted',
  LLM_PRICES: '{"scripted":{"input":2,"output":8}}',
  LLM_STALL_SECONDS: '5',
});

/** One suite for all tests of a run, empty, on ports and under a project of its own. */
export async function startTestSuite(folder: string, build: Build, signal: AbortSignal): Promise<TestSuite> {
  const projectId = `demo-test-${randomBytes(4).toString('hex')}`;
  const ports = await scatteredPorts();
  const modelPort = await portBeside(ports);
  console.log(`Starting an emulator suite for the tests: ${projectId}, dashboard on port ${ports.hosting}`);
  // Tests serve sites of their own for missions to read, on whatever port is free.
  const suite = await startSuite(
    {
      projectId,
      ports,
      build,
      folder,
      dataFolder: null,
      isVerbose: false,
      // One example at a time, so that a second one stands in line.
      env: {
        ...process.env,
        FETCH_ALLOW_HOSTS: 'localhost',
        MAX_RUNNING_PER_TYPE: 'example=1',
        ...UNHURRIED,
        ...modelAt(modelPort),
      },
    },
    signal,
  );
  const stopped = new AbortController();
  const functionsUrl = `http://127.0.0.1:${ports.functions}/${projectId}`;
  const sweeping = callSweep(functionsUrl, AbortSignal.any([signal, stopped.signal]), console.error);
  return {
    env: { ...process.env, ...addresses(projectId, ports, build), SUITE_MODEL_PORT: String(modelPort) },
    stop: async () => {
      stopped.abort();
      suite.stop();
      await Promise.all([suite.ended, sweeping]);
    },
  };
}

function addresses(projectId: string, ports: Ports, build: Build): NodeJS.ProcessEnv {
  return {
    SUITE_PROJECT: projectId,
    SUITE_HOSTING_URL: `http://localhost:${ports.hosting}`,
    SUITE_FUNCTIONS_URL: `http://127.0.0.1:${ports.functions}/${projectId}/us-central1`,
    SUITE_HUB_URL: `http://127.0.0.1:${ports.hub}`,
    SUITE_FUNCTIONS_BUILD: build.functions,
    SUITE_WEB_BUILD: build.web,
    // The names by which Firebase's own libraries look for an emulator.
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
    FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
    CLOUD_TASKS_EMULATOR_HOST: `127.0.0.1:${ports.tasks}`,
    METADATA_SERVER_DETECTION: 'none',
  };
}

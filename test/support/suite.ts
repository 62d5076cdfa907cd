/** The emulator suite that `npm test` has started for this run: the product as `npm start` runs it, with nothing in it. */
export interface Suite {
  readonly projectId: string;
  /** The dashboard and the API, on one origin. */
  readonly hostingUrl: string;
  /** Where each function answers on an address of its own: `${functionsUrl}/api/missions`. */
  readonly functionsUrl: string;
  readonly hubUrl: string;
  /** `host:port` */
  readonly firestore: string;
  readonly auth: string;
  readonly tasks: string;
  /** Where the product asks for its language model: a test that needs one serves it there (modelServer.ts). */
  readonly modelPort: number;
  /** The folders that were built: for tests that start a suite of their own. */
  readonly build: { readonly functions: string; readonly web: string };
}

/** A test that needs the suite fails without one, it does not skip. */
export const suite: Suite = {
  projectId: setByRunner('SUITE_PROJECT'),
  hostingUrl: setByRunner('SUITE_HOSTING_URL'),
  functionsUrl: setByRunner('SUITE_FUNCTIONS_URL'),
  hubUrl: setByRunner('SUITE_HUB_URL'),
  firestore: setByRunner('FIRESTORE_EMULATOR_HOST'),
  auth: setByRunner('FIREBASE_AUTH_EMULATOR_HOST'),
  tasks: setByRunner('CLOUD_TASKS_EMULATOR_HOST'),
  modelPort: Number(setByRunner('SUITE_MODEL_PORT')),
  build: { functions: setByRunner('SUITE_FUNCTIONS_BUILD'), web: setByRunner('SUITE_WEB_BUILD') },
};

/** The browser for the tests that drive one. */
export function chromiumPath(): string {
  return setByRunner('CHROMIUM_PATH');
}

function setByRunner(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run this test through npm test -- --only rules,emulator`);
  return value;
}

import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { inRepo } from '../paths.ts';
import type { Ports } from './ports.ts';

/** The built product: a functions folder with `lib/index.js`, and the folder that Hosting serves. */
export interface Build {
  readonly functions: string;
  readonly web: string;
}

/** The parts of firebase.json that a suite changes; the rest is passed on as it stands. */
interface FirebaseConfig {
  functions: { source: string; predeploy?: unknown }[];
  hosting: { public: string; headers: { source: string; headers: { key: string; value: string }[] }[] };
  emulators: unknown;
}

/**
 * Writes firebase.json as this suite needs it: its own ports, its own build. In the repository's root, for
 * firebase-tools takes the configuration's folder as the project's and accepts no path that leads out of it.
 */
export async function writeSuiteConfig(path: string, ports: Ports, build: Build): Promise<void> {
  const config: FirebaseConfig = JSON.parse(await readFile(inRepo('firebase.json'), 'utf8'));
  config.functions = config.functions.map((codebase) => ({ ...codebase, source: relative(inRepo(), build.functions) }));
  config.hosting.public = relative(inRepo(), build.web);
  config.emulators = emulators(ports);
  admitLocalEmulators(config.hosting.headers);
  await writeFile(path, JSON.stringify(config, null, 2));
}

function emulators(ports: Ports): unknown {
  return {
    // Tests keep each file's data in a project of its own.
    singleProjectMode: false,
    ui: { enabled: false },
    hosting: { port: ports.hosting },
    functions: { port: ports.functions },
    firestore: { port: ports.firestore, websocketPort: ports.firestoreWebSocket },
    auth: { port: ports.auth },
    tasks: { port: ports.tasks },
    eventarc: { port: ports.eventarc },
    hub: { port: ports.hub },
    logging: { port: ports.logging },
  };
}

/**
 * The page talks to the Firestore and Auth emulators on ports of their own, and signing in with Google opens a frame of
 * the latter; the product's policy forbids both.
 */
function admitLocalEmulators(rules: FirebaseConfig['hosting']['headers']): void {
  for (const header of rules.flatMap((rule) => rule.headers)) {
    if (header.key !== 'Content-Security-Policy') continue;
    header.value = header.value.replaceAll(/connect-src|frame-src/g, '$& http://localhost:* http://127.0.0.1:*');
  }
}

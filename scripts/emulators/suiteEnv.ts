import { delimiter } from 'node:path';
import { inRepo } from '../paths.ts';
import { findFirestoreJar } from './firestoreJar.ts';
import { findJava, withJava } from './java.ts';
import type { Ports } from './ports.ts';

/**
 * Without a limit the emulator takes a quarter of the machine's memory, and with 1 GB it may come to do nothing but collect
 * garbage: what it has not delivered to a page that went without a word it keeps, some 4 kB for each change.
 */
const firestoreHeap = '-Xmx3g';

/** What firebase-tools runs in; function workers inherit it (functions/.env files come over it). */
export async function suiteEnv(ports: Ports, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const [java, jar] = await Promise.all([findJava(env), findFirestoreJar(env)]);
  const own = [`localhost:${ports.hosting}`, `127.0.0.1:${ports.hosting}`];
  const nodeFirst = `${inRepo('node_modules/.bin')}${delimiter}${env.PATH ?? ''}`;
  return {
    ...withJava({ ...env, PATH: nodeFirst }, java),
    ...(jar.from === 'Google Cloud CLI' ? { FIRESTORE_EMULATOR_BINARY_PATH: jar.path } : {}),
    JAVA_TOOL_OPTIONS: withHeapLimit(env.JAVA_TOOL_OPTIONS ?? ''),
    // The product's own guide is what the sample mission reads.
    FETCH_ALLOW_HOSTS: [env.FETCH_ALLOW_HOSTS, ...own].filter(Boolean).join(','),
    // Google's libraries else look for a metadata server, which only their cloud has.
    METADATA_SERVER_DETECTION: 'none',
    FUNCTIONS_DISCOVERY_TIMEOUT: '60',
  };
}

function withHeapLimit(options: string): string {
  return options.includes('-Xmx') ? options : `${options} ${firestoreHeap}`.trim();
}

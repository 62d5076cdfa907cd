import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { inCache, inRepo } from '../paths.ts';
import { manifestJar } from './manifestJar.ts';

const mainClass = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
const gcloudComponent = join('platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');

/** Each `path` can be started with `java -jar`. `version` is null where nothing beside the jar says it. */
export type FirestoreJar =
  /** firebase-tools takes it from the environment, or has the version it wants in its cache. */
  | {
      readonly from: 'FIRESTORE_EMULATOR_BINARY_PATH' | 'firebase cache';
      readonly path: string;
      readonly version: string | null;
    }
  /** To be handed to firebase-tools as FIRESTORE_EMULATOR_BINARY_PATH. */
  | { readonly from: 'Google Cloud CLI'; readonly path: string; readonly version: string | null }
  /** firebase-tools downloads it into its cache: once, over 100 MB. */
  | { readonly from: 'download' };

export async function findFirestoreJar(env: NodeJS.ProcessEnv): Promise<FirestoreJar> {
  const given = env.FIRESTORE_EMULATOR_BINARY_PATH;
  if (given) return { from: 'FIRESTORE_EMULATOR_BINARY_PATH', path: given, version: null };
  const cached = await jarOfFirebaseTools(env);
  if (existsSync(cached.path)) return { from: 'firebase cache', ...cached };
  for await (const sdkRoot of gcloudRoots(env)) {
    const jar = join(sdkRoot, gcloudComponent);
    if (!existsSync(jar)) continue;
    return { from: 'Google Cloud CLI', path: await wrap(jar), version: await componentVersion(sdkRoot) };
  }
  return { from: 'download' };
}

/** A jar that `java -jar` runs, downloaded by firebase-tools if there is none here. */
export async function firestoreJarPath(env: NodeJS.ProcessEnv): Promise<string> {
  const found = await findFirestoreJar(env);
  if (found.from !== 'download') return found.path;
  const firebase = inRepo('node_modules/firebase-tools/lib/bin/firebase.js');
  await promisify(execFile)(process.execPath, [firebase, 'setup:emulators:firestore'], { env });
  return (await jarOfFirebaseTools(env)).path;
}

async function jarOfFirebaseTools(env: NodeJS.ProcessEnv): Promise<{ path: string; version: string }> {
  const folder = env.FIREBASE_EMULATORS_PATH ?? join(homedir(), '.cache', 'firebase', 'emulators');
  const downloads = inRepo('node_modules/firebase-tools/lib/emulator/downloadableEmulatorInfo.json');
  const info: { firestore: { version: string } } = JSON.parse(await readFile(downloads, 'utf8'));
  const { version } = info.firestore;
  return { path: join(folder, `cloud-firestore-emulator-v${version}.jar`), version };
}

/** Where the Google Cloud CLI may live; asking it comes last, for that takes a second. */
async function* gcloudRoots(env: NodeJS.ProcessEnv): AsyncGenerator<string> {
  if (env.CLOUDSDK_ROOT_DIR) yield env.CLOUDSDK_ROOT_DIR;
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const gcloud = await realpath(join(folder, 'gcloud')).catch(() => null);
    if (gcloud === null) continue;
    yield dirname(dirname(gcloud));
    const asked = await promisify(execFile)(gcloud, ['info', '--format=value(installation.sdk_root)']).catch(
      () => null,
    );
    if (asked !== null) yield asked.stdout.trim();
  }
}

/** As the CLI notes it beside what it installed; a layout that we do not know is no reason to fail. */
async function componentVersion(sdkRoot: string): Promise<string | null> {
  const note = join(sdkRoot, '.install', 'cloud-firestore-emulator.snapshot.json');
  const text = await readFile(note, 'utf8').catch(() => '');
  return /"id": *"cloud-firestore-emulator".*?"version_string": *"([^"]+)"/s.exec(text)?.[1] ?? null;
}

/** The component's jar names no main class, and firebase-tools runs `java -jar`. Renamed into place: runs overlap. */
async function wrap(jar: string): Promise<string> {
  const wrapped = inCache('cloud-firestore-emulator.jar');
  const unfinished = `${wrapped}.${process.pid}`;
  await mkdir(dirname(wrapped), { recursive: true });
  await writeFile(unfinished, manifestJar(mainClass, pathToFileURL(jar)));
  await rename(unfinished, wrapped);
  return wrapped;
}

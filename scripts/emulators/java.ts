import { execFile } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../problem.ts';

/** firebase-tools 15 refuses to start the Firestore emulator on anything older. */
const oldestJava = 21;

const jvmFolders = ['/usr/lib/jvm', '/usr/lib64/jvm', '/Library/Java/JavaVirtualMachines'];
const homebrewJvms = ['/opt/homebrew/opt/openjdk/bin/java', '/usr/local/opt/openjdk/bin/java'];

export interface Java {
  readonly command: string;
  readonly major: number;
}

/** The first Java that is new enough: JAVA_HOME, then PATH, then the folders where systems keep their JVMs. */
export async function findJava(env: NodeJS.ProcessEnv): Promise<Java> {
  const tooOld: Java[] = [];
  const asked = new Set<string>();
  for (const candidate of await candidates(env)) {
    const command = await realpath(candidate).catch(() => null);
    if (command === null || asked.has(command)) continue;
    asked.add(command);
    const major = await majorVersion(command);
    if (major !== null && major >= oldestJava) return { command, major };
    if (major !== null) tooOld.push({ command, major });
  }
  throw new Problem(explain(tooOld));
}

/** The same environment with this Java first on PATH, where firebase-tools looks for it. */
export function withJava(env: NodeJS.ProcessEnv, java: Java): NodeJS.ProcessEnv {
  const bin = dirname(java.command);
  return { ...env, JAVA_HOME: dirname(bin), PATH: `${bin}${delimiter}${env.PATH ?? ''}` };
}

async function candidates(env: NodeJS.ProcessEnv): Promise<string[]> {
  const home = env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java')] : [];
  const onPath = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'java'));
  const installed: string[] = [];
  for (const folder of jvmFolders) {
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names.toReversed()) {
      installed.push(join(folder, name, 'bin', 'java'), join(folder, name, 'Contents', 'Home', 'bin', 'java'));
    }
  }
  return [...home, ...onPath, ...installed, ...homebrewJvms];
}

/** Null for a command that does not run or does not say what it is: macOS ships a `java` that only asks to install one. */
async function majorVersion(command: string): Promise<number | null> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, ['-version']);
    const major = /version "(\d+)/.exec(stdout + stderr)?.[1];
    return major === undefined ? null : Number(major);
  } catch {
    return null;
  }
}

function explain(tooOld: readonly Java[]): string {
  const found = tooOld.map((java) => `  found ${java.command}, which is Java ${java.major}`);
  return [
    `The Firestore emulator needs Java ${oldestJava} or newer, and there is none here.`,
    ...found,
    'Install one:',
    '  Debian 13, Ubuntu 22.04 and newer   sudo apt-get install openjdk-21-jre-headless',
    '  Debian 12                           temurin-21-jre from https://adoptium.net/installation/linux',
    '  macOS                               brew install openjdk',
    'or set JAVA_HOME to one that this search (JAVA_HOME, PATH, the system folder of JVMs) did not see.',
  ].join('\n');
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions, mirrorFunctions } from '../../../scripts/building/bundleFunctions.ts';

/** What firebase-admin has to be loaded for the API: the parts that it imports. */
const ADMIN = ['app', 'firestore', 'auth', 'functions'].map((part) => `import 'firebase-admin/${part}';`);
const BARE = [
  "import { onRequest } from 'firebase-functions/https';",
  "export const api = onRequest((_, response) => void response.send('ok'));",
];

/** Packages that our bundle imports when it is loaded, beyond those of the floor. */
const AT_ONCE = [
  'helmet',
  'lru-cache',
  'rate-limiter-flexible/lib/RateLimiterMemory.js',
  'standardwebhooks',
  'croner',
  'ipaddr.js',
  'pino',
];
/** Packages that are loaded when a mission, a delivery or a health check needs them. */
const LATER = ['undici', 'cheerio/slim', 'minisearch', 'robots-parser', '@google-cloud/tasks'];

/** Files to import, each a process's first. */
export interface Entries {
  readonly bare: string;
  readonly admin: string;
  readonly floor: string;
  /** The bundle as it is deployed. */
  readonly ours: string;
  readonly atOnce: ReadonlyMap<string, string>;
  readonly later: ReadonlyMap<string, string>;
}

/** Lays the entries into `folder`, which then sees the packages that the functions see. */
export async function layEntries(folder: string): Promise<Entries> {
  await mirrorFunctions(folder);
  await bundleFunctions(folder, 'bench');
  const lib = join(folder, 'lib');
  await mkdir(lib, { recursive: true });
  const lay = async (name: string, lines: readonly string[]): Promise<string> => {
    const path = join(lib, `${name}.mjs`);
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  };
  const layPackages = async (names: readonly string[]): Promise<Map<string, string>> => {
    const laid = names.map(async (name) => {
      return [name, await lay(`package-${name.replaceAll(/\W/g, '-')}`, [`import '${name}';`])] as const;
    });
    return new Map(await Promise.all(laid));
  };
  return {
    bare: await lay('bare', BARE),
    admin: await lay('admin', ADMIN),
    floor: await lay('floor', [...BARE, ...ADMIN]),
    ours: join(lib, 'index.js'),
    atOnce: await layPackages(AT_ONCE),
    later: await layPackages(LATER),
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { offlineWorker } from './offlineWorker.ts';
import { withoutProbe } from './withoutProbe.ts';

const DATA = join(import.meta.dirname, 'src/data.ts');
const LIST = join(import.meta.dirname, 'src/missions/list/LiveList.tsx');
const MISSION = join(import.meta.dirname, 'src/missions/MissionBody.tsx');

/**
 * Lets the browser fetch the data chunk (Firebase, zod) while it still reads the entry. Low priority: the entry paints
 * the seed and must not share the line.
 */
function preloadData(): Plugin {
  return {
    name: 'preload-data',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, chunk: entry }) {
        const data = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === 'data');
        if (data?.type !== 'chunk') return [];
        const known = new Set([entry?.fileName, ...(entry?.imports ?? [])]);
        return withImports(data.fileName, bundle)
          .filter((file) => !known.has(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', href: `/${file}`, fetchpriority: 'low', crossorigin: true },
            injectTo: 'head',
          }));
      },
    },
  };
}

/** A chunk's file and those that it imports, directly or through another: what runs first comes first. */
function withImports(file: string, bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  const visit = (each: string): void => {
    const part = bundle[each];
    if (part?.type !== 'chunk' || found.has(each)) return;
    found.add(each);
    part.imports.forEach(visit);
  };
  visit(file);
  return [...found].toReversed();
}

/**
 * Gives the page's own code a copy of the few pure functions that live beside schemas. A module goes into one chunk as
 * a whole: without the copy the first paint carries zod, for a schema that only the data chunk parses with.
 */
function pureParts(): Plugin {
  const shared = /\/schema\/(time|ids)\.ts$/;
  const asksForFunctions = /\/(functions\/src\/core|web\/src)\//;
  return {
    name: 'pure-parts',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!shared.test(source) || importer === undefined || !asksForFunctions.test(importer)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found === null ? null : `${found.id}?pure`;
    },
  };
}

/**
 * Leaves out what the page never calls. `re2js`, a quarter of the data chunk: with it Firestore evaluates the regular
 * expressions of pipeline queries on the device (they need the Enterprise edition). And what makes JSON Schema of zod's
 * schemas, 5 kB: each schema has a method for it. What is called all the same throws, and says so.
 */
function withoutUnused(): Plugin {
  const unused = /\/re2js\/|\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
  return {
    name: 'without-unused',
    enforce: 'pre',
    load: async (id) => {
      if (!unused.test(id)) return null;
      const names = (await readFile(id, 'utf8')).matchAll(/^export (?:const|function) (\w+)/gm);
      return [
        "const leftOut = () => { throw new Error('left out of this build: see vite.config.ts') };",
        // Those that make a method are called for each schema; the method is what nobody calls.
        ...[...names].map(
          ([, name = '']) => `export const ${name} = ${name.startsWith('create') ? '() => ' : ''}leftOut;`,
        ),
        'export const RE2JS = { compile: leftOut };',
      ].join('\n');
    },
  };
}

type Look = (id: string) => { readonly importedIds: readonly string[] } | null;
const needs = new Map<string, ReadonlySet<string>>();

/** What module `entry` needs before it runs, itself apart: by its own name it is found in the build's manifest. */
function neededBy(entry: string, look: Look): ReadonlySet<string> {
  const known = needs.get(entry);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    look(id)?.importedIds.forEach(visit);
  };
  look(entry)?.importedIds.forEach(visit);
  needs.set(entry, found);
  return found;
}

/**
 * The chunks that a first visit waits for, each module in the first that it fits. As many files as there are modules
 * shared with other parts, they were twenty answers to wait for on a slow line. The icons of all parts are among what the
 * list and a mission share, for their library has one door that names them all.
 */
const firstVisit: readonly { name: string; has: (id: string, isNeededBy: (entry: string) => boolean) => boolean }[] = [
  {
    // Apart from what is built on it, so that the two are read in tasks of their own: see loadData.ts.
    name: 'firebase',
    has: (id) => /\/node_modules\/(@firebase|firebase|idb)\/|\/web\/src\/firebaseApp\.ts$/.test(id),
  },
  { name: 'service', has: (_id, isNeededBy) => isNeededBy(DATA) },
  { name: 'listAndMission', has: (_id, isNeededBy) => isNeededBy(LIST) && isNeededBy(MISSION) },
  { name: 'list', has: (_id, isNeededBy) => isNeededBy(LIST) },
  { name: 'mission', has: (_id, isNeededBy) => isNeededBy(MISSION) },
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [pureParts(), withoutUnused(), withoutProbe(), react(), tailwindcss(), preloadData(), offlineWorker()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // By module, for test/support/webBuild.ts: a chunk's own name says little of what is in it.
    manifest: true,
    // Our own budgets (SCREENS section 6) are by chunk and gzipped; Vite's warning is neither.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        // What the first paint needs is one file: split by who else uses it, it was twelve, 4 kB more of them, and on a
        // slow line as many answers to wait for. The worker is a script of its own, and may import nothing.
        // The same with the data chunk, which was fourteen; what a screen asks on top of it stays with that screen.
        codeSplitting: {
          groups: [
            { name: 'base', tags: ['$initial'], test: (id) => !id.includes('/web/worker/') },
            ...firstVisit.map(({ name, has }) => ({
              name: (id: string, modules: { getModuleInfo: Look }) =>
                has(id, (entry) => id !== entry && neededBy(entry, (each) => modules.getModuleInfo(each)).has(id))
                  ? name
                  : null,
              debugName: name,
            })),
          ],
        },
      },
      treeshake: {
        // The page's first paint uses pure functions that live beside schemas. Building a schema does nothing else, so
        // where no schema is used zod stays out of the entry; without these two lines it is 40 kB larger.
        manualPureFunctions: ['z'],
        moduleSideEffects: (id) => !id.includes('/functions/src/'),
      },
    },
  },
});

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { offlineWorker } from './offlineWorker.ts';

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
        return [data.fileName, ...data.imports]
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
 * Leaves out `re2js`, with which Firestore evaluates the regular expressions of pipeline queries on the device. The page
 * makes no pipeline queries (they need the Enterprise edition), and the library is a quarter of the data chunk.
 */
function withoutRe2(): Plugin {
  const empty = '\0without-re2';
  return {
    name: 'without-re2',
    enforce: 'pre',
    resolveId: (source) => (source === 're2js' ? empty : null),
    load: (id) =>
      id === empty
        ? "export const RE2JS = { compile() { throw new Error('left out of this build: see vite.config.ts') } };"
        : null,
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [pureParts(), withoutRe2(), react(), tailwindcss(), preloadData(), offlineWorker()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Our own budgets (SCREENS section 6) are by chunk and gzipped; Vite's warning is neither.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      treeshake: {
        // The page's first paint uses pure functions that live beside schemas. Building a schema does nothing else, so
        // where no schema is used zod stays out of the entry; without these two lines it is 40 kB larger.
        manualPureFunctions: ['z'],
        moduleSideEffects: (id) => !id.includes('/functions/src/'),
      },
    },
  },
});

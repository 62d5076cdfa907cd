import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Public files that a page without a network needs. The icons of an installed page are the system's own business. */
const PUBLIC_FILES = /\.(js|svg|webmanifest)$/;

/**
 * Builds `worker/sw.ts` as /sw.js, a script without imports, and tells it which files the build consists of. Its bytes
 * change with them, and by that browsers see that there is a newer build.
 */
export function offlineWorker(): Plugin {
  let publicDir = '';
  return {
    name: 'offline-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(import.meta.dirname, 'worker/sw.ts'), fileName: 'sw.js' });
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files: [string, string][] = (await publicFiles(publicDir)).map(([name, data]) => [
          `/${name}`,
          digest(data),
        ]);
        for (const part of Object.values(bundle)) {
          // Hosting serves nothing whose name begins with a dot, such as the build's own manifest.
          if (part.fileName === 'sw.js' || /^\.|\.map$/.test(part.fileName)) continue;
          // Hosting serves index.html at the root, and redirects its own name there.
          const path = part.fileName === 'index.html' ? '/' : `/${part.fileName}`;
          files.push([path, digest(part.type === 'chunk' ? part.code : part.source)]);
        }
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') throw new Error('the build has no sw.js');
        const list = JSON.stringify(files.toSorted(([a], [b]) => (a < b ? -1 : 1)));
        worker.code = worker.code
          .replaceAll('__FILES__', () => list)
          .replaceAll('__BUILD__', () => JSON.stringify(createHash('sha256').update(list).digest('hex').slice(0, 16)));
      },
    },
  };
}

async function publicFiles(folder: string): Promise<[string, Buffer][]> {
  const names = (await readdir(folder)).filter((name) => PUBLIC_FILES.test(name));
  return Promise.all(names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(folder, name))]));
}

function digest(data: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(data).digest('base64')}`;
}

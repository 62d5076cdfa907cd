import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../scripts/building/bundleFunctions.ts';

let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cold-'));
  await bundleFunctions(folder, 'test');
  bundle = await readFile(join(folder, 'lib', 'index.js'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The packages whose code a new instance loads before it can answer; node's own are none. */
function loadedAtOnce(): string[] {
  const specifiers = [...bundle.matchAll(/^(?:import|\}) [^;()]*?["']([^"']+)["'];/gm)].map(([, name]) => name ?? '');
  return [...new Set(specifiers)].filter((name) => !name.startsWith('node:')).toSorted();
}

describe('what a new instance loads', () => {
  it('is firebase, and little else: npm run bench -- cold says what one more costs', () => {
    expect(loadedAtOnce()).toEqual([
      'croner',
      'firebase-admin/app',
      'firebase-admin/auth',
      'firebase-admin/firestore',
      'firebase-admin/functions',
      'firebase-functions/https',
      'firebase-functions/options',
      'firebase-functions/scheduler',
      'firebase-functions/tasks',
      'helmet',
      'ipaddr.js',
      'lru-cache',
      'pino',
      'rate-limiter-flexible/lib/RateLimiterMemory.js',
      'standardwebhooks',
    ]);
  });

  it.each(['undici', 'cheerio/slim', 'minisearch', 'robots-parser', '@google-cloud/tasks'])(
    'waits with %s until it is needed',
    (name) => {
      expect(bundle).toContain(`import("${name}")`);
    },
  );
});

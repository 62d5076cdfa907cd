import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { suite } from '../support/suite.ts';

/** What a page must load before it can paint: the entry and what that imports at once. */
const ENTRY_BUDGET_BYTES = 100_000;

describe('the page that is built', () => {
  it('paints with less than 100 kB of code, gzipped', async () => {
    const html = await readFile(join(suite.build.web, 'index.html'), 'utf8');
    const entry = /<script type="module"[^>]+src="([^"]+)"/.exec(html)?.[1] ?? '';
    const loaded = new Map<string, number>();
    const load = async (path: string): Promise<void> => {
      if (loaded.has(path)) return;
      const code = await readFile(join(suite.build.web, path));
      loaded.set(path, gzipSync(code).length);
      const imports = code.toString().matchAll(/(?:^|[;}])import(?:[^"'();]*from)?["']\.\/([^"']+)["']/g);
      for (const [, file = ''] of imports) await load(`/assets/${file}`);
    };
    await load(entry);
    const bytes = [...loaded.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes, JSON.stringify([...loaded])).toBeLessThan(ENTRY_BUDGET_BYTES);
  });

  it('holds the client’s code once', async () => {
    const files = (await readdir(join(suite.build.web, 'assets'))).filter((file) => file.endsWith('.js'));
    const codes = await Promise.all(files.map((file) => readFile(join(suite.build.web, 'assets', file), 'utf8')));
    expect(codes.filter((code) => code.includes('MissionProgressError'))).toHaveLength(1);
  });
});

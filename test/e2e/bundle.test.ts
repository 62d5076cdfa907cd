import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suite } from '../support/suite.ts';
import { eagerMedia, partSizes, sizeTable } from '../support/webBuild.ts';

describe('the page that is built', () => {
  it('weighs what it may: each part within its budget, gzipped', async () => {
    const sizes = await partSizes(suite.build.web);
    // Something was weighed: a build that names its parts otherwise would pass for weightless.
    for (const { name, bytes } of sizes) expect(bytes, name).toBeGreaterThan(100);
    expect(sizes.map(({ name }) => name)).toEqual(expect.arrayContaining(['entry', 'data', 'results/Markdown.tsx']));
    expect(sizes.filter(({ bytes, budget }) => bytes > budget).length, sizeTable(sizes)).toBe(0);
  });

  it('fetches no font and no picture before it paints', async () => {
    expect(await eagerMedia(suite.build.web)).toEqual([]);
  });

  it('holds the client’s code once', async () => {
    const codes = await scripts();
    expect(codes.filter((code) => code.includes('MissionProgressError'))).toHaveLength(1);
  });

  it('asks no other site for a picture when it is cut off', async () => {
    const codes = await scripts();
    expect(codes.some((code) => code.includes('firestore.googleapis.com'))).toBe(true);
    expect(codes.filter((code) => code.includes('cleardot'))).toEqual([]);
  });
});

async function scripts(): Promise<string[]> {
  const files = (await readdir(join(suite.build.web, 'assets'))).filter((file) => file.endsWith('.js'));
  return Promise.all(files.map((file) => readFile(join(suite.build.web, 'assets', file), 'utf8')));
}

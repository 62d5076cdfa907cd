import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isPage } from '../../../web/worker/isPage.ts';

interface Rewrite {
  readonly source: string;
  readonly function?: unknown;
}

describe('what the service worker answers with the page', () => {
  it('is nothing that Hosting hands to the API', async () => {
    const file = new URL('../../../firebase.json', import.meta.url);
    const { hosting }: { hosting: { rewrites: Rewrite[] } } = JSON.parse(await readFile(file, 'utf8'));
    const paths = hosting.rewrites.filter((rule) => rule.function !== undefined).map(({ source }) => source);
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) expect(isPage(path.replace('**', 'anything')), path).toBe(false);
  });

  it.each(['/', '/new', '/m/abc', '/settings/keys', '/results', '/status', '/missionsx'])('is %s', (path) => {
    expect(isPage(path)).toBe(true);
  });

  it.each(['/guide', '/guide/missions', '/__/firebase/init.json', '/robots.txt', '/sw.js'])('is not %s', (path) => {
    expect(isPage(path)).toBe(false);
  });
});

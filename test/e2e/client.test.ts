import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MissionProgress } from '../../client/src/index.ts';
import { inRepo } from '../../scripts/paths.ts';
import { suite } from '../support/suite.ts';
import { until } from '../support/until.ts';
import { complaintsOf, freshProfile, withBrowser } from './support/browser.ts';

withBrowser();

const client = new MissionProgress({ url: suite.hostingUrl });
let origin: string;

/** Somebody's own page: the guide's React snippet, mounted for the mission that its address names. */
beforeAll(async () => {
  const guide = await readFile(inRepo('web/guide/client.md'), 'utf8');
  const snippet = /^```jsx\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? '';
  const mount = `
    import { createRoot } from 'react-dom/client';
    createRoot(document.getElementById('root')).render(<Mission id={location.pathname.slice(1)} />);`;
  const { outputFiles } = await build({
    stdin: { contents: `${snippet}\n${mount}`, loader: 'jsx', resolveDir: inRepo('web') },
    alias: {
      'mission-progress': inRepo('client/src/index.ts'),
      'mission-progress/react': inRepo('client/src/react.ts'),
    },
    ...{
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
    },
  });
  const page = `<!doctype html><title>Mine</title><div id="root"></div><script type="module">${outputFiles[0]?.text ?? ''}</script>`;
  origin = await serve(page);
});

/** Serves `page` at every address but those of the API, which go to the suite. */
async function serve(page: string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    if (!incoming.url?.startsWith('/missions')) {
      outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const { method, headers } = incoming;
    const { host: _host, ...others } = headers;
    const passed = send(`${suite.hostingUrl}${incoming.url}`, { method, headers: others }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

test('a page of somebody’s own follows a mission by the hook, and asks nothing while it is hidden', async () => {
  const steps = [{ name: 'fetch' }, { name: 'load' }];
  const { mission_id: id } = await client.run({ type: 'external', objective: 'Nightly export', external: { steps } });
  await client.report(id, 0, { status: 'started' });
  const context = await freshProfile();
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/missions/')) asked.push(request.url());
  });
  await page.goto(`${origin}/${id}`);
  const bar = page.locator('progress');
  await bar.and(page.locator('[data-status="in_progress"]')).waitFor();

  await client.report(id, 0, { status: 'completed' });
  await page.locator('progress[value="50"]').waitFor();

  await setVisibility('hidden');
  const before = asked.length;
  await client.report(id, 1, { status: 'completed', result: { summary: 'Loaded.' } });
  // Somebody else who follows has long heard of it.
  expect(await client.wait(id)).toMatchObject({ summary: 'Loaded.' });
  expect(await bar.getAttribute('value')).toBe('50');
  expect(asked).toHaveLength(before);
  await setVisibility('visible');
  await page.locator('[data-status="completed"]').waitFor();
  expect(await bar.getAttribute('value')).toBe('100');
  expect(asked.length).toBeGreaterThan(before);
  expect(complaints).toEqual([]);
  await context.close();

  async function setVisibility(state: 'hidden' | 'visible'): Promise<void> {
    await page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  }
});

test('and says what is wrong with one that is not there', async () => {
  const context = await freshProfile();
  const page = await context.newPage();
  await page.goto(`${origin}/not-there`);
  const refused = await client.get('not-there').catch((error: unknown) => error);
  const detail = refused instanceof Error ? refused.message : 'no error';
  await until('the problem', async () => (await page.locator('#root').textContent()) === detail);
  await context.close();
});

import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inRepo } from '../../scripts/paths.ts';
import { runBash } from '../support/bash.ts';
import { suite } from '../support/suite.ts';

/** What each snippet of the way must bring, by its heading; all of them are run, in the order of the page. */
const BRINGS: Readonly<Record<string, readonly RegExp[]>> = {
  'Say where, and who you are': [/^A key: mp_\w{4}…\n$/],
  'Create a mission': [/"status":"proposed"/],
  'Approve and run it': [/"status":"approved".*"status":"queued"/s],
  'Follow it by polling': [/"status":"completed","progress_percent":100\n$/, /^304\n$/],
  'Follow it by stream': [/^event: status\n.*^event: step\n.*^event: progress\n.*^event: end\n/ms],
  'Follow it by snapshot': [/^completed 100\n$/],
  'Read the result': [/"summary":".*cancel/i],
  'Be told': [/^mission\.cancelled first-\d+-b\n$/m],
};

let folder = '';
beforeAll(async () => {
  // Inside the repository, so that `follow.mjs` finds the firebase that is installed there.
  await mkdir(inRepo('.cache'), { recursive: true });
  folder = await mkdtemp(inRepo('.cache/ten-minutes-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the page calls the file for a program. */
function fileOf(heading: string): string {
  return heading === 'Be told' ? 'receiver.mjs' : 'follow.mjs';
}

/** A port that nobody listens at; the page's own may be somebody's. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}

/** A code block and the heading over it. */
interface Snippet {
  readonly heading: string;
  readonly language: string;
  readonly code: string;
}

/** The code blocks of the chapter "In ten minutes". */
async function snippets(receiverPort: number): Promise<Snippet[]> {
  const page = await readFile(inRepo('web/guide/api.md'), 'utf8');
  const chapter = /^## In ten minutes$([\s\S]*?)^## /m.exec(page)?.[1] ?? '';
  return chapter.split(/^### /m).flatMap((section) =>
    [...section.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
      heading: section.split('\n')[0] ?? '',
      language,
      code: code.replace('http://localhost:5000', suite.hostingUrl).replaceAll('8000', `${receiverPort}`),
    })),
  );
}

it('the way of the reference page leads to a mission followed to its end, snippet by snippet', async () => {
  const found = await snippets(await freePort());
  for (const { language, heading, code } of found) {
    if (language === 'js') await writeFile(join(folder, fileOf(heading)), code);
  }
  const shell = found.filter(({ language }) => language === 'sh');
  const mark = '--- the next snippet ---';
  const { code, out, err } = await runBash(
    shell.map((snippet) => snippet.code).join(`echo; echo '${mark}'\n`),
    folder,
    {},
  );
  expect(code, err).toBe(0);
  const said = out.split(`\n${mark}\n`);
  const byHeading = Map.groupBy(
    shell.map(({ heading }, index) => ({ heading, text: said[index] ?? '' })),
    ({ heading }) => heading,
  );
  expect([...byHeading.keys()]).toEqual(Object.keys(BRINGS));
  for (const [heading, brings] of Object.entries(BRINGS)) {
    const texts = byHeading.get(heading)?.map(({ text }) => text);
    expect(texts, heading).toEqual(brings.map((pattern) => expect.stringMatching(pattern)));
  }
  // The languages that are run; a block in another would be read by nobody.
  expect(new Set(found.map(({ language }) => language))).toEqual(new Set(['sh', 'js']));
});

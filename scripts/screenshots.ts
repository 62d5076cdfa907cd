import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildId } from './building/buildId.ts';
import { listenForInterrupts } from './emulators/interrupts.ts';
import { inCache, inRepo } from './paths.ts';
import { runScript } from './problem.ts';
import { findChromium } from './testing/chromium.ts';
import { contactSheet, shotsAmong } from './testing/contactSheet.ts';
import { TestRun } from './testing/parts.ts';
import { runVitest } from './testing/vitestPart.ts';

const usage = `npm run screenshots [-- SCREEN...]

Brings every screen into every state, on an emulator suite of its own, and leaves screenshots of it in both themes and
three widths in test/output, with an index.html that shows them all. Fails where a state does not pass the checks of its
looks (test/e2e/support/looks.ts). SCREEN: only the files of test/e2e/looks that begin with this.

  --readme   only what the README shows, on an otherwise empty suite, and puts it into docs/images`;

/** What the README shows, by its name in docs/images. */
const IN_README = { 'missions.png': 'everyday-list-1280-light.png', 'mission.png': 'everyday-mission-1280-dark.png' };

await runScript(async () => {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean' }, readme: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const chromium = findChromium(process.env);
  const { signal } = listenForInterrupts();
  const run = new TestRun(inCache('test', randomBytes(4).toString('hex')), signal);
  const output = inRepo('test/output');
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  await mkdir(run.folder, { recursive: true });
  try {
    await run.build.webBuilt();
    const suite = await run.suite();
    const screens = values.readme ? ['everyday'] : positionals.length === 0 ? [''] : positionals;
    const files = screens.map((screen) => `test/e2e/looks/${screen}`);
    const env = { ...suite.env, CHROMIUM_PATH: chromium, SCREENSHOTS: 'all' };
    const { failed } = await runVitest('browser', run.folder, env, signal, { files });
    await show(output);
    if (values.readme && failed === 0) await putIntoReadme(output);
    return failed === 0 && !signal.aborted ? 0 : 1;
  } finally {
    await run.end();
    await rm(run.folder, { recursive: true, force: true });
  }
});

async function show(output: string): Promise<void> {
  const shots = shotsAmong(await readdir(output));
  const sheet = join(output, 'index.html');
  await writeFile(sheet, contactSheet(shots, `${shots.length} screenshots of ${await buildId(new Date())}`));
  const states = new Set(shots.map(({ name }) => name)).size;
  console.log(`\n${shots.length} screenshots of ${states} states: ${relative(process.cwd(), sheet)}`);
}

async function putIntoReadme(output: string): Promise<void> {
  for (const [image, shot] of Object.entries(IN_README)) {
    await copyFile(join(output, shot), inRepo('docs/images', image));
    console.log(`docs/images/${image}`);
  }
}

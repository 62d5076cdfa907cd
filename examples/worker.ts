/**
 * The work of an external mission: writes down the SHA-256 of every file in a folder, in three steps. worker.py is the
 * same in Python, down to what it leaves, so that each goes on where the other was killed.
 *
 * For work of your own put other steps in here. workerLoop.ts, which reports them, can stay as it is.
 */
import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Refused, runMission, type Step, say } from './workerLoop.ts';

const USAGE = `node worker.ts FOLDER [--mission ID] [--slow SECONDS]

Writes down the SHA-256 of every file in FOLDER, as an external mission of three steps. It needs Node 24 and nothing
else. Kill it at any time and start it again with the same mission: it goes on where it was.

  --mission ID       go on with this mission, or make it under this id
  --slow SECONDS     wait so long at each file, to try things out

  MISSION_PROGRESS_URL   where the API is: http://localhost:5000 unless set
  MISSION_PROGRESS_KEY   an API key or an ID token; the emulator suite needs none

What it finds is in ./checksums/ID.sha256.`;

/** Where what was found is kept, in the folder from which this was started. */
const OUT = 'checksums';

/**
 * The steps in their order. Each may be begun anew at any point, on what an earlier run of it has left: so it writes what
 * is whole or nothing, and looks at what is there first.
 */
function stepsOf(id: string, folder: string, slowMs: number): Step[] {
  return [
    {
      name: 'list',
      weight: 1,
      run: async () => {
        const files = await filesIn(folder);
        return { message: `${files.length} files`, output: { files: files.length } };
      },
    },
    {
      name: 'checksum',
      weight: 8,
      run: async (progress) => {
        const files = await filesIn(folder);
        const known = await recorded(id);
        for (const [done, file] of files.entries()) {
          await progress(done, files.length, 'files');
          if (known.has(file)) continue;
          await sleep(slowMs);
          const bytes = await readFile(join(folder, file));
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          // A line a file: a run that is killed loses no more than the file it is at.
          await appendFile(linesOf(id), `${JSON.stringify({ file, sha256 })}\n`);
        }
        return { message: `${files.length} checksums`, usage: { files: files.length } };
      },
    },
    {
      name: 'report',
      weight: 1,
      run: async () => {
        const known = await recorded(id);
        const lines = [...known.keys()].toSorted().map((file) => `${known.get(file)}  ${file}\n`);
        // The same file however often it is written.
        await writeWhole(join(OUT, `${id}.sha256`), lines.join(''));
        const summary = `The checksums of ${known.size} files are in ${id}.sha256.`;
        return { message: summary, result: { summary, markdown: `# Checksums\n\n${summary}` } };
      },
    },
  ];
}

function linesOf(id: string): string {
  return join(OUT, `${id}.jsonl`);
}

/** The files in a folder, by their paths in it. */
async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).toSorted();
}

/** What is recorded, by file. The last line of a run that was killed may be half of one: its file is done again. */
async function recorded(id: string): Promise<Map<string, string>> {
  const text = await readFile(linesOf(id), { encoding: 'utf8', flag: 'a+' });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) await writeWhole(linesOf(id), whole);
  const known = new Map<string, string>();
  for (const line of whole.split('\n').slice(0, -1)) {
    const entry: { file: string; sha256: string } = JSON.parse(line);
    known.set(entry.file, entry.sha256);
  }
  return known;
}

/** Either the old file is there or the new one, never half of it. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}`;
  await writeFile(beside, text);
  await rename(beside, path);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean' }, mission: { type: 'string' }, slow: { type: 'string', default: '0' } },
});
const [folder] = positionals;
if (values.help === true || folder === undefined) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(values.help === true ? 0 : 2);
}
const id = values.mission ?? `checksums-${randomUUID().slice(0, 13)}`;
say(`mission ${id}: go on with it by --mission ${id}`);
await mkdir(OUT, { recursive: true });
try {
  const steps = stepsOf(id, resolve(folder), Number(values.slow) * 1_000);
  const status = await runMission(id, `Checksums of ${basename(resolve(folder))}`, steps);
  process.stdout.write(`${JSON.stringify({ mission_id: id, status })}\n`);
  process.exit(status === 'completed' ? 0 : 1);
} catch (error) {
  say(error instanceof Refused ? `${error.code}: ${error.message}` : String(error));
  process.exit(1);
}

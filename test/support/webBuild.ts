import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';

/** What the build says of itself: a chunk for each module that is loaded by name, and those that these share. */
const manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    isDynamicEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof manifest>;

/** A part of the page and what it may weigh, in bytes after gzip. */
export interface PartSize {
  readonly name: string;
  readonly bytes: number;
  readonly budget: number;
}

const KB = 1_000;
const ENTRY = 'index.html';
const DATA = 'src/data.ts';
/** What the list and a mission's page are drawn with when the data is there. Whoever opens another part has them. */
const BODIES = ['src/missions/list/LiveList.tsx', 'src/missions/MissionBody.tsx'];
/** A little more than a part that is opened may: with it a mission's page, or the list, is whole but for what is opened. */
const BODY_BYTES = 44 * KB;
/** A part that is loaded when it is opened. Some hold a library, and may weigh more or less than the others. */
export const OVERLAY_BYTES = 40 * KB;
const OTHERS: readonly (readonly [module: RegExp, bytes: number])[] = [
  [/results\/(.*\/)?(Markdown|resultFile)\.tsx$/, 58 * KB],
  [/[Pp]alette\w*\.tsx?$/, 20 * KB],
];

/** What can be opened from one page alone: that one is there by then. */
const OPENERS: ReadonlyMap<string, string> = new Map([
  ['src/results/resultFile.tsx', 'src/results/ResultPage.tsx'],
  ['src/schedules/ScheduleDialog.tsx', 'src/schedules/SchedulesPage.tsx'],
]);

/** The weights that SCREENS section 6 limits, of the build in `folder`. Throws where the build has not what it names. */
export async function partSizes(folder: string): Promise<PartSize[]> {
  const chunks = manifest.parse(JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')));
  const weigh = async (files: ReadonlySet<string>, except: ReadonlySet<string> = new Set()): Promise<number> => {
    const weights = await Promise.all(
      [...files].filter((file) => !except.has(file)).map((file) => gzipped(folder, file)),
    );
    return weights.reduce((sum, bytes) => sum + bytes, 0);
  };
  const entry = loadedWith(chunks, ENTRY);
  const data = loadedWith(chunks, DATA);
  const bodies = BODIES.flatMap((body) => [...loadedWith(chunks, body)]);
  const openedFrom = (name: string): Iterable<string> => {
    const opener = OPENERS.get(name);
    return opener === undefined ? [] : loadedWith(chunks, opener);
  };
  const styles = new Set(Object.values(chunks).flatMap(({ css }) => css));
  const lazy = Object.entries(chunks).filter(([name, chunk]) => chunk.isDynamicEntry && name !== DATA);
  return [
    { name: 'entry', bytes: await weigh(entry), budget: 100 * KB },
    { name: 'data', bytes: await weigh(data, entry), budget: 185 * KB },
    { name: 'first visit, all eager', bytes: await weigh(new Set([...entry, ...data])), budget: 285 * KB },
    { name: 'styles', bytes: await weigh(styles), budget: 15 * KB },
    ...(await Promise.all(
      lazy.map(async ([name]) => ({
        name: name.replace(/^src\//, ''),
        // Beside what a page has by then.
        bytes: await weigh(
          loadedWith(chunks, name),
          new Set([...entry, ...data, ...(BODIES.includes(name) ? [] : bodies), ...openedFrom(name)]),
        ),
        budget: BODIES.includes(name)
          ? BODY_BYTES
          : (OTHERS.find(([module]) => module.test(name))?.[1] ?? OVERLAY_BYTES),
      })),
    )),
  ];
}

/** The files of the build that a page would fetch before it paints though they are neither code nor style. */
export async function eagerMedia(folder: string): Promise<string[]> {
  const chunks = manifest.parse(JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')));
  const entry = chunks[ENTRY];
  const styles = await Promise.all((entry?.css ?? []).map((file) => readFile(join(folder, file), 'utf8')));
  const inStyles = styles.flatMap((css) => css.match(/url\((?!["']?(?:data:|#))[^)]*\)|@font-face/g) ?? []);
  const files = await readdir(join(folder, 'assets'));
  return [...inStyles, ...files.filter((file) => !['.js', '.css', '.map'].includes(extname(file)))];
}

/** The chunks that must be there before module `name` runs. */
function loadedWith(chunks: Manifest, name: string): Set<string> {
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = chunks[key];
    if (chunk === undefined) throw new Error(`the build has no chunk of ${key}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports) visit(imported);
  };
  visit(name);
  return files;
}

async function gzipped(folder: string, file: string): Promise<number> {
  return gzipSync(await readFile(join(folder, file))).length;
}

/** The weights as a table, heaviest against its budget first. */
export function sizeTable(sizes: readonly PartSize[]): string {
  const share = ({ bytes, budget }: PartSize) => bytes / budget;
  const widest = Math.max(...sizes.map(({ name }) => name.length));
  return sizes
    .toSorted((one, other) => share(other) - share(one))
    .map(({ name, bytes, budget }) => {
      const [is, may] = [bytes, budget].map((value) => (value / KB).toFixed(1).padStart(6));
      return `${name.padEnd(widest)}  ${is} kB of ${may} kB${bytes > budget ? '  TOO MUCH' : ''}`;
    })
    .join('\n');
}

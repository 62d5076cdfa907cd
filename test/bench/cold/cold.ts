import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { inCache, inRepo } from '../../../scripts/paths.ts';
import { alternate, type Bench, type Part } from '../bench.ts';
import type { Comparison } from '../figures.ts';
import { type Entries, layEntries } from './entries.ts';
import type { Imported } from './importer.ts';

const printed = z.array(z.object({ processorMs: z.number(), wallMs: z.number() }));

/** What one import takes in a fresh process, as the function that `target` names; after the floor, if `after` is it. */
async function importOf(path: string, target: string, after: readonly string[] = []): Promise<Imported> {
  const env = {
    ...process.env,
    ...{ FUNCTION_TARGET: target, GCLOUD_PROJECT: 'demo-bench', FIREBASE_CONFIG: '{}' },
    // Google's libraries else look for a metadata server, which only their cloud has.
    METADATA_SERVER_DETECTION: 'none',
  };
  const script = inRepo('test/bench/cold/importer.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...after, path], { env });
  const last = printed.parse(JSON.parse(stdout)).at(-1);
  if (last === undefined) throw new Error('nothing was imported');
  return last;
}

/** The functions against a bare one with firebase-admin beside it. */
async function functions(bench: Bench): Promise<Comparison[]> {
  const { bare, admin, floor, ours } = await entries();
  const measured = await alternate<'bare' | 'admin' | 'floor' | 'api' | 'runMission', Imported>(bench, {
    bare: () => importOf(bare, 'api'),
    admin: () => importOf(admin, 'api'),
    floor: () => importOf(floor, 'api'),
    api: () => importOf(ours, 'api'),
    runMission: () => importOf(ours, 'runMission'),
  });
  const sides = ['api', 'runMission', 'bare', 'admin'] as const;
  return sides.flatMap((side) => [
    comparisonOf(`${NAMES[side]}, processor`, measured[side], measured.floor, ({ processorMs }) => processorMs, {
      isAimedAt: side === 'api',
    }),
    comparisonOf(`${NAMES[side]}, by the clock`, measured[side], measured.floor, ({ wallMs }) => wallMs, {
      isAimedAt: false,
    }),
  ]);
}

const NAMES = {
  api: 'import of the api',
  runMission: 'import of runMission',
  bare: 'import of firebase-functions alone',
  admin: 'import of firebase-admin alone',
} as const;
const FLOOR = 'bare function and firebase-admin';

/** Each package that our bundle loads beyond the floor, in a process that has the floor already; and those that wait. */
async function modules(bench: Bench): Promise<Comparison[]> {
  const { floor, atOnce, later } = await entries();
  const all = [
    ...[...atOnce].map(([name, path]) => ({ name, path, when: 'at once' })),
    ...[...later].map(([name, path]) => ({ name, path, when: 'when needed' })),
  ];
  const sides = Object.fromEntries(all.map(({ name, path }) => [name, () => importOf(path, 'api', [floor])]));
  const measured = await alternate<string, Imported>(bench, { ...sides, floor: () => importOf(floor, 'api') });
  const of = ({ processorMs }: Imported): number => processorMs;
  return all.map(({ name, when }) =>
    comparisonOf(`${name}, ${when}`, measured[name] ?? [], measured.floor ?? [], of, { isAimedAt: false }),
  );
}

function comparisonOf(
  name: string,
  ours: readonly Imported[],
  floor: readonly Imported[],
  of: (imported: Imported) => number,
  { isAimedAt }: { readonly isAimedAt: boolean },
): Comparison {
  const target = isAimedAt ? ({ of: 'ratio', at: 'most', value: 1.3 } as const) : null;
  return { name, unit: 'ms', ours: ours.map(of), floor: { name: FLOOR, values: floor.map(of) }, target };
}

let laid: Promise<Entries> | null = null;

function entries(): Promise<Entries> {
  laid ??= layEntries(inCache('bench', 'cold'));
  return laid;
}

/** How long a new instance takes before it can answer: the loading of its code. */
export const cold: Part = { functions, modules };

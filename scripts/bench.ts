import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Part } from '../test/bench/bench.ts';
import { type Emulator, openEmulator } from '../test/bench/emulator.ts';
import { benchEta } from '../test/bench/eta/eta.ts';
import { type Comparison, rowOf } from '../test/bench/figures.ts';
import { settingOf, settingText, writeJson, writeReport } from '../test/bench/report.ts';
import { tableOf } from '../test/bench/table.ts';
import { benchWeb } from '../test/bench/web/web.ts';
import { listenForInterrupts } from './emulators/interrupts.ts';
import { inCache, inRepo } from './paths.ts';
import { Problem, runScript } from './problem.ts';

/** Loaded when asked for: a part's client of Firestore must not be made before the emulator's address is known. */
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  runner: async () => (await import('../test/bench/runner/part.ts')).runner,
  api: async () => (await import('../test/bench/api/part.ts')).api,
};

const usage = `npm run bench -- PART [options]

Measures a part of the product against a floor that is measured in the same run, and writes bench-results/PART.json.
Parts: ${Object.keys(parts).join(', ')}.
Starts a Firestore emulator of its own, unless FIRESTORE_EMULATOR_HOST names one.
       npm run bench -- cost

Counts the operations of each kind of mission and of who looks at one, on an emulator too, and computes what a thousand,
a hundred thousand and ten million of them cost a month at list prices.
       npm run bench -- scale

What one project carries, by a model of the platform's limits; without an emulator, and the same each time.
       npm run bench -- eta --data DIR

Replays the logs (*.jsonl.gz) in DIR through the estimates that ship, without an emulator, and prints them beside
baselines; the predictions go to bench-results/eta.
       npm run bench -- web [--repetitions N] [--only NAME,NAME]

Builds the page and measures its budgets in Chromium, on an emulator suite of its own unless SUITE_HOSTING_URL and its
neighbours name one: sizes, paints, without (Auth, network), writes, link, input. Each load is repeated 10 times.

  --only NAME,NAME   only these measurements of the part
  --quick            2 repetitions instead of 5: a look, not a result`;

await runScript(async () => {
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean' },
      help: { type: 'boolean' },
      data: { type: 'string' },
      repetitions: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [name = '', ...others] = positionals;
  if (name === 'eta' && others.length === 0) return await benchEta(values.data);
  if (name === 'cost' && others.length === 0) return await withEmulator(countCost);
  if (name === 'scale' && others.length === 0) return await printScale();
  if (name === 'web' && others.length === 0) return await measurePage(values);
  const load = parts[name];
  if (load === undefined || others.length > 0) {
    const asked = positionals.length === 0 ? 'Say which part to measure.' : `No such part: ${positionals.join(' ')}.`;
    throw new Problem(`${asked} There is: ${[...Object.keys(parts), 'cost', 'scale', 'eta', 'web'].join(', ')}.`);
  }
  const part = await load();
  const measurements = select(part, values.only);
  const repetitions = values.quick ? 2 : 5;
  return await withEmulator((emulator) => measure(name, part, measurements, emulator, repetitions));
});

async function withEmulator(work: (emulator: Emulator) => Promise<number>): Promise<number> {
  await mkdir(inCache('bench'), { recursive: true });
  const emulator = await openEmulator(process.env, inCache('bench', 'emulator.log'));
  process.env.FIRESTORE_EMULATOR_HOST = emulator.host;
  // Google's libraries else look for a metadata server, which only their cloud has.
  process.env.METADATA_SERVER_DETECTION = 'none';
  // There is nothing to save and nothing to wait for: a measurement that was cut short is none.
  listenForInterrupts().signal.addEventListener('abort', () => process.exit(130));
  try {
    return await work(emulator);
  } finally {
    await emulator.end();
  }
}

async function countCost(emulator: Emulator): Promise<number> {
  const { costText, measureCost } = await import('../test/bench/cost/cost.ts');
  const cost = await measureCost(benchOf(1));
  const setting = await settingOf(emulator.about, 1);
  const path = inRepo('bench-results', 'cost.json');
  await writeJson(path, { setting, ...cost });
  console.log(`\n${costText(cost, setting)}\n\nAll of it is in ${relative(process.cwd(), path)}`);
  return 0;
}

async function printScale(): Promise<number> {
  const { modelScale, scaleText } = await import('../test/bench/scale/scale.ts');
  const scale = modelScale();
  const path = inRepo('bench-results', 'scale.json');
  await writeJson(path, { setting: await settingOf('no emulator: a model', 1), ...scale });
  console.log(`${scaleText(scale)}\n\nAll of it is in ${relative(process.cwd(), path)}`);
  return 0;
}

function benchOf(repetitions: number): Bench {
  return {
    repetitions,
    newProject: () => `demo-bench-${randomBytes(6).toString('hex')}`,
    say: (line) => console.log(line),
  };
}

function measurePage(values: { only?: string; repetitions?: string; quick?: boolean }): Promise<number> {
  const repetitions = Number(values.repetitions ?? (values.quick ? 2 : 10));
  if (!Number.isInteger(repetitions) || repetitions < 1) throw new Problem('--repetitions takes a whole number.');
  return benchWeb({ only: values.only, repetitions }, listenForInterrupts().signal);
}

function select(part: Part, only: string | undefined): string[] {
  const all = Object.keys(part);
  const asked = only === undefined ? all : only.split(',');
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Problem(`No such measurement: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  return all.filter((name) => asked.includes(name));
}

async function measure(
  name: string,
  part: Part,
  measurements: readonly string[],
  emulator: Emulator,
  repetitions: number,
): Promise<number> {
  const bench = benchOf(repetitions);
  const measured: Comparison[] = [];
  for (const measurement of measurements) {
    console.log(`== ${measurement}`);
    measured.push(...((await part[measurement]?.(bench)) ?? []));
  }
  const setting = await settingOf(emulator.about, repetitions);
  const rows = measured.map(rowOf);
  const path = inRepo('bench-results', `${name}.json`);
  await writeReport(path, setting, rows, measured);
  console.log(`\n${settingText(setting)}\n\n${tableOf(rows)}\n\nAll of it is in ${relative(process.cwd(), path)}`);
  return 0;
}

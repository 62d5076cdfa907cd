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
import { benchAll } from './benching/benchAll.ts';
import { listenForInterrupts } from './emulators/interrupts.ts';
import { inCache, inRepo } from './paths.ts';
import { Problem, runScript } from './problem.ts';

const usage = `npm run bench [-- --full]

Runs all parts one after the other, each in a process of its own and with few repetitions, so that all of them are done
within a quarter of an hour; --full takes as many as each part takes by itself. Every part writes bench-results/PART.json,
and the last table holds every target against what was measured. The page (web) needs Chromium.

       npm run bench -- PART [--only NAME,NAME] [--quick]

  runner, api   against a floor that is measured in the same run, on a Firestore emulator of its own, unless
                FIRESTORE_EMULATOR_HOST names one
  cold          how long the functions take to load, against a bare one and firebase-admin, and each package
  cost          operations of each kind of mission and of who looks at one, counted on an emulator, and what a thousand,
                a hundred thousand and ten million missions cost a month at list prices
  scale         what one project carries, by a model of the platform's limits; the same each time
  web           [--repetitions N] builds the page and measures its budgets in Chromium, on an emulator suite of its own
                unless SUITE_HOSTING_URL and its neighbours name one. Each load is repeated 10 times
  eta           what a forecast takes; --data DIR replays the logs (*.jsonl.gz) in DIR through the estimates that ship,
                beside baselines. The logs are not in the repository

  --only NAME,NAME   only these measurements of runner, api, cold or web
  --quick            2 repetitions instead of 5: a look, not a result`;

const options = {
  only: { type: 'string' },
  quick: { type: 'boolean' },
  full: { type: 'boolean' },
  help: { type: 'boolean' },
  data: { type: 'string' },
  repetitions: { type: 'string' },
} as const;

interface Values {
  readonly only?: string;
  readonly quick?: boolean;
  readonly full?: boolean;
  readonly data?: string;
  readonly repetitions?: string;
}

/** Loaded when asked for: a part's client of Firestore must not be made before the emulator's address is known. */
const parts: Readonly<Record<string, (values: Values) => Promise<number>>> = {
  scale: printScale,
  cost: () => withEmulator(countCost),
  cold: async (values) => measure('cold', (await import('../test/bench/cold/cold.ts')).cold, values, 'no emulator'),
  api: (values) =>
    withEmulator(async ({ about }) => measure('api', (await import('../test/bench/api/part.ts')).api, values, about)),
  runner: (values) =>
    withEmulator(async ({ about }) => {
      return await measure('runner', (await import('../test/bench/runner/part.ts')).runner, values, about);
    }),
  web: measurePage,
  eta: ({ data }) => benchEta(data),
};

await runScript(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [name, ...others] = positionals;
  if (name === undefined) {
    return await benchAll(Object.keys(parts), values);
  }
  const part = parts[name];
  if (part === undefined || others.length > 0) {
    throw new Problem(`No such part: ${positionals.join(' ')}. There is: ${Object.keys(parts).join(', ')}.`);
  }
  return await part(values);
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

async function countCost({ about }: Emulator): Promise<number> {
  const { costText, measureCost } = await import('../test/bench/cost/cost.ts');
  const cost = await measureCost(benchOf(1));
  const setting = await settingOf(about, 1);
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

function measurePage(values: Values): Promise<number> {
  const repetitions = Number(values.repetitions ?? (values.quick ? 2 : 10));
  if (!Number.isInteger(repetitions) || repetitions < 1) throw new Problem('--repetitions takes a whole number.');
  return benchWeb({ only: values.only, repetitions }, listenForInterrupts().signal);
}

function benchOf(repetitions: number): Bench {
  return {
    repetitions,
    newProject: () => `demo-bench-${randomBytes(6).toString('hex')}`,
    say: (line) => console.log(line),
  };
}

function select(part: Part, only: string | undefined): string[] {
  const all = Object.keys(part);
  const asked = only === undefined ? all : only.split(',');
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Problem(`No such measurement: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  return all.filter((name) => asked.includes(name));
}

async function measure(name: string, part: Part, values: Values, about: string): Promise<number> {
  const bench = benchOf(values.quick ? 2 : 5);
  const measured: Comparison[] = [];
  for (const measurement of select(part, values.only)) {
    console.log(`== ${measurement}`);
    measured.push(...((await part[measurement]?.(bench)) ?? []));
  }
  const setting = await settingOf(about, bench.repetitions);
  const rows = measured.map(rowOf);
  const path = inRepo('bench-results', `${name}.json`);
  await writeReport(path, setting, rows, measured);
  console.log(`\n${settingText(setting)}\n\n${tableOf(rows)}\n\nAll of it is in ${relative(process.cwd(), path)}`);
  return 0;
}

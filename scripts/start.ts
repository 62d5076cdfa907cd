import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildId } from './building/buildId.ts';
import { bundleClient } from './building/bundleClient.ts';
import { bundleFunctions } from './building/bundleFunctions.ts';
import { bundleWeb } from './building/bundleWeb.ts';
import { untilUnowned } from './emulators/dataFolder.ts';
import { type Interrupts, listenForInterrupts } from './emulators/interrupts.ts';
import { modelLine, modelOfSuite } from './emulators/modelSetting.ts';
import { type Ports, portsNear, usualPorts } from './emulators/ports.ts';
import { callSweep } from './emulators/schedule.ts';
import { type Suite, startSuite } from './emulators/suite.ts';
import { inCache, inRepo } from './paths.ts';
import { Problem, runScript } from './problem.ts';

const projectId = 'demo-mission-progress';
const build = { functions: inRepo('functions'), web: inRepo('web/dist') };

const usage = `npm start [-- options]

Builds the product and runs it on the Firebase emulator suite. Ctrl-C stops it and saves the data.

  --port N      the dashboard's port (${usualPorts.hosting}, or the next free one)
  --data DIR    where the data is kept (.data)
  --no-build    start what was built before
  --verbose     show what the emulators print (else only in suite.log, under .cache)`;

await runScript(async () => {
  const options = readOptions();
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const model = await modelOfSuite(process.env, { functions: build.functions, projectId });
  step(modelLine(model));
  const interrupts = listenForInterrupts();
  // Before ports are chosen: one that is still saving will give its ports back.
  await untilUnowned(options.data);
  if (!options['no-build']) await buildAll();
  const ports = await portsNear({ ...usualPorts, hosting: options.port });
  step(`Starting the emulators: hosting ${ports.hosting}, functions ${ports.functions}, firestore ${ports.firestore}`);
  const suite = await startSuite(
    {
      projectId,
      ports,
      build,
      folder: logFolder(ports),
      dataFolder: options.data,
      isVerbose: options.verbose,
      env: process.env,
    },
    interrupts.signal,
  );
  return untilStopped(suite, ports, interrupts);
});

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: String(usualPorts.hosting) },
      data: { type: 'string', default: inRepo('.data') },
      'no-build': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Problem(`--port ${values.port} is not a port.`);
  const built = [resolve(build.functions, 'lib/index.js'), resolve(build.web, 'index.html')];
  if (values['no-build'] && !built.every((file) => existsSync(file))) {
    throw new Problem('--no-build, but nothing was built yet: run npm run build, or leave the option out.');
  }
  return { ...values, port, data: resolve(values.data) };
}

async function buildAll(): Promise<void> {
  const id = await buildId(new Date());
  step('Building the functions');
  await bundleFunctions(build.functions, id);
  step('Building the dashboard');
  await bundleWeb(build.web, id);
  // For `npx mission-progress` beside the running suite.
  await bundleClient(inRepo('client/dist'), { withTypes: false });
}

async function untilStopped(suite: Suite, ports: Ports, interrupts: Interrupts): Promise<number> {
  greet(ports);
  const ended = new AbortController();
  const sweeping = callSweep(
    `http://127.0.0.1:${ports.functions}/${projectId}`,
    AbortSignal.any([interrupts.signal, ended.signal]),
    step,
  );
  interrupts.signal.addEventListener('abort', () => {
    step('Saving and stopping (Ctrl-C again: stop without saving)');
    suite.stop();
  });
  void interrupts.again.then(suite.abandon);

  const end = await suite.ended;
  ended.abort();
  await sweeping;
  if (typeof end === 'object') throw new Problem(end.problem);
  step(end === 'saved' ? 'Saved.' : 'Stopped without saving: the data is as it was before this start.');
  return 0;
}

function greet(ports: Ports): void {
  const origin = `http://localhost:${ports.hosting}`;
  const where = ports.hosting === usualPorts.hosting ? '' : ` --url ${origin}`;
  const mission = '{"objective":"Find Python tutorials","scope":{"allowed_domains":["python.org","realpython.com"]}}';
  console.log(`
Dashboard   ${origin}

Try         curl -X POST ${origin}/missions/create -H 'content-type: application/json' -d '${mission}'

Or          npx mission-progress run "Find Python tutorials" --domain python.org --domain realpython.com${where}

Logs        ${relative(process.cwd(), join(logFolder(ports), 'suite.log'))}

Ctrl-C stops and saves.
`);
}

/** By port, for several may run side by side, each with data of its own. */
function logFolder(ports: Ports): string {
  return inCache(`start-${ports.hosting}`);
}

function step(line: string): void {
  console.log(`${new Date().toLocaleTimeString('sv')}  ${line}`);
}

import { parseArgs } from 'node:util';
import { buildId } from './building/buildId.ts';
import { bundleFunctions } from './building/bundleFunctions.ts';
import { bundleWeb } from './building/bundleWeb.ts';
import { inRepo } from './paths.ts';
import { runScript } from './problem.ts';

const usage = `npm run build [-- --only functions|web]

Builds functions/lib (esbuild) and web/dist (Vite), as they are deployed.`;

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help || ![undefined, 'functions', 'web'].includes(values.only)) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  const id = await buildId(new Date());
  if (values.only !== 'web') await bundleFunctions(inRepo('functions'), id);
  if (values.only !== 'functions') await bundleWeb(inRepo('web/dist'), id);
  console.log(`Built ${values.only ?? 'functions and web'}: ${id}`);
  return 0;
});

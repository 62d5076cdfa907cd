import { parseArgs } from 'node:util';
import { buildId } from './building/buildId.ts';
import { bundleClient } from './building/bundleClient.ts';
import { bundleFunctions } from './building/bundleFunctions.ts';
import { bundleWeb } from './building/bundleWeb.ts';
import { inRepo } from './paths.ts';
import { runScript } from './problem.ts';

const usage = `npm run build [-- --only functions|web|client]

Builds functions/lib (esbuild) and web/dist (Vite), as they are deployed, and client/dist, as npm packs it.`;

const parts = ['functions', 'web', 'client'];

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help || (values.only !== undefined && !parts.includes(values.only))) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  const id = await buildId(new Date());
  const asked = values.only === undefined ? parts : [values.only];
  if (asked.includes('functions')) await bundleFunctions(inRepo('functions'), id);
  if (asked.includes('web')) await bundleWeb(inRepo('web/dist'), id);
  if (asked.includes('client')) await bundleClient(inRepo('client/dist'), { withTypes: true });
  console.log(`Built ${asked.join(', ')}: ${id}`);
  return 0;
});

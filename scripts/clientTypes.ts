import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { clientTypes } from './building/clientTypes.ts';
import { inRepo } from './paths.ts';
import { runScript } from './problem.ts';

// npm run client-types: writes the client's types anew after a change of the schemas.
await runScript(async () => {
  const path = inRepo('client/src/wire.ts');
  await writeFile(path, clientTypes());
  await promisify(execFile)(process.execPath, [
    inRepo('node_modules/@biomejs/biome/bin/biome'),
    'format',
    '--write',
    path,
  ]);
  console.log(`Written: ${path}`);
  return 0;
});

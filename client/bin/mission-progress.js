#!/usr/bin/env node
// Beside what is built, so that npm can link the command before the first build.
import('../dist/cli.js').then(
  async ({ main }) => {
    await main();
  },
  (error) => {
    process.stderr.write(`mission-progress is not built yet: run npm run build. (${error.message})\n`);
    process.exitCode = 2;
  },
);

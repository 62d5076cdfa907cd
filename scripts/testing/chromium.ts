import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem } from '../problem.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macApps = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** CHROMIUM_PATH, or the browser that is installed: we download none. */
export function findChromium(env: NodeJS.ProcessEnv): string {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  const folders = (env.PATH ?? '').split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macApps];
  const found = candidates.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Problem(
    [
      'The browser tests need Chromium, and there is none on PATH.',
      '  Debian, Ubuntu   sudo apt-get install chromium',
      '  macOS            brew install --cask chromium',
      'or set CHROMIUM_PATH to one.',
    ].join('\n'),
  );
}

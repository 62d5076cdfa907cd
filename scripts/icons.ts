import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { inRepo } from './paths.ts';
import { runScript } from './problem.ts';
import { findChromium } from './testing/chromium.ts';

/** `share` of the square that the drawing takes; systems cut a maskable icon down to the middle 80 %. */
const ICONS = [
  { file: '192.png', size: 192, share: 1, isOpaque: false },
  { file: '512.png', size: 512, share: 1, isOpaque: false },
  { file: 'maskable-512.png', size: 512, share: 0.8, isOpaque: true },
  // iOS rounds the corners itself, and paints what is transparent black.
  { file: 'apple-180.png', size: 180, share: 0.86, isOpaque: true },
];

/** Draws web/public/icons from favicon.svg. To be run when that is changed; the icons lie in the repository. */
await runScript(async () => {
  const svg = await readFile(inRepo('web/public/favicon.svg'), 'utf8');
  const ground = /<rect[^>]*fill="([^"]+)"/.exec(svg)?.[1] ?? 'none';
  const browser = await chromium.launch({ executablePath: findChromium(process.env), args: ['--no-sandbox'] });
  try {
    for (const { file, size, share, isOpaque } of ICONS) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      const style = `display:grid;place-items:center;height:100vh;background:${isOpaque ? ground : 'transparent'}`;
      const drawing = svg.replace('<svg ', `<svg width="${size * share}" height="${size * share}" `);
      await page.setContent(`<body style="margin:0"><div style="${style}">${drawing}</div></body>`);
      await writeFile(inRepo(`web/public/icons/${file}`), await page.screenshot({ omitBackground: true }));
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return 0;
});

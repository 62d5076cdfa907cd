import { type Browser, chromium } from 'playwright-core';

/** Without the last three Chromium tries to reach the outside at every start. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const QUIET = ['--disable-component-update', '--disable-sync'];

/** Starts the Chromium at `executablePath`, without a window. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...FLAGS, ...QUIET] });
}

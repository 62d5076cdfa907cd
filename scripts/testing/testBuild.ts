import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildId } from '../building/buildId.ts';
import { bundleFunctions, mirrorFunctions } from '../building/bundleFunctions.ts';
import { bundleWeb } from '../building/bundleWeb.ts';
import type { Build } from '../emulators/suiteConfig.ts';

/** A build of one test run's own: neither another test run nor a running `npm start` meets it half written. */
export class TestBuild implements Build {
  readonly functions: string;
  readonly web: string;
  #functionsBuilt: Promise<void> | undefined;
  #webBuilt: Promise<void> | undefined;

  constructor(folder: string) {
    this.functions = join(folder, 'functions');
    this.web = join(folder, 'web');
  }

  functionsBuilt(): Promise<void> {
    this.#functionsBuilt ??= this.#buildFunctions();
    return this.#functionsBuilt;
  }

  /** Apart from the functions: a page that cannot be built fails the tests that open it, not those of the server. */
  webBuilt(): Promise<void> {
    this.#webBuilt ??= this.#buildWeb();
    return this.#webBuilt;
  }

  async #buildFunctions(): Promise<void> {
    await mirrorFunctions(this.functions);
    await bundleFunctions(this.functions, await buildId(new Date()));
  }

  async #buildWeb(): Promise<void> {
    await mkdir(this.web, { recursive: true });
    await bundleWeb(this.web, await buildId(new Date()));
  }
}

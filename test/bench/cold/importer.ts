import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What importing one module after the other took. */
export interface Imported {
  /** Of this process, its compiler and collector among it: what a busy machine changes least. */
  readonly processorMs: number;
  readonly wallMs: number;
}

/**
 * A process of its own: nothing is loaded yet but this. Each argument is a file or a package as the functions folder sees
 * it, resolved by the entry beside which it lies.
 */
const imported: Imported[] = [];
for (const path of process.argv.slice(2)) {
  const began = performance.now();
  const spent = process.cpuUsage();
  await import(pathToFileURL(path).href);
  const { user, system } = process.cpuUsage(spent);
  imported.push({ processorMs: (user + system) / 1000, wallMs: performance.now() - began });
}
writeSync(1, JSON.stringify(imported));
// What was imported may hold connections and timers open.
process.exit(0);

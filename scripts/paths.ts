import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A path inside the repository, absolute. */
export function inRepo(...parts: string[]): string {
  return resolve(root, ...parts);
}

/** What scripts leave behind: logs, wrapped jars, the builds of test runs. Git-ignored, safe to delete. */
export function inCache(...parts: string[]): string {
  return inRepo('.cache', ...parts);
}

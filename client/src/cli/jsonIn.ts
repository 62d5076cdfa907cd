import { readFileSync } from 'node:fs';
import type { Json } from '../wire.ts';
import { UsageError } from './commandLine.ts';

/**
 * What option `name` says as JSON, or what the file behind an `@` says: shells take no argument of some 130 kB or more.
 * Throws {@link UsageError} with a sentence.
 */
export function jsonIn(name: string, text: string): Json {
  const path = text.startsWith('@') ? text.slice(1) : null;
  const said = path === null ? text : readText(name, path);
  try {
    const json: Json = JSON.parse(said);
    return json;
  } catch {
    throw new UsageError(`--${name} must be JSON, not ${path === null ? text : `what is in ${path}`}`);
  }
}

function readText(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`--${name}: the file ${path} can't be read`);
  }
}

import type { FieldProblem } from './errors.ts';
import { fieldPath } from './fieldProblems.ts';

/** Deeper than any request has reason to be, and far from where a schema that follows itself runs out of stack. */
const MAX_DEPTH = 40;

/**
 * What no field may carry, whatever its schema says: half of a surrogate pair, which is valid JSON and no Unicode (the
 * database takes it for an outage of its own), and more levels than can be followed. Null if there is nothing of it.
 */
export function wireFault(value: unknown, path: readonly PropertyKey[] = []): FieldProblem | null {
  const fault = (message: string): FieldProblem => ({ field: fieldPath('', path), message });
  if (typeof value === 'string') return value.isWellFormed() ? null : fault('has a broken character in it');
  if (typeof value !== 'object' || value === null) return null;
  if (path.length >= MAX_DEPTH) return { field: '', message: `must not be nested deeper than ${MAX_DEPTH} levels` };
  if (Array.isArray(value)) return first(value.entries(), path);
  const broken = Object.keys(value).some((name) => !name.isWellFormed());
  return broken ? fault('has a field with a broken character in its name') : first(Object.entries(value), path);
}

function first(entries: Iterable<readonly [PropertyKey, unknown]>, path: readonly PropertyKey[]): FieldProblem | null {
  for (const [key, inner] of entries) {
    const found = wireFault(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

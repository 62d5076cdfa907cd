/** Firestore's own limit is 20 levels; a value lies a few levels deep in its document already. */
const MAX_DEPTH = 15;

/**
 * Why `value`, which must be JSON, can't be stored in Firestore; null when it can. The database takes no list directly
 * inside a list, no field name that begins and ends with two underscores or is empty, and only so many levels.
 */
export function storingProblem(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) return `must not be nested deeper than ${MAX_DEPTH} levels`;
  if (Array.isArray(value)) {
    if (value.some((item) => Array.isArray(item))) return 'must not have a list directly inside a list';
    return first(value, depth);
  }
  const bad = Object.keys(value).find((name) => name === '' || /^__.*__$/.test(name));
  if (bad !== undefined) return `must not have a field called "${bad}"`;
  return first(Object.values(value), depth);
}

function first(values: readonly unknown[], depth: number): string | null {
  for (const value of values) {
    const problem = storingProblem(value, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

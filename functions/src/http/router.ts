import { Router } from 'express';
import type { Bound } from './doors.ts';
import { methods } from './methods.ts';

/** Routes `bound` by method and path; paths with a word where others have a parameter come first. */
export function routerOf(bound: readonly Bound[]): Router {
  const byPath = new Map<string, Bound[]>();
  for (const one of bound) {
    const { path, alsoAt } = one.operation;
    for (const address of alsoAt === undefined ? [path] : [path, alsoAt]) {
      byPath.set(address, [...(byPath.get(address) ?? []), one]);
    }
  }
  const router = Router();
  // "{" comes after every letter.
  for (const [path, here] of [...byPath].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const handlers = Object.fromEntries(here.map(({ operation, serve }) => [operation.method, serve]));
    methods(router, path.replaceAll(/\{(\w+)\}/g, ':$1'), handlers);
  }
  return router;
}

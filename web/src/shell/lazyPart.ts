import { type ComponentType, createElement, lazy } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

const loads: (() => Promise<unknown>)[] = [];
const renewals = new Set<() => void>();

/** A part of the page in a chunk of its own. React keeps a failed load for ever; this one can be asked for again. */
export function lazyPart<P extends object>(load: Load<P>): ComponentType<P> {
  const begin = () =>
    lazy(async () => {
      try {
        return await load();
      } catch (error) {
        // Not renewed here: a waiting part would ask again at once, and offline without an end.
        renewals.add(() => {
          part = begin();
        });
        throw error;
      }
    });
  let part: ComponentType<P> = begin();
  loads.push(load);
  return function LazyPart(props: P) {
    return createElement(part, props);
  };
}

/** Lets every part that failed to load be loaded when it is drawn next. */
export function renewFailedParts(): void {
  for (const renew of renewals) renew();
  renewals.clear();
}

/** Loads every part ahead of its use, so that a page that goes offline still has all of itself. */
export function prefetchParts(): void {
  for (const load of loads) {
    load().catch(() => {
      // Whoever needs the part asks again, and shows what went wrong.
    });
  }
}

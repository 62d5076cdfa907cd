import { type ComponentType, createElement, lazy } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

const loads: (() => Promise<unknown>)[] = [];
/** Whether every part is loaded as soon as it is known. */
let isAhead = false;
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
  // A part inside a part becomes known only when the outer one has come.
  if (isAhead) prefetch(load);
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
  isAhead = true;
  for (const load of loads) prefetch(load);
}

function prefetch(load: () => Promise<unknown>): void {
  load().catch(() => {
    // Whoever needs the part asks again, and shows what went wrong.
  });
}

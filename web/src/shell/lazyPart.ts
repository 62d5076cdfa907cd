import { type ComponentType, createElement, lazy } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

const renewals = new Set<() => void>();

/**
 * A part of the page in a chunk of its own, which the service worker keeps for being offline. React keeps a failed load
 * for ever; this one can be asked for again.
 */
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
  return function LazyPart(props: P) {
    return createElement(part, props);
  };
}

/** Lets every part that failed to load be loaded when it is drawn next. */
export function renewFailedParts(): void {
  for (const renew of renewals) renew();
  renewals.clear();
}

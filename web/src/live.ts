import { useEffect, useEffectEvent, useState } from 'react';
import type { Emit, Live } from './liveValue.ts';
import { type Data, loadData } from './loadData.ts';
import { PAGE_INCOMPLETE } from './trouble.ts';

/** The newest values of what was on screen lately, so that going back shows them at once. */
export type LiveMemory<T> = Map<string, Live<T>>;

/** Oldest out first; a page goes back and forth between few missions. */
const REMEMBERED = 12;

const LOADING: Live<never> = { state: 'loading' };

/**
 * What `watch` emits for `key`; null means not yet (nobody is signed in). A new key drops the old value, so that one
 * mission's progress is never shown under another's name.
 */
export function useLive<T>(
  memory: LiveMemory<T>,
  key: string | null,
  watch: (data: Data, emit: Emit<T>) => () => void,
): Live<T> {
  const [shown, setShown] = useState<{ key: string | null; live: Live<T> }>({ key, live: recall(memory, key) });
  const startWatching = useEffectEvent(watch);

  useEffect(() => {
    if (key === null) return;
    let stop: (() => void) | null = null;
    let isOver = false;
    const emit: Emit<T> = (live) => {
      if (isOver) return;
      remember(memory, key, live);
      setShown({ key, live });
    };
    loadData().then(
      (data) => {
        if (!isOver) stop = startWatching(data, emit);
      },
      () => emit({ state: 'failed', problem: PAGE_INCOMPLETE }),
    );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [memory, key]);

  return shown.key === key ? shown.live : recall(memory, key);
}

function recall<T>(memory: LiveMemory<T>, key: string | null): Live<T> {
  return (key === null ? undefined : memory.get(key)) ?? LOADING;
}

function remember<T>(memory: LiveMemory<T>, key: string, live: Live<T>): void {
  memory.delete(key);
  if (live.state !== 'ready') return;
  memory.set(key, { ...live, source: 'cache' });
  const oldest = memory.keys().next().value;
  if (memory.size > REMEMBERED && oldest !== undefined) memory.delete(oldest);
}

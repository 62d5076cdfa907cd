import { useEffect, useEffectEvent, useState } from 'react';
import type { Emit, Live } from './liveValue.ts';
import { type Data, loadData } from './loadData.ts';
import { PAGE_INCOMPLETE } from './trouble.ts';

/** The newest values of what was on screen lately, so that going back shows them at once. */
export type LiveMemory<T> = Map<string, Live<T>>;

/** Oldest out first; a page goes back and forth between few missions. */
const REMEMBERED = 12;

/** Shorter costs whoever goes to and fro a new query each time. */
const LEFT_ALONE_MS = 300_000;

const LOADING: Live<never> = { state: 'loading' };

interface LiveOptions {
  /** Is listened to in a page that nobody looks at, too, however long. */
  readonly isKept?: boolean;
}

/**
 * What `watch` emits for `key`; null means not yet (nobody is signed in). A new key drops the old value, so that one
 * mission's progress is never shown under another's name. A page that nobody has looked at for five minutes no longer
 * listens, and pays no reads for what nobody sees; looked at again it shows what it had, and listens anew.
 */
export function useLive<T>(
  memory: LiveMemory<T>,
  key: string | null,
  watch: (data: Data, emit: Emit<T>) => () => void,
  { isKept = false }: LiveOptions = {},
): Live<T> {
  const isLeft = useLeftAlone() && !isKept;
  const [shown, setShown] = useState<{ key: string | null; live: Live<T> }>({ key, live: recall(memory, key) });
  const startWatching = useEffectEvent(watch);

  useEffect(() => {
    if (key === null || isLeft) return;
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
  }, [memory, key, isLeft]);

  return shown.key === key ? shown.live : recall(memory, key);
}

/** Whether nobody has looked at the page for so long that it need not listen. */
function useLeftAlone(): boolean {
  const [isLeft, setLeft] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => setLeft(true), LEFT_ALONE_MS);
      else setLeft(false);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return isLeft;
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

import { type RefObject, useEffect, useState } from 'react';

/** Nobody who reads is this still: whatever the pointer lies on, the list may move again. */
const IDLE_MS = 60_000;
/** A finger has no place to rest: what it touched stays where it is for a moment. */
const TOUCHED_MS = 3_000;

/** Whether somebody is at the list, so that nothing in it may move, and whether nobody is at the page at all. */
export function useHeld(list: RefObject<HTMLElement | null>): { readonly isHeld: boolean; readonly isIdle: boolean } {
  const [isOver, setOver] = useState(false);
  const [isIn, setIn] = useState(false);
  const isIdle = useIdle();
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const ended = new AbortController();
    const { signal } = ended;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enter = (): void => {
      clearTimeout(timer);
      setOver(true);
    };
    const leave = ({ pointerType }: PointerEvent): void => {
      clearTimeout(timer);
      if (pointerType === 'touch') timer = setTimeout(() => setOver(false), TOUCHED_MS);
      else setOver(false);
    };
    element.addEventListener('pointerenter', enter, { signal });
    element.addEventListener('pointermove', enter, { signal });
    element.addEventListener('pointerleave', leave, { signal });
    element.addEventListener('focusin', () => setIn(true), { signal });
    element.addEventListener(
      'focusout',
      ({ relatedTarget }) => setIn(relatedTarget instanceof Node && element.contains(relatedTarget)),
      { signal },
    );
    signal.addEventListener('abort', () => clearTimeout(timer));
    return () => ended.abort();
  }, [list]);
  return { isHeld: isIn || (isOver && !isIdle), isIdle: isIdle && !isIn };
}

function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = (): void => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), IDLE_MS);
    };
    wake();
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove']) {
      document.addEventListener(type, wake, { signal, passive: true });
    }
    signal.addEventListener('abort', () => clearTimeout(timer));
    return () => ended.abort();
  }, []);
  return isIdle;
}

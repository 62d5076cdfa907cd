import { useEffect, useEffectEvent, useRef } from 'react';
import { useFreshness } from '../shell/useFreshness.ts';
import { NO_ANSWER, PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';

/** What a connection that is back may mend. */
const OF_CONNECTION = [NO_ANSWER.code, PAGE_INCOMPLETE.code];
/** The page may not have seen that it was cut off, as no more is listened to here. Shorter asks a server that is down more often. */
const AGAIN_MS = 10_000;

/** What was asked for once, as far as it is known. */
type Asked = { readonly state: 'loading' | 'ready' } | { readonly state: 'failed'; readonly problem: Trouble };

/** Whether it could not be read for want of a connection: then it is asked for again by itself. */
export function isOfConnection({ code }: Trouble): boolean {
  return OF_CONNECTION.includes(code);
}

/** Asks again by itself for what could not be read: at once when the connection is back, else after a while. */
export function useAskedAgain(asked: Asked, ask: () => void): void {
  const { isCutOff } = useFreshness();
  const wasCutOff = useRef(false);
  const again = useEffectEvent(ask);
  useEffect(() => {
    if (isCutOff) {
      wasCutOff.current = true;
      return;
    }
    const delayMs = wasCutOff.current ? 0 : AGAIN_MS;
    wasCutOff.current = false;
    if (asked.state !== 'failed' || !isOfConnection(asked.problem)) return;
    const timer = setTimeout(() => again(), delayMs);
    return () => clearTimeout(timer);
  }, [asked, isCutOff]);
}

import { useEffect, useState, useSyncExternalStore } from 'react';
import { loadData } from '../loadData.ts';

/** A line moves when a mission ends: more often would be asked in vain, and each answer costs the server two reads. */
const ASK_EVERY_MS = 10_000;

/** The mission's number in line, asked for while it stands in one and somebody looks; null while it is not known. */
export function useQueuePosition(id: string, isInLine: boolean): number | null {
  const isVisible = useSyncExternalStore(onVisibility, () => !document.hidden);
  const [position, setPosition] = useState<number | null>(null);
  useEffect(() => {
    if (!isInLine) setPosition(null);
    if (!isInLine || !isVisible) return;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const data = await loadData();
      const answer = await data.readPosition(id);
      if (!isOver && answer.kind === 'ok') setPosition(answer.data);
    };
    // What can't be loaded or asked now is asked again in a moment; the status itself is live.
    const tryToAsk = () => void ask().catch(() => undefined);
    tryToAsk();
    const timer = setInterval(tryToAsk, ASK_EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [id, isInLine, isVisible]);
  return position;
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

import { useEffect, useState } from 'react';
import { loadData } from '../loadData.ts';

/** The mission's number in line, asked for while it stands in one and somebody looks; null while it is not known. */
export function useQueuePosition(id: string, isInLine: boolean): number | null {
  const [position, setPosition] = useState<number | null>(null);
  useEffect(() => {
    if (!isInLine) {
      setPosition(null);
      return;
    }
    let stop: (() => void) | null = null;
    let isOver = false;
    loadData().then(
      (data) => {
        if (!isOver) stop = data.watchPosition(id, setPosition);
      },
      // The page says itself that a part of it is missing, and the status is live without it.
      () => undefined,
    );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [id, isInLine]);
  return position;
}

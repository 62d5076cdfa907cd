import { useState } from 'react';
import type { Live } from '../liveValue.ts';

/** Whether the server has told of it since the page was opened. */
export function useConfirmed<T>(live: Live<T>): boolean {
  const [isConfirmed, setConfirmed] = useState(false);
  const isNow = live.state === 'ready' && live.source === 'server';
  if (isNow && !isConfirmed) setConfirmed(true);
  return isConfirmed || isNow;
}

import { useEffect, useState } from 'react';
import { bytesText } from '../../../../client/src/words/amount.ts';

interface Usage {
  readonly used: string;
  readonly quota: string;
  /** Undefined where the browser says only the sum. */
  readonly missions: string | undefined;
  readonly page: string | undefined;
}

/** How much the browser keeps for this page. Null until it has said so, and where it says nothing. */
export function useUsage(): Usage | null {
  const [usage, setUsage] = useState<Usage | null>(null);
  useEffect(() => {
    let isOver = false;
    void readUsage().then((read) => {
      if (!isOver) setUsage(read);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return usage;
}

async function readUsage(): Promise<Usage | null> {
  // Absent without HTTPS.
  if (!('storage' in navigator)) return null;
  const estimate: StorageEstimate & { usageDetails?: Partial<Record<string, number>> } =
    await navigator.storage.estimate();
  const { usage = 0, quota = 0, usageDetails } = estimate;
  const text = (bytes: number | undefined) => (usageDetails === undefined ? undefined : bytesText(bytes ?? 0));
  return {
    used: bytesText(usage),
    quota: bytesText(quota),
    missions: text(usageDetails?.['indexedDB']),
    page: text((usageDetails?.['caches'] ?? 0) + (usageDetails?.['serviceWorkerRegistrations'] ?? 0)),
  };
}

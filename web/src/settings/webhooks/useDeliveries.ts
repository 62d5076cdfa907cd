import { useEffect, useRef, useState } from 'react';
import type { DeliveryAnswer } from '../../../../functions/src/schema/delivery.ts';
import { askWebhooks, type Loaded, loadedOf } from './useWebhooks.ts';

/** How often the list is read while something is on its way and the page is looked at. */
const LOOK_AGAIN_MS = 3_000;

/**
 * The newest deliveries to a webhook, read again while one is on its way, whose end `onSettled` is told; `reload` reads
 * them now.
 */
export function useDeliveries(webhookId: string, revision: number, onSettled: () => void) {
  const [deliveries, setDeliveries] = useState<Loaded<DeliveryAnswer>>({ state: 'loading' });
  const [asked, setAsked] = useState(0);
  const settled = useRef(onSettled);
  useEffect(() => {
    settled.current = onSettled;
  });
  useEffect(() => {
    let isOver = false;
    let wasMoving = false;
    // It may be over before it is first looked at.
    const wasSent = revision > 0 || asked > 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const found = loadedOf(await askWebhooks((calls) => calls.deliveries(webhookId)));
      if (isOver) return;
      setDeliveries(found);
      const isMoving = found.state === 'ready' && found.items.some(({ status }) => status === 'pending');
      if (isMoving) timer = setTimeout(() => void lookWhenSeen(), LOOK_AGAIN_MS);
      else if (wasMoving || wasSent) {
        settled.current();
        // What a try says of its target is written after its end.
        timer = setTimeout(() => settled.current(), LOOK_AGAIN_MS);
      }
      wasMoving = isMoving;
    };
    const lookWhenSeen = async (): Promise<void> => {
      if (document.visibilityState === 'visible') await look();
      else timer = setTimeout(() => void lookWhenSeen(), LOOK_AGAIN_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [webhookId, revision, asked]);
  return { deliveries, reload: () => setAsked((count) => count + 1) };
}

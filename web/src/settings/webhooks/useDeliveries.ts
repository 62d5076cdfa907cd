import { useEffect, useRef, useState } from 'react';
import type { DeliveryAnswer } from '../../../../functions/src/schema/delivery.ts';
import type { Answer } from '../../api.ts';
import type { Trouble } from '../../trouble.ts';
import { askWebhooks } from './useWebhooks.ts';
import type { DeliveryPage, DeliveryStatus } from './webhookCalls.ts';

/** How often the list is read while something is on its way and the page is looked at. */
const LOOK_AGAIN_MS = 3_000;

/** The deliveries as far as they are known. */
export type Deliveries =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly items: readonly DeliveryAnswer[]; readonly cursor: string | null }
  | { readonly state: 'failed'; readonly problem: Trouble };

interface Wanted {
  readonly webhookId: string;
  /** Null for all. */
  readonly status: DeliveryStatus | null;
  /** What was sent last from here; null for nothing. */
  readonly sentId: string | null;
  /** Told when what was on its way has ended. */
  readonly onSettled: () => void;
}

/**
 * The newest deliveries to a webhook, read again while one is on its way; `reload` reads them now, `more` adds a page of
 * older ones, which stay as they were read. A read for each delivery on a page.
 */
export function useDeliveries({ webhookId, status, sentId, onSettled }: Wanted) {
  const [deliveries, setDeliveries] = useState<Deliveries>({ state: 'loading' });
  const [asked, setAsked] = useState(0);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const settled = useRef(onSettled);
  useEffect(() => {
    settled.current = onSettled;
  });
  useEffect(() => {
    let isOver = false;
    let wasMoving = false;
    // It may be over before it is first looked at.
    const wasSent = sentId !== null || asked > 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const answer = await askWebhooks((calls) => calls.deliveries(webhookId, { status, cursor: null }));
      if (isOver) return;
      setDeliveries((known) => withNewest(known, answer));
      const isMoving = answer.kind === 'ok' && answer.data.items.some((one) => one.status === 'pending');
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
  }, [webhookId, status, sentId, asked]);
  return {
    deliveries,
    isLoadingOlder,
    reload: () => setAsked((count) => count + 1),
    /** Answers why not, or null. */
    more: async (): Promise<Trouble | null> => {
      if (deliveries.state !== 'ready' || deliveries.cursor === null) return null;
      const { cursor } = deliveries;
      setLoadingOlder(true);
      const answer = await askWebhooks((calls) => calls.deliveries(webhookId, { status, cursor }));
      setLoadingOlder(false);
      if (answer.kind !== 'ok') return answer.problem;
      setDeliveries((known) => withOlder(known, answer.data));
      return null;
    },
  };
}

/** What was read before and is not on the newest page any more stays, for the older ones go on behind it. */
function withNewest(known: Deliveries, answer: Answer<DeliveryPage>): Deliveries {
  if (answer.kind !== 'ok') return { state: 'failed', problem: answer.problem };
  if (known.state !== 'ready') return { state: 'ready', ...answer.data };
  return { ...known, items: joined(answer.data.items, known.items) };
}

function withOlder(known: Deliveries, { items, cursor }: DeliveryPage): Deliveries {
  return known.state === 'ready' ? { ...known, items: joined(known.items, items), cursor } : known;
}

function joined(first: readonly DeliveryAnswer[], then: readonly DeliveryAnswer[]): DeliveryAnswer[] {
  const ids = new Set(first.map((one) => one.delivery_id));
  return [...first, ...then.filter((one) => !ids.has(one.delivery_id))];
}

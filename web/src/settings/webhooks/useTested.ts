import { useEffect, useState } from 'react';
import type { DeliveryAnswer } from '../../../../functions/src/schema/delivery.ts';
import { serverNow } from '../../clock.ts';
import { lookAgainMs, type Tested } from './testedView.ts';
import { askWebhooks } from './useWebhooks.ts';

/** How often a page that nobody looks at finds out whether somebody does again. No read. */
const HIDDEN_MS = 2_000;

/** The test that was `sent`, looked at again until it has ended, and at once when `revision` changes. */
export function useTested(sent: DeliveryAnswer | null, revision: number): Tested | null {
  const [known, setKnown] = useState<Tested | null>(null);
  useEffect(() => {
    if (sent === null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') {
        timer = setTimeout(() => void look(), HIDDEN_MS);
        return;
      }
      const answer = await askWebhooks((calls) => calls.delivery(sent));
      if (isOver) return;
      const isRead = answer.kind === 'ok';
      setKnown((before) => (isRead ? { delivery: answer.data, isRead } : { ...ofThis(before, sent), isRead }));
      const againMs = lookAgainMs({ delivery: isRead ? answer.data : sent, isRead }, serverNow());
      if (againMs !== null) timer = setTimeout(() => void look(), againMs);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [sent, revision]);
  return sent === null ? null : ofThis(known, sent);
}

/** What is known of this test and of no earlier one. */
function ofThis(known: Tested | null, sent: DeliveryAnswer): Tested {
  return known?.delivery.delivery_id === sent.delivery_id ? known : { delivery: sent, isRead: true };
}

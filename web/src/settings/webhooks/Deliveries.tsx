import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DeliveryAnswer } from '../../../../functions/src/schema/delivery.ts';
import { useNow } from '../../clock.ts';
import type { Trouble } from '../../trouble.ts';
import { announce } from '../../ui/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Switcher } from '../../ui/Switcher.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { DELIVERIES } from '../../words/webhooks.ts';
import { useDeliveries } from './useDeliveries.ts';
import { askWebhooks } from './useWebhooks.ts';
import type { DeliveryStatus } from './webhookCalls.ts';
import { attemptText, deliveryView } from './webhookView.ts';

const TICK_MS = 1_000;

interface Props {
  readonly webhookId: string;
  /** The delivery that was sent last from here: another one, and the list is read again. */
  readonly sentId: string | null;
  readonly blocked: string | null;
  /** Called when what was on its way has ended. */
  readonly onSettled: () => void;
}

/** What was sent to a webhook, newest first, all or those of one status. */
export function Deliveries(props: Props) {
  const [filter, setFilter] = useState<keyof typeof DELIVERIES.filters>('all');
  return (
    <div className="space-y-3">
      <div className="max-w-full overflow-x-auto">
        <Switcher label={DELIVERIES.filter} options={DELIVERIES.filters} value={filter} onChange={setFilter} />
      </div>
      <DeliveryList key={filter} status={filter === 'all' ? null : filter} {...props} />
    </div>
  );
}

interface ListProps extends Props {
  readonly status: DeliveryStatus | null;
}

function DeliveryList({ blocked, ...wanted }: ListProps) {
  const { deliveries, reload, more, isLoadingOlder } = useDeliveries(wanted);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const redeliver = async (delivery: DeliveryAnswer): Promise<void> => {
    const answer = await askWebhooks((calls) => calls.redeliver(delivery));
    setProblem(answer.kind === 'ok' ? null : answer.problem);
    const isNew = delivery.status !== 'pending';
    if (answer.kind === 'ok') announce('webhook', isNew ? DELIVERIES.resent : DELIVERIES.tried);
    reload();
  };
  if (deliveries.state === 'loading') return <Skeleton lines={2} label={DELIVERIES.loading} />;
  if (deliveries.state === 'failed') {
    return (
      <TroubleNotice problem={deliveries.problem} actions={<Button onClick={reload}>{DELIVERIES.again}</Button>} />
    );
  }
  return (
    <>
      {problem !== null && <TroubleNotice problem={problem} />}
      {deliveries.items.length === 0 ? (
        <p className="text-sm text-muted">{wanted.status === null ? DELIVERIES.none : DELIVERIES.none_such}</p>
      ) : (
        <ul className="divide-y divide-line" aria-label={DELIVERIES.list}>
          {deliveries.items.map((one) => (
            <DeliveryRow key={one.delivery_id} delivery={one} blocked={blocked} onRedeliver={() => redeliver(one)} />
          ))}
        </ul>
      )}
      {deliveries.cursor !== null && (
        <Button isBusy={isLoadingOlder} onClick={() => void more().then(setProblem)}>
          {isLoadingOlder ? DELIVERIES.loading_older : DELIVERIES.older}
        </Button>
      )}
    </>
  );
}

interface RowProps {
  readonly delivery: DeliveryAnswer;
  readonly blocked: string | null;
  readonly onRedeliver: () => Promise<void>;
}

function DeliveryRow({ delivery, blocked, onRedeliver }: RowProps) {
  const now = useNow(TICK_MS);
  const [isBusy, setBusy] = useState(false);
  const view = deliveryView(delivery, now);
  const again = async (): Promise<void> => {
    setBusy(true);
    await onRedeliver();
    setBusy(false);
  };
  return (
    <li data-delivery={delivery.delivery_id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <span className="font-medium">{view.what}</span>
          {delivery.mission_id !== null && (
            <Link href={`/m/${delivery.mission_id}`} className="text-sm underline wrap-any">
              {delivery.mission_id}
            </Link>
          )}
          <span data-tone={view.tone} className="text-sm font-medium text-tone">
            {view.word}
          </span>
        </p>
        <p className="text-sm text-muted wrap-any">{view.facts.join(' · ')}</p>
        {delivery.attempts.length > 0 && (
          <details className="group text-sm">
            <summary className="flex min-h-11 w-fit cursor-pointer items-center gap-1 underline-offset-4 hover:underline md:min-h-8">
              {DELIVERIES.tries}
              <ChevronDown className="size-4 group-open:rotate-180" aria-hidden />
            </summary>
            <ol className="space-y-1 pb-1" aria-label={DELIVERIES.tries}>
              {delivery.attempts.map((attempt) => (
                <li key={attempt.at} className="wrap-any">
                  {attemptText(attempt, now)}
                  {attempt.excerpt !== null && <q className="block text-muted">{attempt.excerpt}</q>}
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
      <Button isBusy={isBusy} blocked={blocked ?? view.blocked} onClick={() => void again()}>
        {view.action}
      </Button>
    </li>
  );
}

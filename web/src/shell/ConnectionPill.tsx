import { useId } from 'react';
import { retryNow } from '../connectionStore.ts';
import { Button } from '../ui/Button.tsx';
import { POPOVER } from '../ui/popover.ts';
import { useFreshness, useFreshnessAnnounced } from './useFreshness.ts';

/** Says how fresh everything on the page is; a press tells why. Absent where nothing is live. */
export function ConnectionPill() {
  const freshness = useFreshness();
  const id = useId();
  useFreshnessAnnounced(freshness);
  if (freshness.status === 'idle') return null;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        data-tone={freshness.tone}
        data-connection={freshness.status}
        className="flex min-h-11 items-center gap-2 rounded-full px-3 text-sm text-muted hover:bg-surface md:min-h-9"
      >
        <span className={`size-2 rounded-full bg-tone ${freshness.status === 'live' ? '' : 'pulse-dot'}`} aria-hidden />
        <span className="sr-only">Connection: </span>
        <span className="whitespace-nowrap">{freshness.word}</span>
        {freshness.since !== '' && <span className="hidden whitespace-nowrap sm:inline">· {freshness.since}</span>}
      </button>
      <div id={id} popover="auto" className={POPOVER}>
        <p className="font-semibold">{freshness.word}</p>
        <p className="mt-1 text-muted">{freshness.cause}</p>
        {freshness.heard !== '' && <p className="mt-1 text-muted">{freshness.heard}</p>}
        <Button className="mt-3" onClick={retryNow}>
          Reconnect now
        </Button>
      </div>
    </>
  );
}

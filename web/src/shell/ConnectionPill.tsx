import { Suspense, useId, useRef, useState } from 'react';
import { connection, refreshNow, setPaused } from '../connectionStore.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { POPOVER } from '../ui/popover.ts';
import { PILL_WORDS } from '../words/connection.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { lazyPart } from './lazyPart.ts';
import { ReconnectButton } from './ReconnectButton.tsx';
import { useFreshness, useFreshnessAnnounced } from './useFreshness.ts';

// Few readers ask for figures.
const ConnectionDialog = lazyPart(() => import('../settings/connection/ConnectionDialog.tsx'));

/** Says how fresh everything on the page is; a press tells why. Absent where nothing is live. */
export function ConnectionPill() {
  const freshness = useFreshness();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const pill = useRef<HTMLButtonElement>(null);
  const openDetails = (): void => {
    // What closes gives the focus back to where it was: in the popover that goes with this press nothing can have it.
    pill.current?.focus();
    setOpen(true);
  };
  useFreshnessAnnounced(freshness);
  if (freshness.status === 'idle') return null;
  return (
    <>
      <button
        ref={pill}
        type="button"
        popoverTarget={id}
        data-tone={freshness.tone}
        data-connection={freshness.status}
        className="flex min-h-11 items-center gap-2 rounded-full px-3 text-left text-sm max-sm:px-2 text-muted hover:bg-surface md:min-h-9"
      >
        <span
          className={`size-2 shrink-0 rounded-full bg-tone ${freshness.status === 'live' ? '' : 'pulse-dot'}`}
          aria-hidden
        />
        <span className="sr-only">{PILL_WORDS.prefix}</span>
        <span className="wrap-any sm:whitespace-nowrap">{freshness.word}</span>
        {freshness.since !== '' && (
          <span className={`hidden whitespace-nowrap ${freshness.isCounted ? 'xl:inline' : 'min-[90rem]:inline'}`}>
            · {freshness.since}
          </span>
        )}
      </button>
      <div id={id} popover="auto" className={POPOVER}>
        <p className="font-semibold">
          {freshness.word}
          {freshness.since !== '' && ` · ${freshness.since}`}
        </p>
        <p className="mt-1 text-muted">{freshness.cause}</p>
        <p className="mt-1 text-muted">{freshness.heard}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <MainButton />
          <Button popoverTarget={id} popoverTargetAction="hide" onClick={openDetails}>
            {PILL_WORDS.details}
          </Button>
        </div>
      </div>
      {isOpen && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <ConnectionDialog onClose={() => setOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}

/** What helps most in this state. */
function MainButton() {
  const { isPaused, isLiveOn } = useStore(connection);
  if (isPaused) return <Button onClick={() => setPaused(false)}>{PILL_WORDS.resume}</Button>;
  if (!isLiveOn) return <Button onClick={refreshNow}>{PILL_WORDS.refresh}</Button>;
  return <ReconnectButton />;
}

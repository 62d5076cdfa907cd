import { CircleQuestionMark } from 'lucide-react';
import { Suspense, useEffect, useId, useState } from 'react';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { Button } from '../ui/Button.tsx';
import { ETA_QUESTION } from '../words/estimate.ts';
import { COMMON } from '../words/shared.ts';
import { isExplained, type ShownEta } from './shownEta.ts';

const loadGrounds = () => import('./EtaGrounds.tsx');
const EtaGrounds = lazyPart(loadGrounds);

/** A small button at the time left, and behind it what that rests on. It lies over the page and moves nothing. */
export function EtaExplained({ shown }: { readonly shown: ShownEta }) {
  const id = useId();
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    // Asked for once the page is drawn. What fails is asked for again, and shown, where it is drawn.
    loadGrounds().catch(() => undefined);
  }, []);
  if (!isExplained(shown)) return null;
  return (
    <div className="contents">
      <button
        type="button"
        popoverTarget={id}
        aria-label={ETA_QUESTION}
        title={ETA_QUESTION}
        className="-my-3 grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-surface hover:text-text sm:-mr-3 md:my-0 md:-mr-1 md:size-6"
      >
        <CircleQuestionMark className="size-[1.125rem]" aria-hidden />
      </button>
      <div
        id={id}
        popover="auto"
        onBeforeToggle={({ newState }) => setOpen(newState === 'open')}
        role="group"
        aria-labelledby={titleId}
        className="eta-explained rounded-xl border border-line bg-bg p-4 text-left text-sm text-text shadow-[0_12px_32px_var(--shadow)]"
      >
        <p id={titleId} className="font-semibold">
          {ETA_QUESTION}
        </p>
        {isOpen && (
          <ErrorBoundary>
            <Suspense fallback={null}>
              <EtaGrounds shown={shown} />
            </Suspense>
          </ErrorBoundary>
        )}
        <Button className="mt-3" popoverTarget={id} popoverTargetAction="hide">
          {COMMON.close}
        </Button>
      </div>
    </div>
  );
}

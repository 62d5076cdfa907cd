import { RotateCcw, Trash2, X } from 'lucide-react';
import { Suspense, useState } from 'react';
import { ErrorBoundary } from '../../shell/ErrorBoundary.tsx';
import { lazyPart } from '../../shell/lazyPart.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { useStore } from '../../store.ts';
import { Button } from '../../ui/Button.tsx';
import { type BulkCommand, PICK_WORDS } from '../../words/listTools.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';
import type { ListFilter } from '../listFilter.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { bulkRun } from './bulk.ts';
import { BULK_COMMANDS, doable } from './bulkView.ts';
import { PickMore } from './PickMore.tsx';
import { dropPicks, picked } from './selection.ts';

const BulkDialog = lazyPart(() => import('./BulkDialog.tsx'));

const ICONS = { cancel: X, retry: RotateCcw, delete: Trash2 } as const;

interface Props {
  readonly filter: ListFilter;
  /** All missions of this filter are loaded. */
  readonly isWhole: boolean;
}

/** What can be done to the selected missions at once, and how far it is. At the page's lower edge, within the thumb's reach. */
export function BulkBar({ filter, isWhole }: Props) {
  const picks = useStore(picked);
  const run = useStore(bulkRun);
  const [asking, setAsking] = useState<BulkCommand | null>(null);
  const isOffline = useFreshness().isCutOff;
  if (picks.size === 0 && run === null && asking === null) return null;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-6 pb-[env(safe-area-inset-bottom)] md:mx-0 md:bottom-4" data-bulk>
      <div className="space-y-3 border border-line bg-bg px-4 py-3 shadow-[0_-4px_24px_var(--shadow)] max-md:border-x-0 max-md:border-b-0 md:rounded-xl">
        {run !== null && <BulkProgress run={run} />}
        {picks.size > 0 && (
          <section aria-label={PICK_WORDS.bar} className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="font-medium">{PICK_WORDS.selected(picks.size)}</p>
            <PickMore filter={filter} isWhole={isWhole} />
            <div className="flex flex-wrap gap-2 md:ml-auto">
              {BULK_COMMANDS.map((command) => {
                const count = doable(command, picks).length;
                const Icon = ICONS[command];
                const busy = run?.isRunning === true ? PICK_WORDS.one_at_a_time : null;
                return (
                  <Button
                    key={command}
                    look={command === 'retry' ? 'plain' : 'danger'}
                    blocked={isOffline ? OFFLINE_REASON : count === 0 ? PICK_WORDS.none : busy}
                    onClick={() => setAsking(command)}
                  >
                    <Icon className="size-4" aria-hidden />
                    {PICK_WORDS[command](count)}
                  </Button>
                );
              })}
              <Button look="quiet" title={PICK_WORDS.clear_meaning} onClick={() => dropPicks()}>
                {PICK_WORDS.clear}
              </Button>
            </div>
          </section>
        )}
      </div>
      {asking !== null && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <BulkDialog command={asking} onClose={() => setAsking(null)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  );
}

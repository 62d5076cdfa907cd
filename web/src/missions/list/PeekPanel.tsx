import { Suspense } from 'react';
import { ErrorBoundary } from '../../shell/ErrorBoundary.tsx';
import { lazyPart } from '../../shell/lazyPart.ts';
import { useStore } from '../../store.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { PEEK_WORDS } from '../../words/listTools.ts';
import type { ListRow } from './listRows.ts';
import { PeekFrame } from './PeekFrame.tsx';
import { peeked } from './rowStores.ts';

const Peek = lazyPart(() => import('./Peek.tsx'));

/** The mission that is looked at, beside the list and not over it. Loaded when it is first asked for. */
export function PeekPanel({ rows }: { readonly rows: readonly ListRow[] }) {
  const id = useStore(peeked);
  if (id === null) return null;
  const mission = rows.find((row) => row.id === id)?.mission ?? null;
  return (
    <PeekFrame>
      <ErrorBoundary key={id}>
        <Suspense fallback={<Skeleton lines={4} label={PEEK_WORDS.loading} />}>
          <Peek key={id} id={id} mission={mission} />
        </Suspense>
      </ErrorBoundary>
    </PeekFrame>
  );
}

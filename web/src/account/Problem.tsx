import { Notice } from '../ui/Notice.tsx';
import type { Outcome } from './outcome.ts';

/** What Auth has against it, said at once: the reader pressed a button and waits. */
export function Problem({ outcome }: { readonly outcome: Outcome | null }) {
  return (
    <div role="alert" className="empty:hidden">
      {outcome?.kind === 'problem' && <Notice tone="failed">{outcome.text}</Notice>}
    </div>
  );
}

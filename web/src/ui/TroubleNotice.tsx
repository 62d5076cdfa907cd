import type { ReactNode } from 'react';
import type { Trouble } from '../trouble.ts';
import { Notice } from './Notice.tsx';

/** What went wrong, and what to do now. */
export function TroubleNotice({ problem, actions }: { readonly problem: Trouble; readonly actions?: ReactNode }) {
  return (
    <Notice tone="failed" title={problem.title} actions={actions}>
      <p>{problem.detail}</p>
      <p className="text-muted">{problem.next}</p>
    </Notice>
  );
}

import { useEffect, useRef } from 'react';
import { Notice } from '../ui/Notice.tsx';
import type { Outcome } from './outcome.ts';

interface Props {
  readonly outcome: Outcome | null;
  /** What the reader may do about it here, where that is not the same everywhere. */
  readonly next?: string | null;
}

/**
 * What Auth has against it, beside what was pressed. It takes the focus, at each attempt anew: whoever pressed waits for
 * an answer, and may see little of the page.
 */
export function Problem({ outcome, next = null }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome?.kind === 'problem') ref.current?.focus();
  }, [outcome]);
  if (outcome?.kind !== 'problem') return null;
  return (
    <Notice ref={ref} tone="failed">
      <p>{outcome.text}</p>
      {next !== null && <p>{next}</p>}
    </Notice>
  );
}

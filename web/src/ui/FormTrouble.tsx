import { useEffect, useRef } from 'react';
import type { Trouble } from '../trouble.ts';
import { TroubleNotice } from './TroubleNotice.tsx';

/** Why a form could not be sent, above its fields. It takes the focus: whoever sent it may have scrolled far below. */
export function FormTrouble({ problem }: { readonly problem: Trouble }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [problem]);
  return (
    <div ref={ref} tabIndex={-1} className="rounded-xl">
      <TroubleNotice problem={problem} />
    </div>
  );
}

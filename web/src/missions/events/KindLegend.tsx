import { useState } from 'react';
import { KIND_MEANINGS, KINDS_EXPLAINED } from '../../words/eventKinds.ts';
import { HISTORY_KIND_WORDS } from '../../words/shared.ts';
import { LOG_KINDS } from './logFilter.ts';

/** What each kind of event holds: folded, for whoever can't point at a chip to read it there. */
export function KindLegend() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="text-sm text-muted" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-11 w-fit content-center rounded hover:text-text md:min-h-6">{KINDS_EXPLAINED}</summary>
      {isOpen && (
        <dl className="mt-1 max-w-[75ch] space-y-1 pb-1" data-kinds>
          {LOG_KINDS.map((kind) => (
            <div key={kind} className="sm:grid sm:grid-cols-[5rem_1fr]">
              <dt className="font-medium text-text">{HISTORY_KIND_WORDS[kind]}</dt>
              <dd>{KIND_MEANINGS[kind]}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}

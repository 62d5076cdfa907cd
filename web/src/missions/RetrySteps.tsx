import { Check, Circle, RotateCcw } from 'lucide-react';
import { RETRY_STEPS } from '../words/actions.ts';
import type { StepAfterRetry } from './retryView.ts';

const LOOKS = {
  kept: { icon: Check, tone: 'succeeded' },
  again: { icon: RotateCcw, tone: 'waiting' },
  runs: { icon: Circle, tone: 'queued' },
} as const;

/** Step by step, what a retry keeps and what it does again. */
export function RetrySteps({ steps }: { readonly steps: readonly StepAfterRetry[] }) {
  return (
    <section aria-labelledby="retry-steps">
      <h3 id="retry-steps" className="mb-1.5 font-medium">
        {RETRY_STEPS.title}
      </h3>
      {/* Focusable, for it may scroll. */}
      <ol
        tabIndex={0}
        aria-labelledby="retry-steps"
        className="panel max-h-60 divide-y divide-line overflow-y-auto text-sm"
      >
        {steps.map(({ index, name, fate }) => {
          const { icon: Icon, tone } = LOOKS[fate];
          return (
            <li key={index} data-fate={fate} data-tone={tone} className="flex items-center gap-2.5 px-3 py-2">
              <Icon className="size-4 shrink-0 text-tone" aria-hidden />
              <span className="min-w-0 flex-1 wrap-any">{name}</span>
              <span className="text-muted">{RETRY_STEPS[fate]}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

import { PEEK_WORDS } from '../../words/listTools.ts';
import type { StepsView } from '../stepViews.ts';
import { stepsAround } from './peekView.ts';

/** The steps in brief: the one that runs, with those next to it. */
export function PeekSteps({ steps }: { readonly steps: StepsView }) {
  const { before, shown, after } = stepsAround(steps.shown);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="peek-steps">
      <h3 id="peek-steps" className="mb-1.5 text-sm font-semibold">
        {PEEK_WORDS.steps}
      </h3>
      {before > 0 && <p className="text-sm text-muted">{PEEK_WORDS.steps_before(before)}</p>}
      <ol start={(shown[0]?.index ?? 0) + 1} className="text-sm">
        {shown.map((step) => (
          <li key={step.index} data-tone={step.tone} className="flex items-baseline justify-between gap-3 py-1">
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="size-2 shrink-0 self-center rounded-full bg-tone" aria-hidden />
              <span className="truncate">{step.name}</span>
            </span>
            <span className="shrink-0 text-muted">{[step.word, step.durationText].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ol>
      {after > 0 && <p className="text-sm text-muted">{PEEK_WORDS.steps_after(after)}</p>}
    </section>
  );
}

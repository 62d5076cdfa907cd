import { FORM, FORM_STEPS } from '../../words/missionForm.ts';
import type { FormStep } from './missionProblems.ts';

const STEPS: readonly FormStep[] = ['goal', 'limits', 'review'];

/** The step after `step`, or before it; null at either end. */
export function neighbour(step: FormStep, by: 1 | -1): FormStep | null {
  return STEPS[STEPS.indexOf(step) + by] ?? null;
}

/** Where one is in the form. Every step can be gone to at any time: each has its defaults. */
export function StepNav({ step, onGo }: { readonly step: FormStep; readonly onGo: (step: FormStep) => void }) {
  return (
    <nav aria-label={FORM.steps} className="border-b border-line px-2 md:px-4">
      <ol className="flex flex-wrap">
        {STEPS.map((one, index) => (
          <li key={one}>
            <button
              type="button"
              aria-current={one === step ? 'step' : undefined}
              onClick={() => onGo(one)}
              className={`-mb-px flex min-h-11 items-center gap-1.5 border-b-2 px-2 text-sm sm:gap-2 sm:px-2.5 ${
                one === step ? 'border-accent font-semibold' : 'border-transparent text-muted hover:text-text'
              }`}
            >
              <span
                aria-hidden
                className={`grid size-5 place-items-center rounded-full text-xs ${
                  one === step ? 'bg-accent text-on-accent' : 'bg-surface'
                }`}
              >
                {index + 1}
              </span>
              {FORM_STEPS[one]}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

import { CircleAlert } from 'lucide-react';
import { wrongFieldCount } from '../../ui/wrongFieldCount.ts';
import { FORM } from '../../words/missionForm.ts';
import type { DraftProblem } from '../draftProblems.ts';
import { type FormStep, stepOfField } from './missionProblems.ts';

const STEPS: readonly FormStep[] = ['goal', 'limits', 'review'];

/** The step after `step`, or before it; null at either end. */
export function neighbour(step: FormStep, by: 1 | -1): FormStep | null {
  return STEPS[STEPS.indexOf(step) + by] ?? null;
}

interface Props {
  readonly step: FormStep;
  readonly nameOf: (step: FormStep) => string;
  /** Those that were told; their steps carry a mark. */
  readonly problems: readonly DraftProblem[];
  readonly onGo: (step: FormStep) => void;
}

/** Where one is in the form. Every step can be gone to at any time: each has its defaults. */
export function StepNav({ step, nameOf, problems, onGo }: Props) {
  const countOn = (one: FormStep) => wrongFieldCount(problems.filter(({ field }) => stepOfField(field) === one));
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
              <Mark number={index + 1} isHere={one === step} isWrong={countOn(one) > 0} />
              {nameOf(one)}
              {countOn(one) > 0 && <span className="sr-only">{FORM.step_problems(countOn(one))}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface MarkProps {
  readonly number: number;
  readonly isHere: boolean;
  readonly isWrong: boolean;
}

/** The step's number, or that something is wrong in it. */
function Mark({ number, isHere, isWrong }: MarkProps) {
  if (isWrong) {
    return (
      <span data-tone="failed" className="grid size-5 place-items-center">
        <CircleAlert className="size-5 text-tone" aria-hidden />
      </span>
    );
  }
  return (
    <span
      aria-hidden
      className={`grid size-5 place-items-center rounded-full text-xs ${
        isHere ? 'bg-accent text-on-accent' : 'bg-surface'
      }`}
    >
      {number}
    </span>
  );
}

import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { once } from '../../ui/once.ts';
import { FORM } from '../../words/missionForm.ts';
import { stepName } from './missionProblems.ts';
import { neighbour } from './StepNav.tsx';
import type { MissionForm } from './useMissionForm.ts';

interface Props {
  readonly form: MissionForm;
  readonly hint: string;
  /** That the hint says why nothing can be sent: then there is room for it on a phone too. */
  readonly isReason: boolean;
  /** What sends the form, from any step. */
  readonly children: ReactNode;
}

/**
 * The way back, the way on, and what sends the form, each in a place that is its own in every step: whoever presses twice
 * presses the same, or nothing. On a phone they stand in one row; where that has no room for the way back, the steps above
 * are it.
 */
export function FormFooter({ form, hint, isReason, children }: Props) {
  const before = neighbour(form.step, -1);
  const after = neighbour(form.step, 1);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 max-sm:gap-1.5 max-sm:[&_button]:px-2.5 max-[23rem]:[&_button]:px-2">
        {before !== null && (
          <Button className="max-[23rem]:hidden!" onClick={once(() => form.goTo(before))}>
            {FORM.back}
          </Button>
        )}
        <div className="ml-auto">
          {after !== null && (
            // The form's own: Enter in a field does the same. The second half of a double click leads no further.
            <Button
              type="submit"
              aria-label={FORM.next(stepName(after, form.draft))}
              onClick={(event) => event.detail > 1 && event.preventDefault()}
            >
              <span className="sm:hidden">{FORM.next_short}</span>
              <span className="max-sm:hidden">{FORM.next(stepName(after, form.draft))}</span>
            </Button>
          )}
        </div>
        <div className="flex flex-wrap justify-end gap-2 max-sm:gap-1.5">{children}</div>
      </div>
      <p className={`mt-2 text-sm text-muted ${isReason ? '' : 'max-sm:hidden'}`}>{hint}</p>
    </>
  );
}

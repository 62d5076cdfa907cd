import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { FORM, FORM_STEPS } from '../../words/missionForm.ts';
import { neighbour } from './StepNav.tsx';
import type { MissionForm } from './useMissionForm.ts';

interface Props {
  readonly form: MissionForm;
  readonly hint: string;
  /** That the hint says why nothing can be sent: then there is room for it on a phone too. */
  readonly isReason: boolean;
  /** Beside the way back, such as what clears the form. */
  readonly aside?: ReactNode;
  /** What sends the form, from any step. */
  readonly children: ReactNode;
}

/** The way back and on, and what sends the form: both stay where they are, whatever the step. */
export function FormFooter({ form, hint, isReason, aside, children }: Props) {
  const before = neighbour(form.step, -1);
  const after = neighbour(form.step, 1);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 max-sm:[&>button]:px-2.5">
        {before !== null && <Button onClick={() => form.goTo(before)}>{FORM.back}</Button>}
        {after !== null && (
          // The form's own: Enter in a field does the same.
          <Button type="submit">{FORM.next(FORM_STEPS[after])}</Button>
        )}
        {aside}
        <div className="flex flex-1 flex-wrap justify-end gap-2 max-sm:basis-full max-sm:*:flex-1">{children}</div>
      </div>
      <p className={`mt-2 text-sm text-muted ${isReason ? '' : 'max-sm:hidden'}`}>{hint}</p>
    </>
  );
}

import { Notice } from '../ui/Notice.tsx';
import { FORM } from '../words/missionForm.ts';
import { COLON } from '../words/shared.ts';
import { type DraftProblem, FIELDS, type FieldName } from './draftProblems.ts';
import { wrongFieldCount } from './form/stillWrong.ts';
import { SUMMARY_ID } from './form/useMissionForm.ts';

interface Props {
  readonly problems: readonly DraftProblem[];
  /** Shows the step that has the field, and gives it the focus. */
  readonly onGo: (field: FieldName) => void;
}

/** Everything that is wrong with the form in one place; each line leads to its field. */
export function ErrorSummary({ problems, onGo }: Props) {
  return (
    <Notice id={SUMMARY_ID} tone="failed" title={FORM.problems(wrongFieldCount(problems))}>
      <ul className="mt-1 list-disc pl-5">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a
              href={`#${field}`}
              className="underline underline-offset-2"
              onClick={(event) => {
                event.preventDefault();
                onGo(field);
              }}
            >
              {FIELDS[field]}
            </a>
            {COLON}
            {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

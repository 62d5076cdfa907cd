import { FORM_FRAME } from '../words/forms.ts';
import { COLON } from '../words/shared.ts';
import { Notice } from './Notice.tsx';
import { byField, wrongFieldCount } from './wrongFieldCount.ts';

/** Takes the focus when a form is sent and objected to. */
export const SUMMARY_ID = 'form-problems';

interface Props<Field extends string> {
  readonly problems: readonly { readonly field: Field; readonly message: string }[];
  readonly labels: Readonly<Record<Field, string>>;
  /** Gives the field the focus, wherever it stands. */
  readonly onGo: (field: Field) => void;
}

/** Everything that is wrong with a form in one place; each line leads to its field. */
export function ErrorSummary<Field extends string>({ problems, labels, onGo }: Props<Field>) {
  return (
    <Notice id={SUMMARY_ID} tone="failed" title={FORM_FRAME.problems(wrongFieldCount(problems))}>
      <ul className="mt-1 list-disc pl-5">
        {byField(problems).map(({ field, message }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              className="underline underline-offset-2"
              onClick={(event) => {
                event.preventDefault();
                onGo(field);
              }}
            >
              {labels[field]}
            </a>
            {COLON}
            {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

import type { Ref } from 'react';
import { Notice } from '../ui/Notice.tsx';
import { type DraftProblem, FIELDS } from './draftProblems.ts';

interface Props {
  readonly problems: readonly DraftProblem[];
  readonly ref: Ref<HTMLDivElement>;
}

/** Everything that is wrong with the form in one place; each line leads to its field. */
export function ErrorSummary({ problems, ref }: Props) {
  return (
    <Notice
      ref={ref}
      tone="failed"
      title={problems.length === 1 ? 'One field needs a change' : `${problems.length} fields need a change`}
    >
      <ul className="mt-1 list-disc pl-5">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a href={`#${field}`} className="underline underline-offset-2">
              {FIELDS[field]}
            </a>
            : {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

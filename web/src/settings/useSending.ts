import { useEffect, useState } from 'react';
import type { FieldProblem } from '../../../functions/src/core/errors.ts';
import type { Answer } from '../api.ts';
import { curlyQuotes } from '../curlyQuotes.ts';
import { NO_ANSWER, type Trouble } from '../trouble.ts';
import { SUMMARY_ID } from '../ui/ErrorSummary.tsx';
import { AT_FIELD } from '../words/trouble.ts';

interface Sending<Request, Made, Field> {
  readonly call: (request: Request) => Promise<Answer<Made>>;
  /** What to say when no answer came: it may have been done, and must not be done twice by itself. */
  readonly lost: Trouble;
  /** Fields of the form, in its order: what is wrong with one is told beside it. */
  readonly fields: readonly Field[];
  /** The field that a problem as a whole is about, such as an address that can't be called. */
  readonly fieldOf?: (problem: Trouble) => string | null;
  /** What the page itself finds wrong, as the server would name it: of it nothing is sent. */
  readonly judge?: (request: Request) => readonly FieldProblem[];
  readonly onDone: (made: Made) => void;
}

/** Told beside the fields alone. */
const NOT_SENT: Trouble = { code: 'invalid_request', title: '', detail: '', next: '' };

/** "progress_at[1]" is of the field `progress_at`. */
const withoutPlace = (path: string): string => path.replace(/\[.*$/, '');

/**
 * How a form in a dialog is sent: once at a time, its faults beside their fields. The focus goes to the summary of them.
 */
export function useSending<Request, Made, Field extends string>({
  call,
  lost,
  fields,
  fieldOf,
  judge,
  onDone,
}: Sending<Request, Made, Field>) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const problemOf = (field: string): string | undefined => {
    if (problem !== null && fieldOf?.(problem) === field) return `${problem.detail} ${problem.next}`;
    const fault = problem?.errors?.find((one) => withoutPlace(one.field) === field);
    return fault === undefined ? undefined : AT_FIELD(curlyQuotes(fault.message));
  };
  const wrong = fields.flatMap((field) => {
    const message = problemOf(field);
    return message === undefined ? [] : [{ field, message }];
  });
  const isOfField = wrong.length > 0;
  useEffect(() => {
    if (isOfField) document.getElementById(SUMMARY_ID)?.focus();
  }, [isOfField, problem]);
  const send = async (request: Request): Promise<void> => {
    // What is of no field here has no place to be told: the server has the last word.
    const faults = judge?.(request).filter((one) => fields.some((field) => field === withoutPlace(one.field))) ?? [];
    if (faults.length > 0) return setProblem({ ...NOT_SENT, errors: faults });
    setBusy(true);
    const answer = await call(request);
    setBusy(false);
    if (answer.kind === 'ok') onDone(answer.data);
    else setProblem(answer.problem.code === NO_ANSWER.code ? lost : answer.problem);
  };
  return { isBusy, problemOf, wrong, problem: isOfField ? null : problem, send, clear: () => setProblem(null) };
}

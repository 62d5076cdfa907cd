import { useEffect, useState } from 'react';
import type { Answer } from '../api.ts';
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
  readonly onDone: (made: Made) => void;
}

/**
 * How a form in a dialog is sent: once at a time, its faults beside their fields. The focus goes to the summary of them, or
 * to the first where a form has none.
 */
export function useSending<Request, Made, Field extends string>({
  call,
  lost,
  fields,
  fieldOf,
  onDone,
}: Sending<Request, Made, Field>) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const problemOf = (field: string): string | undefined => {
    if (problem !== null && fieldOf?.(problem) === field) return problem.detail;
    const fault = problem?.errors?.find((one) => one.field.replace(/\[.*$/, '') === field);
    return fault === undefined ? undefined : AT_FIELD(fault.message);
  };
  const wrong = fields.flatMap((field) => {
    const message = problemOf(field);
    return message === undefined ? [] : [{ field, message }];
  });
  const isOfField = wrong.length > 0;
  useEffect(() => {
    if (!isOfField) return;
    const summary = document.getElementById(SUMMARY_ID);
    (summary ?? document.querySelector<HTMLElement>('dialog [aria-invalid="true"]'))?.focus();
  }, [isOfField, problem]);
  const send = async (request: Request): Promise<void> => {
    setBusy(true);
    const answer = await call(request);
    setBusy(false);
    if (answer.kind === 'ok') onDone(answer.data);
    else setProblem(answer.problem.code === NO_ANSWER.code ? lost : answer.problem);
  };
  return { isBusy, problemOf, wrong, problem: isOfField ? null : problem, send };
}

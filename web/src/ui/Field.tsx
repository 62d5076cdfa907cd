import type { ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

export const INPUT =
  'w-full min-h-11 rounded-lg border border-border-ui bg-bg px-3 py-2 aria-invalid:border-failed aria-invalid:border-2 md:min-h-10';

/** A label, its control, what it is for, and what is wrong with it. The control takes {@link describedBy}. */
export function Field({ id, label, hint, problem, children }: Props) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {children}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="mt-1.5 text-sm font-medium wrap-any text-failed">
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** What a control in a {@link Field} says of itself. */
export function describedBy(id: string, problem: string | undefined) {
  return {
    id,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-describedby': problem === undefined ? `${id}-hint` : `${id}-problem ${id}-hint`,
  } as const;
}
